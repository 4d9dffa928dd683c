/// Says what is wrong with the values of the headers whose form is known.
enum SIPCheck {
  /// The largest number of 32 bits: what seconds and sequence numbers may be.
  static let maxNumber = 4_294_967_295
  /// The longest body: 2 GiB, far more than any message has.
  static let maxLength = 2_147_483_647

  /// The largest value of a header that is a number.
  static func limit(_ header: SIPHeader) -> Int {
    switch header {
    case .maxForwards: 255
    case .contentLength: maxLength
    default: maxNumber
    }
  }

  /// The first problem of a header's value; nil if it is fine.
  ///
  /// Of hops, ``vias(_:_:branch:)`` says it.
  static func problem(
    of row: SIPHeader.Row, _ message: Span<UInt8>, _ value: Range<Int>
  ) -> SIPProblem? {
    switch row.shape {
    case .number:
      SIPGrammar.number(message, value, limit: limit(row.header)) == nil
        ? .number(row.header, at: value.lowerBound) : nil
    case .seconds:
      SIPSeconds.read(message, value) == nil ? .number(row.header, at: value.lowerBound) : nil
    case .sequence: SIPSequence(message, value).problem
    case .party: party(row.header, message, value)
    case .contacts, .parties, .privateURI, .routes: parties(row.header, message, value)
    case .date: date(message, value)
    case .warnings: warnings(message, value)
    case .text where row.header == .callID && value.isEmpty: .value(.callID, at: value.lowerBound)
    default: nil
    }
  }

  /// What is wrong with an address, its URI too.
  static func problem(
    of address: SIPAddress, _ header: SIPHeader, _ message: Span<UInt8>
  ) -> SIPProblem? {
    if let problem = address.problem { return problem }
    if address.isAll(message) || SIPURI(message, address.uri) != nil { return nil }
    return .uri(header, at: address.uri.lowerBound)
  }

  /// What is wrong with the hops of a value; gives the branch of the first.
  static func vias(
    _ message: Span<UInt8>, _ value: Range<Int>, branch: inout Range<Int>?
  ) -> SIPProblem? {
    if value.isEmpty { return .value(.via, at: value.lowerBound) }
    var place = value.lowerBound
    var problem: SIPProblem?
    while let via = SIPVia.next(message, &place, value.upperBound) {
      if via.whole.lowerBound == value.lowerBound {
        branch = SIPParameters.value(of: "branch", message, via.parameters)?.range
      }
      if problem == nil { problem = via.problem }
    }
    return problem
  }

  private static func party(
    _ header: SIPHeader, _ message: Span<UInt8>, _ value: Range<Int>
  ) -> SIPProblem? {
    guard let address = SIPAddress.only(message, value, header) else {
      return .uri(header, at: value.lowerBound)
    }
    return problem(of: address, header, message)
  }

  private static func parties(
    _ header: SIPHeader, _ message: Span<UInt8>, _ value: Range<Int>
  ) -> SIPProblem? {
    var place = value.lowerBound
    while let address = SIPAddress.next(message, &place, value.upperBound, header) {
      if let problem = problem(of: address, header, message) { return problem }
      guard header == .contact,
        let expires = SIPParameters.value(of: "expires", message, address.parameters)
      else { continue }
      if SIPGrammar.number(message, expires.range, limit: maxNumber) == nil {
        return .number(header, at: expires.range.lowerBound)
      }
    }
    return nil
  }

  /// `Sat, 13 Nov 2010 23:29:00 GMT`: of this, the zone is what others get wrong.
  private static func date(_ message: Span<UInt8>, _ value: Range<Int>) -> SIPProblem? {
    SIPGrammar.has("GMT", message, at: value.upperBound - 3, value.upperBound)
      ? nil : .value(.date, at: value.lowerBound)
  }

  private static func warnings(_ message: Span<UInt8>, _ value: Range<Int>) -> SIPProblem? {
    var place = value.lowerBound
    while let warning = SIPWarning.next(message, &place, value.upperBound) {
      if warning.code == nil { return .value(.warning, at: warning.whole.lowerBound) }
    }
    return nil
  }
}

/// Seconds that a comment or parameters may follow (RFC 3261 s 20.33, RFC 4028 s 4).
enum SIPSeconds {
  /// The number, and what stands after it; nil if there is none, or it is above 32 bits.
  static func read(_ message: Span<UInt8>, _ value: Range<Int>) -> (Int, Range<Int>)? {
    var place = value.lowerBound
    while place < value.upperBound, SIPGrammar.isDigit(message[place]) { place += 1 }
    guard
      let number = SIPGrammar.number(
        message, value.lowerBound..<place, limit: SIPCheck.maxNumber)
    else { return nil }
    let rest = SIPGrammar.skipBlanks(message, place, value.upperBound)
    if rest == value.upperBound { return (number, rest..<rest) }
    guard message[rest] == UInt8(ascii: ";") || message[rest] == UInt8(ascii: "(") else {
      return nil
    }
    return (number, rest..<value.upperBound)
  }
}

/// One warning (RFC 3261 s 20.43): `307 isi.edu "Session parameter 'foo' not understood"`.
struct SIPWarning {
  /// All of it.
  let whole: Range<Int>
  /// The code of three digits; nil if it is none.
  let code: Int?
  /// Who warns.
  let agent: Range<Int>
  /// The text.
  let text: SIPText

  /// Reads the next warning and moves `place` behind the comma after it; nil at the end.
  static func next(_ message: Span<UInt8>, _ place: inout Int, _ end: Int) -> SIPWarning? {
    guard let whole = SIPList.next(message, &place, end) else { return nil }
    return SIPWarning(message, whole)
  }

  private init(_ message: Span<UInt8>, _ whole: Range<Int>) {
    self.whole = whole
    let end = whole.upperBound
    let codeEnd = SIPGrammar.tokenEnd(message, whole.lowerBound, end)
    code =
      codeEnd - whole.lowerBound == 3
      ? SIPGrammar.number(message, whole.lowerBound..<codeEnd, limit: 999) : nil
    let agentStart = SIPGrammar.skipBlanks(message, codeEnd, end)
    var agentEnd = agentStart
    while agentEnd < end, !SIPGrammar.isBlank(message[agentEnd]) { agentEnd += 1 }
    agent = agentStart..<agentEnd
    let quote = SIPGrammar.skipBlanks(message, agentEnd, end)
    if quote < end, message[quote] == UInt8(ascii: "\""),
      let close = SIPGrammar.closingQuote(message, quote + 1, end)
    {
      text = SIPText(quote + 1..<close, isQuoted: true)
    } else {
      text = SIPText(quote..<end)
    }
  }
}

/// Values parted by commas, of which those within quotes part nothing.
enum SIPList {
  /// The next value that is not empty, and `place` behind the comma after it; nil at the end.
  static func next(_ message: Span<UInt8>, _ place: inout Int, _ end: Int) -> Range<Int>? {
    while place < end {
      let start = place
      while place < end, message[place] != UInt8(ascii: ",") {
        if message[place] == UInt8(ascii: "\"") {
          place = SIPGrammar.closingQuote(message, place + 1, end) ?? end - 1
        }
        place += 1
      }
      let value = SIPGrammar.trimmed(message, start, place)
      place += 1
      if !value.isEmpty { return value }
    }
    return nil
  }
}
