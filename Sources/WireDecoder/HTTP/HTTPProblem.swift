/// What is wrong with an HTTP message; places are bytes from its beginning on.
package enum HTTPProblem: Error, Equatable, Sendable {
  /// The first line is neither a request's nor an answer's.
  case startLine
  /// A line of the head has no colon, or no name before it.
  case headerLine(at: Int)
  /// A blank stands before the colon of a header (RFC 9112 s 5.1).
  case blankBeforeColon(at: Int)
  /// A head has more lines than are looked at.
  case tooManyHeaders
  /// A head is longer than is looked at, or does not end.
  case endOfHead(at: Int)
  /// Content-Length is no number, or two that differ (RFC 9112 s 6.3).
  case contentLength(at: Int)
  /// Both Content-Length and Transfer-Encoding are there (RFC 9112 s 6.1).
  case twoLengths
  /// A request has a Transfer-Encoding that does not end with `chunked` (RFC 9112 s 6.3).
  case transferEncoding
  /// A chunked body has something else where a chunk's size or end is due (RFC 9112 s 7.1).
  case chunk
}

extension HTTPProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .startLine: "the first line is neither a request's nor an answer's"
    case .headerLine(let place): "byte \(place): a line without a header's name and colon"
    case .blankBeforeColon(let place): "byte \(place): a blank before a header's colon"
    case .tooManyHeaders: "more than \(HTTPHead.maxHeaders) headers"
    case .endOfHead(let place): "byte \(place): the head does not end"
    case .contentLength(let place):
      "byte \(place): Content-Length is no number, or two different ones"
    case .twoLengths: "both Content-Length and Transfer-Encoding"
    case .transferEncoding: "a request's Transfer-Encoding does not end with chunked"
    case .chunk: "the body is not chunked as its head says"
    }
  }
}
