/// What is wrong with a message, and where: the offset of the byte at which it shows.
package enum SIPProblem: Equatable, Sendable, CustomStringConvertible {
  /// The first line is neither a request line nor a status line.
  case startLine(at: Int)
  /// The first line has blanks besides the two that part it.
  case blankInStartLine(at: Int)
  /// The version is not `SIP/2.0`.
  case version(at: Int)
  /// The status is no number from 100 to 699.
  case statusCode(at: Int)
  /// The Request-URI is no URI, is in `<>`, or has headers.
  case requestURI(at: Int)
  /// A line is no header: no name and colon.
  case headerLine(at: Int)
  /// There are more headers than are looked at.
  case tooManyHeaders(at: Int)
  /// The message ends before the blank line after the headers.
  case endOfHeaders(at: Int)
  /// A separator stands where a value is wanted, or a value where a separator is.
  case separator(SIPHeader, at: Int)
  /// A quoted string, or a URI in `<>`, is not closed.
  case unclosed(SIPHeader, at: Int)
  /// A name before a URI is neither words nor a quoted string.
  case displayName(SIPHeader, at: Int)
  /// A URI is none, or has blanks in it.
  case uri(SIPHeader, at: Int)
  /// A number is none, or too large.
  case number(SIPHeader, at: Int)
  /// A value is not of the form that the header has.
  case value(SIPHeader, at: Int)
  /// The method of CSeq is not that of the request.
  case method(at: Int)
  /// A header that a message has once is there again.
  case repeated(SIPHeader, at: Int)
  /// A header that each message has is not there.
  case missing(SIPHeader, at: Int)
  /// The body ends before Content-Length says so.
  case body(missing: Int, at: Int)

  /// The reason and the offset, in words.
  package var description: String {
    switch self {
    case .startLine(let place): "byte \(place): no request line and no status line"
    case .blankInStartLine(let place): "byte \(place): a blank too many in the first line"
    case .version(let place): "byte \(place): the version is not SIP/2.0"
    case .statusCode(let place): "byte \(place): no status code from 100 to 699"
    case .requestURI(let place): "byte \(place): no valid Request-URI"
    case .headerLine(let place): "byte \(place): no header name and colon"
    case .tooManyHeaders(let place):
      "byte \(place): more than \(SIPDecoder.maxHeaders) headers"
    case .endOfHeaders(let place): "byte \(place): the message ends within its headers"
    case .separator(let header, let place):
      "byte \(place): \(header.name): a separator without a value, or none between two"
    case .unclosed(let header, let place):
      "byte \(place): \(header.name): a quote or bracket that is not closed"
    case .displayName(let header, let place):
      "byte \(place): \(header.name): a name that must be quoted"
    case .uri(let header, let place): "byte \(place): \(header.name): no valid URI"
    case .number(let header, let place):
      "byte \(place): \(header.name): no number, or one too large"
    case .value(let header, let place): "byte \(place): \(header.name): no valid value"
    case .method(let place): "byte \(place): cseq: not the method of the request"
    case .repeated(let header, let place): "byte \(place): \(header.name): there already is one"
    case .missing(let header, let place): "byte \(place): no \(header.name) header"
    case .body(let missing, let place): "byte \(place): \(missing) bytes of the body are missing"
    }
  }
}
