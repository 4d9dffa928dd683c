/// What stands in a body: its extent, and the parts of a multipart one (RFC 2046 s 5.1).
struct SIPBody {
  /// One part of a multipart body.
  struct Part {
    /// The media type; empty if the part does not say.
    let type: Range<Int>
    /// The bytes.
    let content: Range<Int>
  }

  /// How many parts are kept, and how deep parts are looked for in parts.
  private static let maxParts = 32
  private static let maxDepth = 4

  /// The bytes of the body that are there.
  var range = 0..<0
  /// How many bytes of the body are not there.
  var missing = 0
  /// The parts, those in parts too.
  private(set) var parts: [Part] = []
  /// The first session description.
  private(set) var description: Range<Int>?

  /// Forgets all of it, and keeps the memory.
  mutating func reset() {
    range = 0..<0
    missing = 0
    parts.removeAll(keepingCapacity: true)
    description = nil
  }

  /// Looks into the body, whose Content-Type is `type`.
  mutating func read(_ message: Span<UInt8>, type: Range<Int>) {
    read(message, type, range, depth: 0)
  }

  /// The media type without its parameters.
  static func mediaType(_ message: Span<UInt8>, _ value: Range<Int>) -> Range<Int> {
    var end = value.lowerBound
    while end < value.upperBound, message[end] != UInt8(ascii: ";"), message[end] != 0x2C {
      end += 1
    }
    return SIPGrammar.trimmed(message, value.lowerBound, end)
  }

  private mutating func read(
    _ message: Span<UInt8>, _ value: Range<Int>, _ content: Range<Int>, depth: Int
  ) {
    let type = Self.mediaType(message, value)
    if SIPGrammar.matches(message, type, "application/sdp") {
      if description == nil { description = content }
      return
    }
    let prefix = type.lowerBound..<min(type.lowerBound + 10, type.upperBound)
    guard depth < Self.maxDepth, SIPGrammar.matches(message, prefix, "multipart/"),
      let boundary = SIPParameters.value(
        of: "boundary", message, type.upperBound..<value.upperBound),
      !boundary.range.isEmpty
    else { return }
    readParts(message, content, boundary.range, depth: depth)
  }

  /// Walks from delimiter to delimiter; a part that the message cuts off counts too.
  private mutating func readParts(
    _ message: Span<UInt8>, _ content: Range<Int>, _ boundary: Range<Int>, depth: Int
  ) {
    var start: Int?
    var place = content.lowerBound
    while place < content.upperBound {
      let newline = SIPGrammar.find(0x0A, message, place, content.upperBound)
      let next = newline.map { $0 + 1 } ?? content.upperBound
      if isDelimiter(message, place, content.upperBound, boundary) {
        if let start { readPart(message, start..<max(start, place), depth: depth) }
        let after = place + 2 + boundary.count
        if SIPGrammar.has("--", message, at: after, content.upperBound) { return }
        start = next
      }
      place = next
    }
    if let start { readPart(message, start..<content.upperBound, depth: depth, isCut: true) }
  }

  private func isDelimiter(
    _ message: Span<UInt8>, _ place: Int, _ end: Int, _ boundary: Range<Int>
  ) -> Bool {
    let start = place + 2
    guard SIPGrammar.has("--", message, at: place, end), start + boundary.count <= end else {
      return false
    }
    return SIPGrammar.areEqual(message, start..<start + boundary.count, boundary)
  }

  /// Reads a part's headers; the line end before the next delimiter is not the part's.
  private mutating func readPart(
    _ message: Span<UInt8>, _ range: Range<Int>, depth: Int, isCut: Bool = false
  ) {
    guard parts.count < Self.maxParts else { return }
    var end = range.upperBound
    if !isCut, end > range.lowerBound, message[end - 1] == 0x0A { end -= 1 }
    if !isCut, end > range.lowerBound, message[end - 1] == 0x0D { end -= 1 }
    var lines = SIPLines(from: range.lowerBound, to: end)
    var value = range.lowerBound..<range.lowerBound
    while let line = lines.next(in: message) {
      guard let field = SIPField(message, line) else { continue }
      if SIPGrammar.matches(message, field.name, "content-type") { value = field.value }
    }
    let content = lines.place..<max(end, lines.place)
    parts.append(Part(type: Self.mediaType(message, value), content: content))
    read(message, value, content, depth: depth + 1)
  }
}
