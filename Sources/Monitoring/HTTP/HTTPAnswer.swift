/// An answer to a request; the connection is closed after it.
package struct HTTPAnswer: Error, Sendable, Equatable {
  /// The status code.
  package let status: Int
  /// What the body is.
  package let contentType: String
  /// The body.
  package let body: [UInt8]

  /// Makes an answer.
  package init(_ status: Int, contentType: String, body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  /// An answer in JSON.
  package static func json(_ status: Int, _ body: [UInt8]) -> HTTPAnswer {
    HTTPAnswer(status, contentType: "application/json", body: body)
  }

  /// An answer in plain text.
  package static func text(_ status: Int, _ body: String) -> HTTPAnswer {
    HTTPAnswer(status, contentType: "text/plain; charset=utf-8", body: Array(body.utf8))
  }

  /// There is nothing at that path.
  package static let notFound = HTTPAnswer.text(404, "there is nothing here\n")

  static let badRequest = HTTPAnswer.text(400, "this is no request of HTTP\n")
  static let methodNotAllowed = HTTPAnswer.text(405, "only GET and HEAD are answered here\n")
  static let timedOut = HTTPAnswer.text(408, "the request took too long to come\n")
  static let headTooLarge = HTTPAnswer.text(431, "the head of the request is too large\n")
  static let versionNotSupported = HTTPAnswer.text(505, "only HTTP/1.1 is spoken here\n")

  /// The bytes on the wire; without the body for `HEAD`.
  func bytes(isHead: Bool) -> [UInt8] {
    let head =
      "HTTP/1.1 \(status) \(HTTPAnswer.phrase(status))\r\nContent-Type: \(contentType)\r\n"
      + "Content-Length: \(body.count)\r\nCache-Control: no-store\r\n"
      + "X-Content-Type-Options: nosniff\r\n" + (status == 405 ? "Allow: GET, HEAD\r\n" : "")
      + "Connection: close\r\n\r\n"
    return isHead ? Array(head.utf8) : Array(head.utf8) + body
  }

  private static func phrase(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 400: "Bad Request"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 431: "Request Header Fields Too Large"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: "Answer"
    }
  }
}
