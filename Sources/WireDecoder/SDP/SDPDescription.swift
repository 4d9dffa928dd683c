/// A session description (RFC 8866), as ranges into the message that it stands in.
struct SDPDescription {
  /// Which way media go.
  enum Direction {
    case both, send, receive, none
  }

  /// Attributes of media that are kept as text.
  enum Attribute: UInt8 {
    case encoding, format, suite, candidate, fingerprint
  }

  /// One attribute.
  struct Line {
    /// Which it is.
    let attribute: Attribute
    /// Its value; of `crypto` the suite alone, as the rest is the key.
    let value: Range<Int>
  }

  /// One medium.
  struct Media {
    /// `audio`, `video`, ...
    let type: Range<Int>
    /// The port; 0 refuses the medium.
    let port: Int?
    /// The transport, `RTP/AVP`.
    let transport: Range<Int>
    /// The formats, parted by blanks.
    let formats: Range<Int>
    /// The address that media go to.
    var address: Range<Int>?
    /// Which way they go, if stated.
    var direction: Direction?
    /// Milliseconds in a packet.
    var packetTime: Int?
    /// The attributes, by their places among all.
    var lines: Range<Int>
  }

  /// How many media are kept.
  private static let maxMedia = 64

  /// The version, the value of `v=`.
  private(set) var version: Range<Int>?
  /// The value of `o=`.
  private(set) var origin: Range<Int>?
  /// The value of `s=`.
  private(set) var name: Range<Int>?
  /// The value of the session's `c=`.
  private(set) var connection: Range<Int>?
  /// Which way media go, if the session says.
  private(set) var direction: Direction?
  /// The media.
  private(set) var media: [Media] = []
  /// The attributes of all media.
  private(set) var lines: [Line] = []

  /// Forgets all of it, and keeps the memory.
  mutating func reset() {
    version = nil
    origin = nil
    name = nil
    connection = nil
    direction = nil
    media.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
  }

  /// Reads a description; lines that are none of one are passed over.
  mutating func read(_ message: Span<UInt8>, _ range: Range<Int>) {
    var place = range.lowerBound
    while place < range.upperBound {
      let newline = SIPGrammar.find(0x0A, message, place, range.upperBound) ?? range.upperBound
      var end = newline
      while end > place, SIPGrammar.isBlank(message[end - 1]) { end -= 1 }
      if end - place > 2, message[place + 1] == UInt8(ascii: "=") {
        readLine(message, message[place], place + 2..<end)
      }
      place = newline + 1
    }
  }

  private mutating func readLine(_ message: Span<UInt8>, _ type: UInt8, _ value: Range<Int>) {
    switch type {
    case UInt8(ascii: "v"): if version == nil { version = value }
    case UInt8(ascii: "o"): if origin == nil { origin = value }
    case UInt8(ascii: "s"): if name == nil { name = value }
    case UInt8(ascii: "c"):
      if media.isEmpty {
        if connection == nil { connection = value }
      } else if media[media.count - 1].address == nil {
        media[media.count - 1].address = Self.address(message, value)
      }
    case UInt8(ascii: "m"): readMedia(message, value)
    case UInt8(ascii: "a"): readAttribute(message, value)
    default: break
    }
  }

  /// `audio 49170 RTP/AVP 0 8`, `audio 49170/2 RTP/AVP 31`.
  private mutating func readMedia(_ message: Span<UInt8>, _ value: Range<Int>) {
    guard media.count < Self.maxMedia else { return }
    var words = SDPWords(value)
    guard let type = words.next(in: message), let port = words.next(in: message),
      let transport = words.next(in: message)
    else { return }
    let portEnd =
      SIPGrammar.find(UInt8(ascii: "/"), message, port.lowerBound, port.upperBound)
      ?? port.upperBound
    media.append(
      Media(
        type: type,
        port: SIPGrammar.number(message, port.lowerBound..<portEnd, limit: 65_535),
        transport: transport, formats: transport.upperBound..<value.upperBound,
        lines: lines.count..<lines.count))
  }

  private mutating func readAttribute(_ message: Span<UInt8>, _ value: Range<Int>) {
    let colon =
      SIPGrammar.find(UInt8(ascii: ":"), message, value.lowerBound, value.upperBound)
      ?? value.upperBound
    let name = value.lowerBound..<colon
    let rest = min(colon + 1, value.upperBound)..<value.upperBound
    if let found = Self.direction(message, name) {
      if media.isEmpty {
        direction = found
      } else {
        media[media.count - 1].direction = found
      }
    } else if !media.isEmpty, !rest.isEmpty {
      readMediaAttribute(message, name, rest)
    }
  }

  private mutating func readMediaAttribute(
    _ message: Span<UInt8>, _ name: Range<Int>, _ value: Range<Int>
  ) {
    if SIPGrammar.matches(message, name, "rtpmap") {
      add(.encoding, value)
    } else if SIPGrammar.matches(message, name, "fmtp") {
      add(.format, value)
    } else if SIPGrammar.matches(message, name, "crypto") {
      var words = SDPWords(value)
      if words.next(in: message) != nil, let suite = words.next(in: message) { add(.suite, suite) }
    } else if SIPGrammar.matches(message, name, "candidate") {
      add(.candidate, value)
    } else if SIPGrammar.matches(message, name, "fingerprint") {
      add(.fingerprint, value)
    } else if SIPGrammar.matches(message, name, "ptime") {
      media[media.count - 1].packetTime = SIPGrammar.number(message, value, limit: 65_535)
    }
  }

  private mutating func add(_ attribute: Attribute, _ value: Range<Int>) {
    lines.append(Line(attribute: attribute, value: value))
    let last = media.count - 1
    media[last].lines = media[last].lines.lowerBound..<lines.count
  }

  private static func direction(_ message: Span<UInt8>, _ name: Range<Int>) -> Direction? {
    guard name.count == 8 else { return nil }
    if SIPGrammar.matches(message, name, "sendrecv") { return .both }
    if SIPGrammar.matches(message, name, "sendonly") { return .send }
    if SIPGrammar.matches(message, name, "recvonly") { return .receive }
    return SIPGrammar.matches(message, name, "inactive") ? Direction.none : nil
  }

  /// The address of `IN IP4 224.2.36.42/127`; nil if there is none.
  static func address(_ message: Span<UInt8>, _ value: Range<Int>) -> Range<Int>? {
    var words = SDPWords(value)
    guard words.next(in: message) != nil, words.next(in: message) != nil,
      let address = words.next(in: message)
    else { return nil }
    let end = SIPGrammar.find(
      UInt8(ascii: "/"), message, address.lowerBound, address.upperBound)
    return address.lowerBound..<(end ?? address.upperBound)
  }
}

/// Walks words parted by blanks.
struct SDPWords {
  private var place: Int
  private let end: Int

  /// Begins at the start of a value.
  init(_ value: Range<Int>) {
    place = value.lowerBound
    end = value.upperBound
  }

  /// The next word; nil at the end.
  mutating func next(in message: Span<UInt8>) -> Range<Int>? {
    let start = SIPGrammar.skipBlanks(message, place, end)
    guard start < end else { return nil }
    place = start
    while place < end, !SIPGrammar.isBlank(message[place]) { place += 1 }
    return start..<place
  }
}
