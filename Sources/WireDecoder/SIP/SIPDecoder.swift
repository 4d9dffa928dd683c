/// Reads one SIP message after the other (RFC 3261), each into fields.
///
/// What was read is ranges into the message, kept until the next one; nothing is copied. The
/// memory for them is kept too: once warmed up, a message costs no allocation.
package struct SIPDecoder: ~Copyable, Sendable {
  /// How many headers of a message are looked at; more are a problem, not more work.
  static let maxHeaders = 512

  /// Finds headers by name.
  let names = SIPHeaderNames()
  /// The length of the message, which the ranges are good for.
  private(set) var length = 0
  /// The first line.
  private(set) var startLine = SIPStartLine()
  /// The headers in the order of the message.
  private(set) var fields: [SIPField] = []
  /// A bit for each known header that is there, by its number.
  private(set) var present: UInt64 = 0
  /// The first and the last field of each known header.
  private var chains: [SIPChain]
  /// What stands in the body.
  private(set) var content = SIPBody()
  /// The session description in the body.
  private(set) var sdp = SDPDescription()

  /// What was wrong with the message, the first of it; nil if it is valid.
  package private(set) var problem: SIPProblem?
  /// The value of Call-ID.
  package private(set) var callID: Range<Int>?
  /// The method of CSeq.
  package private(set) var cseqMethod: Range<Int>?
  /// The number of CSeq.
  package private(set) var cseqNumber: Int?
  /// The tag of From.
  package private(set) var fromTag: Range<Int>?
  /// The tag of To.
  package private(set) var toTag: Range<Int>?
  /// The branch of the topmost Via.
  package private(set) var branch: Range<Int>?
  /// The value of X-Genesys-CallUUID.
  package private(set) var callUUID: Range<Int>?
  /// The value of Content-Length.
  package private(set) var contentLength: Int?

  /// Makes a decoder; the tables it needs are made here.
  package init() {
    chains = Array(repeating: SIPChain(), count: SIPHeader.allCases.count)
  }

  /// The method of a request; nil in a response.
  package var method: Range<Int>? { startLine.method }
  /// The Request-URI of a request; nil in a response.
  package var requestURI: Range<Int>? { startLine.uri }
  /// The status code of a response; nil in a request.
  package var statusCode: Int? { startLine.statusCode }
  /// The body, as far as it is there; what follows it is not part of the message.
  package var body: Range<Int> { content.range }

  /// Reads one message.
  ///
  /// - Returns: nil, or why it is no valid message. What could be read is there in either case.
  package mutating func decode(_ message: Span<UInt8>) -> SIPProblem? {
    reset(message.count)
    var lines = SIPLines(message)
    guard let first = lines.first(in: message) else {
      note(.startLine(at: 0))
      return problem
    }
    startLine = SIPStartLine(message, first)
    if let found = startLine.problem { note(found) }
    while let line = lines.next(in: message) { readHeader(message, line) }
    if !lines.isComplete { note(.endOfHeaders(at: message.count)) }
    checkPresence(at: lines.place)
    readBody(message, from: lines.place)
    return problem
  }

  /// The first field of a header; nil if there is none.
  func first(_ header: SIPHeader) -> SIPField? {
    guard present & header.bit != 0 else { return nil }
    return fields[chains[Int(header.rawValue)].first]
  }

  /// The next field of the same header or, of headers not known, of the same name.
  func next(after field: SIPField) -> SIPField? {
    field.next > 0 ? fields[field.next] : nil
  }

  private mutating func reset(_ length: Int) {
    self.length = length
    startLine = SIPStartLine()
    fields.removeAll(keepingCapacity: true)
    present = 0
    content.reset()
    sdp.reset()
    problem = nil
    callID = nil
    cseqMethod = nil
    cseqNumber = nil
    fromTag = nil
    toTag = nil
    branch = nil
    callUUID = nil
    contentLength = nil
  }

  private mutating func note(_ found: SIPProblem) {
    if problem == nil { problem = found }
  }

  private mutating func readHeader(_ message: Span<UInt8>, _ line: Range<Int>) {
    guard var field = SIPField(message, line) else {
      return note(.headerLine(at: line.lowerBound))
    }
    guard fields.count < SIPDecoder.maxHeaders else {
      return note(.tooManyHeaders(at: line.lowerBound))
    }
    field.header = names.header(message, field.name)
    if field.header == .other {
      addUnknown(message, field)
    } else {
      add(message, field)
    }
  }

  /// Adds a field of a known header at the end of its chain, and looks into its value.
  private mutating func add(_ message: Span<UInt8>, _ field: SIPField) {
    let number = Int(field.header.rawValue)
    if present & field.header.bit == 0 {
      present |= field.header.bit
      chains[number] = SIPChain(first: fields.count, last: fields.count)
      fields.append(field)
      if let found = keep(message, field) { note(found) }
    } else {
      fields[chains[number].last].next = fields.count
      chains[number].last = fields.count
      fields.append(field)
      if names.rows[number].isSingle {
        note(.repeated(field.header, at: field.name.lowerBound))
      }
      if let found = check(message, field) { note(found) }
    }
  }

  /// Adds a field of another header behind those whose names give the same key.
  private mutating func addUnknown(_ message: Span<UInt8>, _ field: SIPField) {
    var field = field
    field.key = SIPField.hash(message, field.name)
    for index in fields.indices
    where fields[index].header == .other && fields[index].key == field.key
      && fields[index].next == 0 && SIPField.haveSameKey(message, fields[index].name, field.name)
    {
      fields[index].next = fields.count
      field.isFirst = false
    }
    fields.append(field)
    if field.isFirst, SIPGrammar.matches(message, field.name, "x-genesys-calluuid") {
      callUUID = field.value
    }
  }

  /// Keeps what messages are joined by, of the first field of a header; returns what is wrong with it.
  private mutating func keep(_ message: Span<UInt8>, _ field: SIPField) -> SIPProblem? {
    let value = field.value
    switch field.header {
    case .callID: callID = value.isEmpty ? nil : value
    case .from, .to:
      guard let address = SIPAddress.only(message, value, field.header) else {
        return .uri(field.header, at: value.lowerBound)
      }
      keepTag(message, address, isFrom: field.header == .from)
      return SIPCheck.problem(of: address, field.header, message)
    case .cseq:
      let sequence = SIPSequence(message, value)
      cseqNumber = sequence.number
      cseqMethod = sequence.method
      if let method, let cseqMethod, !SIPGrammar.areEqual(message, method, cseqMethod) {
        return sequence.problem ?? .method(at: cseqMethod.lowerBound)
      }
      return sequence.problem
    case .via: return SIPCheck.vias(message, value, branch: &branch)
    case .contentLength:
      contentLength = SIPGrammar.number(message, value, limit: SIPCheck.maxLength)
    default: break
    }
    return check(message, field)
  }

  private func check(_ message: Span<UInt8>, _ field: SIPField) -> SIPProblem? {
    if field.header == .via {
      var branch: Range<Int>?
      return SIPCheck.vias(message, field.value, branch: &branch)
    }
    return SIPCheck.problem(of: names.rows[Int(field.header.rawValue)], message, field.value)
  }

  private mutating func keepTag(_ message: Span<UInt8>, _ address: SIPAddress, isFrom: Bool) {
    guard let tag = SIPParameters.value(of: "tag", message, address.parameters),
      !tag.range.isEmpty
    else { return }
    if isFrom {
      fromTag = tag.range
    } else {
      toTag = tag.range
    }
  }

  /// Notes the first header that each message has and this one has not (RFC 3261 s 8.1.1).
  ///
  /// Max-Forwards is not asked for: messages of RFC 2543 come without it.
  private mutating func checkPresence(at place: Int) {
    let wanted =
      SIPHeader.callID.bit | SIPHeader.cseq.bit | SIPHeader.from.bit | SIPHeader.to.bit
      | SIPHeader.via.bit
    let missing = wanted & ~present
    guard missing != 0,
      let header = SIPHeader(rawValue: UInt8(truncatingIfNeeded: missing.trailingZeroBitCount))
    else { return }
    note(.missing(header, at: place))
  }

  private mutating func readBody(_ message: Span<UInt8>, from start: Int) {
    var end = message.count
    if let contentLength {
      if contentLength <= end - start {
        end = start + contentLength
      } else {
        content.missing = contentLength - (end - start)
        note(.body(missing: content.missing, at: end))
      }
    }
    content.range = start..<end
    // What is compressed is not looked into.
    guard start < end, first(.contentEncoding) == nil, let type = first(.contentType) else {
      return
    }
    content.read(message, type: type.value)
    if let description = content.description { sdp.read(message, description) }
  }
}

/// The first and the last field of a header, by their places among the fields.
private struct SIPChain {
  var first = 0
  var last = 0
}

extension SIPHeader {
  /// The header's bit in a set of headers.
  var bit: UInt64 { 1 << UInt64(rawValue) }
}
