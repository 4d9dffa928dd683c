/// The first line of a message (RFC 3261 s 7.1 and 7.2).
///
///     INVITE sip:bob@example.com SIP/2.0
///     SIP/2.0 200 OK
struct SIPStartLine {
  /// Whether the line is that of a response.
  private(set) var isResponse = false
  /// The method; nil in a response.
  private(set) var method: Range<Int>?
  /// The Request-URI; nil in a response.
  private(set) var uri: Range<Int>?
  /// The version, without `SIP/`.
  private(set) var version: Range<Int>?
  /// The status code.
  private(set) var statusCode: Int?
  /// The text after the status code.
  private(set) var reason: Range<Int>?
  /// What is wrong with the line.
  private(set) var problem: SIPProblem?

  /// A line of which nothing is known.
  init() {}

  /// Reads a line, given without its end.
  init(_ bytes: Span<UInt8>, _ line: Range<Int>) {
    if SIPGrammar.has("SIP/", bytes, at: line.lowerBound, line.upperBound) {
      readStatus(bytes, line)
    } else {
      readRequest(bytes, line)
    }
  }

  private mutating func note(_ found: SIPProblem) {
    if problem == nil { problem = found }
  }

  private mutating func readStatus(_ bytes: Span<UInt8>, _ line: Range<Int>) {
    let end = line.upperBound
    isResponse = true
    let versionEnd = SIPGrammar.find(0x20, bytes, line.lowerBound, end) ?? end
    readVersion(bytes, line.lowerBound..<versionEnd)
    let start = min(versionEnd + 1, end)
    let codeEnd = SIPGrammar.find(0x20, bytes, start, end) ?? end
    let code = SIPGrammar.number(bytes, start..<codeEnd, limit: 699)
    if let code, code >= 100, codeEnd - start == 3 {
      statusCode = code
    } else {
      note(.statusCode(at: start))
    }
    if codeEnd < end { reason = SIPGrammar.trimmed(bytes, codeEnd + 1, end) }
  }

  private mutating func readRequest(_ bytes: Span<UInt8>, _ line: Range<Int>) {
    let end = line.upperBound
    let methodEnd = SIPGrammar.tokenEnd(bytes, line.lowerBound, end)
    guard methodEnd > line.lowerBound, methodEnd < end, bytes[methodEnd] == 0x20 else {
      return note(.startLine(at: methodEnd))
    }
    method = line.lowerBound..<methodEnd
    let rest = SIPGrammar.trimmed(bytes, methodEnd + 1, end)
    if rest.lowerBound > methodEnd + 1 { note(.blankInStartLine(at: methodEnd + 1)) }
    if rest.upperBound < end { note(.blankInStartLine(at: rest.upperBound)) }
    // The last blank: a URI with blanks in it is wrong, but is still seen whole.
    var blank = rest.upperBound
    while blank > rest.lowerBound, bytes[blank - 1] != 0x20 { blank -= 1 }
    guard blank > rest.lowerBound, SIPGrammar.has("SIP/", bytes, at: blank, rest.upperBound) else {
      uri = rest
      return note(.startLine(at: rest.upperBound))
    }
    readVersion(bytes, blank..<rest.upperBound)
    let target = SIPGrammar.trimmed(bytes, rest.lowerBound, blank)
    if target.upperBound < blank - 1 { note(.blankInStartLine(at: target.upperBound)) }
    uri = target
    checkURI(bytes, target)
  }

  private mutating func checkURI(_ bytes: Span<UInt8>, _ target: Range<Int>) {
    guard let parts = SIPURI(bytes, target), !parts.hasHeaders else {
      return note(.requestURI(at: target.lowerBound))
    }
  }

  private mutating func readVersion(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    guard range.count > 4 else { return note(.version(at: range.lowerBound)) }
    version = range.lowerBound + 4..<range.upperBound
    if !SIPGrammar.has("SIP/2.0", bytes, at: range.lowerBound, range.upperBound)
      || range.count != 7
    {
      note(.version(at: range.lowerBound))
    }
  }
}
