import Glibc

/// A client of a port of this machine that may send anything.
final class PortClient {
  /// An answer of HTTP.
  struct Answer {
    let status: Int
    let head: String
    let body: String
  }

  private let socket: Int32

  init(_ port: UInt16) {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  deinit { close(socket) }

  func send(_ bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// All that comes until the other end closes.
  func readAll() -> String {
    var all: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(socket, &part, part.count, 0)
      if count <= 0 { return String(decoding: all, as: UTF8.self) }
      all += part[..<count]
    }
  }

  /// Asks for a path; nil if there is no answer.
  static func get(_ path: String, _ port: UInt16) -> Answer? {
    let client = PortClient(port)
    client.send("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
    let text = client.readAll()
    guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
    let words = text.split(separator: " ", maxSplits: 2)
    return Answer(
      status: words.count > 1 ? Int(words[1]) ?? 0 : 0, head: String(text[..<end.lowerBound]),
      body: String(text[end.upperBound...]))
  }
}
