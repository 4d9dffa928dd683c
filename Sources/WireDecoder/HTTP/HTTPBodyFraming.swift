/// How the end of a message's body is found (RFC 9112 s 6.3).
package enum HTTPBodyFraming: Equatable, Sendable {
  /// There is no body.
  case none
  /// It has so many bytes.
  case length(Int)
  /// It is chunked (RFC 9112 s 7.1).
  case chunked
  /// It ends with the stream.
  case untilClose
  /// No message follows: the connection is another protocol's from here on.
  case otherProtocol
  /// It cannot be told; the next message has to be looked for.
  case unknown
}

/// What about a request's method matters for the answer's body.
package enum HTTPMethodKind: Sendable {
  case head
  case connect
  case other
}

extension HTTPHead {
  /// How a request's body ends.
  package var requestBody: HTTPBodyFraming {
    if hasTransferEncoding { return isChunked ? .chunked : .unknown }
    if hasBadLength { return .unknown }
    guard let contentLength, contentLength > 0 else { return .none }
    return .length(contentLength)
  }

  /// How the body ends of an answer to a request.
  package func responseBody(to method: HTTPMethodKind) -> HTTPBodyFraming {
    guard let status else { return .unknown }
    if status == 101 || (method == .connect && (200..<300).contains(status)) {
      return .otherProtocol
    }
    if method == .head || status < 200 || status == 204 || status == 304 { return .none }
    if hasTransferEncoding { return isChunked ? .chunked : .untilClose }
    if hasBadLength { return .untilClose }
    guard let contentLength else { return .untilClose }
    return contentLength > 0 ? .length(contentLength) : .none
  }
}
