import Event

/// What is answered to a request.
struct PageResponse: Sendable {
  /// The status code.
  let status: Int
  /// The type of the body.
  let contentType: String
  /// The body.
  let body: [UInt8]
  /// The policy of its content: for the page what it may load, for all else nothing.
  var policy = "default-src 'none'; frame-ancestors 'none'"

  /// A JSON document.
  static func json(_ status: Int = 200, _ write: (inout JSONBuffer) -> Void) -> PageResponse {
    var out = JSONBuffer()
    write(&out)
    let body = out.withBytes { bytes in bytes.withUnsafeBufferPointer { Array($0) } }
    return PageResponse(status: status, contentType: "application/json", body: body)
  }

  /// Why a request is not answered, as JSON: `{"refused":"..."}`.
  static func refusal(_ status: Int, _ reason: String) -> PageResponse {
    json(status) { out in
      out.append("{\"refused\":")
      out.append(quoted: reason)
      out.append("}")
    }
  }

  /// The headers that go with every answer.
  var headers: [(name: String, value: String)] {
    [
      ("Content-Type", contentType), ("Content-Security-Policy", policy),
      ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
      ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Cross-Origin-Opener-Policy", "same-origin"), ("Cache-Control", "no-store"),
    ]
  }
}
