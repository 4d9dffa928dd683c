import Glibc

/// How much a server takes, and how it replies.
package struct HTTPLimits: Sendable {
  /// Bytes of a request's line and headers.
  package var headBytes = 1 << 16
  /// Bytes of a body, as sent and decompressed; more is answered with 413.
  ///
  /// Elasticsearch's `http.max_content_length`.
  package var bodyBytes = 100 << 20
  /// Whether replies are compressed for clients that take that.
  package var compresses = true

  /// The limits that Elasticsearch has by default.
  package init() {}
}

/// One connection: bytes in, requests out.
final class HTTPConnection {
  private let socket: Int32
  private let limits: HTTPLimits
  private var buffer: [UInt8] = []
  /// Where what was not yet taken from the buffer begins.
  private var place = 0

  init(_ socket: Int32, _ limits: HTTPLimits) {
    self.socket = socket
    self.limits = limits
  }

  /// The next request; nil when there is no other, or what came is none (which is answered here).
  func nextRequest() -> HTTPRequest? {
    guard let head = nextHead() else { return nil }
    let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else { return refuse(400) }
    var request = HTTPRequest(method: String(words[0]), target: String(words[1]))
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { return refuse(400) }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      request.headers[line[..<colon].lowercased()] = String(value)
    }
    if request.headers["expect"]?.lowercased() == "100-continue" {
      write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
    }
    return withBody(request)
  }

  private func withBody(_ head: HTTPRequest) -> HTTPRequest? {
    var request = head
    if request.headers["transfer-encoding"]?.lowercased() == "chunked" {
      guard let body = chunkedBody() else { return nil }
      request.body = body
    } else if let text = request.headers["content-length"] {
      guard let length = Int(text), length >= 0 else { return refuse(400) }
      if length > limits.bodyBytes { return refuse(413, passing: length) }
      guard let body = take(length) else { return nil }
      request.body = body
    }
    request.wireBytes = request.body.count
    switch request.headers["content-encoding"]?.lowercased() {
    case nil, "identity": break
    case "gzip":
      do throws(Gzip.Fault) {
        request.body = try Gzip.decompressed(request.body, most: limits.bodyBytes)
      } catch {
        return refuse(error == .tooMuch ? 413 : 400)
      }
    default: return refuse(415)
    }
    return request
  }

  /// A body in chunks (RFC 9112 s 7.1); trailers are read and forgotten.
  private func chunkedBody() -> [UInt8]? {
    var body: [UInt8] = []
    while true {
      guard let line = take(through: "\r\n", most: 1024) else { return nil }
      let digits = String(decoding: line.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
      guard let size = Int(digits, radix: 16), size >= 0 else { return refuse(400) }
      if size == 0 { break }
      if size > limits.bodyBytes - body.count { return refuse(413) }
      guard let part = take(size), take(through: "\r\n", most: 2) != nil else { return nil }
      body += part
    }
    while let trailer = take(through: "\r\n", most: limits.headBytes) {
      if trailer.isEmpty { return body }
    }
    return nil
  }

  /// Answers what is no request, and gives nil: nothing else comes from this connection.
  private func refuse<Nothing>(_ status: Int, passing length: Int = 0) -> Nothing? {
    // What is on its way is read, or the other side would see a reset and not the answer.
    var left = min(length, 1 << 30)
    while left > 0, buffer.count > place || fill() {
      left -= buffer.count - place
      place = buffer.count
    }
    _ = send(.answer(status, "", headers: ["Connection": "close"]), to: nil)
    return nil
  }
}

// MARK: - Bytes out

extension HTTPConnection {
  /// Sends a reply; false if nothing else can be sent after it.
  func send(_ reply: HTTPReply, to request: HTTPRequest?) -> Bool {
    switch reply {
    case .answer(let status, let text, let headers):
      return write(message(status, text, headers, request)) && !closes(request, headers)
    case .dribble(let milliseconds, let status, let text, let headers):
      let bytes = message(status, text, headers, request)
      guard write(Array(bytes.prefix(bytes.count / 2))) else { return false }
      usleep(milliseconds * 1000)
      return write(Array(bytes.dropFirst(bytes.count / 2))) && !closes(request, headers)
    case .cut(let text, let count):
      let bytes = message(200, text, [:], nil)
      let head = bytes.count - text.utf8.count
      _ = write(Array(bytes.prefix(head + max(0, count))))
      return false
    case .reset:
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
      return false
    case .hangUp, .after:
      return false
    }
  }

  private func closes(_ request: HTTPRequest?, _ headers: [String: String]) -> Bool {
    request?.headers["connection"]?.lowercased() == "close"
      || headers["Connection"]?.lowercased() == "close"
  }

  private func message(
    _ status: Int, _ text: String, _ headers: [String: String], _ request: HTTPRequest?
  ) -> [UInt8] {
    var body = Array(text.utf8)
    var head = "HTTP/1.1 \(status) \(Self.reasons[status] ?? "Reply")\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if limits.compresses, !body.isEmpty,
      request?.headers["accept-encoding"]?.contains("gzip") == true
    {
      body = Gzip.compressed(body)
      head += "Content-Encoding: gzip\r\n"
    }
    head += "Content-Length: \(body.count)\r\n\r\n"
    return Array(head.utf8) + (request?.method == "HEAD" ? [] : body)
  }

  private static let reasons = [
    200: "OK", 201: "Created", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden",
    404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable", 409: "Conflict",
    410: "Gone", 413: "Request Entity Too Large", 415: "Unsupported Media Type",
    429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway",
    503: "Service Unavailable",
  ]

  @discardableResult
  private func write(_ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(socket, $0.baseAddress, $0.count) }
      if count <= 0 { return false }
      done += count
    }
    return true
  }
}

// MARK: - Bytes in

extension HTTPConnection {
  private func nextHead() -> [UInt8]? {
    if buffer.count == place, !fill() { return nil }
    // A TLS handshake (RFC 8446 s 5.1), which Elasticsearch without TLS answers like this.
    if buffer[place] == 0x16 { return refuse(400) }
    return take(through: "\r\n\r\n", most: limits.headBytes)
  }

  /// The bytes before `end`, which is passed over; nil if it does not come within `most` bytes.
  private func take(through end: String, most: Int) -> [UInt8]? {
    let end = Array(end.utf8)
    while true {
      if let found = buffer[place...].firstRange(of: end) {
        defer { place = found.upperBound }
        return Array(buffer[place..<found.lowerBound])
      }
      if buffer.count - place > most || !fill() { return nil }
    }
  }

  /// So many bytes; nil if the connection ends before.
  private func take(_ count: Int) -> [UInt8]? {
    let held = min(count, buffer.count - place)
    defer { place += held }
    let socket = socket
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { space, filled in
      for index in 0..<held { space[index] = buffer[place + index] }
      filled = held
      while filled < count {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(space)[filled...])
        let read = Glibc.read(socket, rest.baseAddress, rest.count)
        if read <= 0 {
          isWhole = false
          break
        }
        filled += read
      }
    }
    return isWhole ? bytes : nil
  }

  private func fill() -> Bool {
    if place > 0 {
      buffer.removeFirst(place)
      place = 0
    }
    var part = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(socket, &part, part.count)
    if count <= 0 { return false }
    buffer += part[..<count]
    return true
  }
}
