import Glibc

/// A client for a server on this machine: one request a connection.
package enum HTTPClient {
  /// What can go wrong.
  package enum Failure: Error, Equatable {
    /// Nobody listens on the port.
    case noConnection(port: UInt16)
    /// What came is no reply.
    case noReply
  }

  /// A reply.
  package struct Reply: Sendable {
    /// Its status.
    package let status: Int
    /// By name in lower case.
    package let headers: [String: String]
    /// Its body.
    package let body: String

    /// The body as JSON; nil if it is none.
    package var json: JSON? { JSON(parsing: body) }
  }

  /// Sends a request, and waits for the reply.
  ///
  /// - Throws: `noConnection` if nobody listens, `noReply` if the connection ends before a whole head.
  package static func send(
    _ method: String, _ target: String, port: UInt16, headers: [String: String] = [:],
    body: String = ""
  ) throws(Failure) -> Reply {
    var text = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
    if !body.isEmpty { text += "Content-Length: \(body.utf8.count)\r\n" }
    for (name, value) in headers { text += "\(name): \(value)\r\n" }
    let bytes = try exchange(Array((text + "\r\n" + body).utf8), port: port)
    return try reply(bytes)
  }

  /// Sends bytes as they are, and gives all that comes until the other side closes.
  ///
  /// - Throws: `noConnection` if nobody listens.
  package static func exchange(_ bytes: [UInt8], port: UInt16) throws(Failure) -> [UInt8] {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(connection) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw .noConnection(port: port) }
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { break }
      done += count
    }
    var received: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(connection, &part, part.count)
      if count <= 0 { return received }
      received += part[..<count]
    }
  }

  private static func reply(_ bytes: [UInt8]) throws(Failure) -> Reply {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { throw .noReply }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2, let status = Int(words[1]) else { throw .noReply }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 { headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " }) }
    }
    return Reply(
      status: status, headers: headers,
      body: String(decoding: bytes[end.upperBound...], as: UTF8.self))
  }
}
