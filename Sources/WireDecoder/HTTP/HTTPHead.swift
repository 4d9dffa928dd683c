/// The head of an HTTP/1.x message: its first line and headers (RFC 9112 s 2 to 5), as ranges into it.
///
/// What could be read of a damaged one is there as well, and ``problem`` says what is wrong.
package struct HTTPHead: Sendable {
  /// How many headers of a message are looked at; more are a problem, not more work.
  static let maxHeaders = 512

  /// The method of a request; nil in an answer.
  package internal(set) var method: Range<Int>?
  /// The target of a request, as it stands in the first line.
  package internal(set) var target: Range<Int>?
  /// The status code of an answer; nil in a request.
  package internal(set) var status: Int?
  /// The text behind the status code.
  package internal(set) var reason: Range<Int>?
  /// The digits of the version, `1.1`.
  package internal(set) var version: Range<Int>?
  /// The first line, without its end.
  package internal(set) var firstLine = 0..<0

  /// The value of Host.
  package internal(set) var host: Range<Int>?
  /// The value of User-Agent.
  package internal(set) var userAgent: Range<Int>?
  /// The value of Referer.
  package internal(set) var referrer: Range<Int>?
  /// The value of Server.
  package internal(set) var server: Range<Int>?
  /// The value of X-Request-ID.
  package internal(set) var requestID: Range<Int>?
  /// The value of Content-Type.
  package internal(set) var contentType: Range<Int>?
  /// The value of Content-Encoding.
  package internal(set) var contentEncoding: Range<Int>?
  /// The value of Upgrade.
  package internal(set) var upgrade: Range<Int>?
  /// The value of Sec-WebSocket-Protocol.
  package internal(set) var webSocketProtocol: Range<Int>?
  /// The value of Sec-WebSocket-Extensions.
  package internal(set) var webSocketExtensions: Range<Int>?

  /// The number in Content-Length; nil if there is none, or none that is valid.
  package internal(set) var contentLength: Int?
  /// Whether Content-Length has no number, or two that differ.
  package internal(set) var hasBadLength = false
  /// Whether Transfer-Encoding is there.
  package internal(set) var hasTransferEncoding = false
  /// Whether the last transfer coding is `chunked`.
  package internal(set) var isChunked = false
  /// What is wrong, the first of it.
  package private(set) var problem: HTTPProblem?

  /// A head of which nothing is known.
  package init() {}

  /// Reads a head, the empty line at its end included.
  package init(_ bytes: Span<UInt8>) {
    var lines = SIPLines(bytes)
    if let first = lines.first(in: bytes) {
      readFirstLine(bytes, first)
    } else {
      note(.startLine)
    }
    readHeaders(bytes, &lines)
    if hasTransferEncoding, contentLength != nil || hasBadLength { note(.twoLengths) }
    if method != nil, hasTransferEncoding, !isChunked { note(.transferEncoding) }
  }

  /// Whether bytes, which begin with an answer's first line, are an answer before the last one: 1xx but 101
  /// (RFC 9110 s 15.2).
  package static func isInterim(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count > 12, bytes[9] == UInt8(ascii: "1") else { return false }
    return !SIPGrammar.has("01", bytes, at: 10, 12)
  }

  /// Whether it is an answer's.
  package var isResponse: Bool { status != nil }

  /// What about the method matters for the answer's body.
  package func methodKind(_ bytes: Span<UInt8>) -> HTTPMethodKind {
    guard let method else { return .other }
    if SIPGrammar.matches(bytes, method, "head") { return .head }
    return SIPGrammar.matches(bytes, method, "connect") ? .connect : .other
  }

  /// Whether Upgrade has a protocol, in any case; `name` is in lower case.
  package func asks(for name: StaticString, _ bytes: Span<UInt8>) -> Bool {
    guard let upgrade else { return false }
    var place = upgrade.lowerBound
    while let element = HTTPGrammar.nextElement(bytes, &place, upgrade.upperBound) {
      if SIPGrammar.matches(bytes, element, name) { return true }
    }
    return false
  }

  mutating func note(_ found: HTTPProblem) {
    if problem == nil { problem = found }
  }

  private mutating func readHeaders(_ bytes: Span<UInt8>, _ lines: inout SIPLines) {
    var count = 0
    while let line = lines.next(in: bytes) {
      count += 1
      guard count <= Self.maxHeaders else { return note(.tooManyHeaders) }
      readHeader(bytes, line)
    }
    if !lines.isComplete { note(.endOfHead(at: bytes.count)) }
  }

  private mutating func readFirstLine(_ bytes: Span<UInt8>, _ line: Range<Int>) {
    firstLine = line
    switch HTTPFraming.judge(bytes, at: line.lowerBound) {
    case .yes: break
    case .no, .notYet: return note(.startLine)
    }
    if SIPGrammar.has("HTTP/", bytes, at: line.lowerBound, line.upperBound) {
      version = line.lowerBound + 5..<line.lowerBound + 8
      status = SIPGrammar.number(bytes, line.lowerBound + 9..<line.lowerBound + 12, limit: 999)
      reason = SIPGrammar.trimmed(bytes, line.lowerBound + 12, line.upperBound)
    } else {
      version = line.upperBound - 3..<line.upperBound
      let blank = SIPGrammar.find(0x20, bytes, line.lowerBound, line.upperBound) ?? line.upperBound
      method = line.lowerBound..<blank
      target = min(blank + 1, line.upperBound - 9)..<line.upperBound - 9
    }
  }
}
