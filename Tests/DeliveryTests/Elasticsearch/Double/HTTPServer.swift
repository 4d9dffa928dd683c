import CZlib
import Glibc
import Synchronization

/// A request as it came in.
struct HTTPRequest: Sendable {
  var method = ""
  var target = ""
  /// By name in lower case.
  var headers: [String: String] = [:]
  /// The body, decompressed.
  var body: [UInt8] = []
}

/// What a server does with a request.
indirect enum HTTPReply: Sendable {
  /// Answers.
  case answer(Int, String, headers: [String: String] = [:])
  /// Announces the whole body, sends the first bytes of it, and closes.
  case cut(String, after: Int)
  /// Closes without a word.
  case hangUp
  /// Waits, then goes on.
  case after(milliseconds: UInt32, HTTPReply)
}

/// A small HTTP/1.1 server on a loopback socket, one thread a connection.
final class HTTPServer: Sendable {
  private struct State {
    var connections: Set<Int32> = []
    var isStopped = false
  }

  let port: UInt16
  private let listener: Int32
  private let state = Mutex(State())
  private let handler: @Sendable (HTTPRequest) -> HTTPReply

  /// Listens on `port`, or on one that the system chooses.
  init(port: UInt16 = 0, _ handler: @escaping @Sendable (HTTPRequest) -> HTTPReply) {
    signal(SIGPIPE, SIG_IGN)
    self.handler = handler
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var yes: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        _ = bind(listener, generic, length)
        getsockname(listener, generic, &length)
      }
    }
    self.port = UInt16(bigEndian: address.sin_port)
    listen(listener, 100)
    HTTPThread.start { [self] in acceptAll() }
  }

  /// Closes all sockets; requests on their way get no reply.
  func stop() {
    let isFirst = state.withLock { state in
      defer { state.isStopped = true }
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
      return !state.isStopped
    }
    guard isFirst else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private func acceptAll() {
    while true {
      let connection = accept(listener, nil, nil)
      if connection < 0 {
        if errno == EINTR { continue }
        return
      }
      let isStopped = state.withLock { state in
        state.connections.insert(connection)
        return state.isStopped
      }
      if isStopped {
        close(connection)
        return
      }
      HTTPThread.start { [self] in
        serve(HTTPConnection(connection))
        state.withLock { _ = $0.connections.remove(connection) }
        close(connection)
      }
    }
  }

  private func serve(_ connection: HTTPConnection) {
    while let request = connection.nextRequest() {
      var reply = handler(request)
      while case .after(let milliseconds, let next) = reply {
        usleep(milliseconds * 1000)
        reply = next
      }
      switch reply {
      case .answer(let status, let body, let headers):
        connection.send(status, headers, body, announced: body.utf8.count)
      case .cut(let body, let count):
        connection.send(200, [:], String(body.prefix(count)), announced: body.utf8.count)
        return
      case .hangUp, .after:
        return
      }
    }
  }
}

/// One connection: bytes in, requests out.
final class HTTPConnection {
  private let socket: Int32
  private var buffer: [UInt8] = []

  init(_ socket: Int32) { self.socket = socket }

  func nextRequest() -> HTTPRequest? {
    guard let head = read(until: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count == 3 else { return nil }
    var request = HTTPRequest(method: String(words[0]), target: String(words[1]))
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      request.headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
    }
    let length = request.headers["content-length"].flatMap { Int($0) } ?? 0
    while buffer.count < length { if !fill() { return nil } }
    request.body = Array(buffer[..<length])
    buffer.removeFirst(length)
    if request.headers["content-encoding"] == "gzip" { request.body = gunzip(request.body) }
    return request
  }

  func send(_ status: Int, _ headers: [String: String], _ body: String, announced: Int) {
    var text = "HTTP/1.1 \(status) Reply\r\nContent-Length: \(announced)\r\n"
    for (name, value) in headers { text += "\(name): \(value)\r\n" }
    let bytes = Array((text + "\r\n" + body).utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      done += count
    }
  }

  private func read(until end: [UInt8]) -> [UInt8]? {
    while true {
      if let place = buffer.firstRange(of: end) {
        let head = Array(buffer[..<place.lowerBound])
        buffer.removeFirst(place.upperBound)
        return head
      }
      if buffer.count > 1 << 20 || !fill() { return nil }
      // A TLS handshake (RFC 8446 s 5.1), which Elasticsearch without TLS answers like this.
      if buffer.first == 0x16 {
        send(400, [:], "", announced: 0)
        return nil
      }
    }
  }

  private func fill() -> Bool {
    var part = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(socket, &part, part.count)
    if count <= 0 { return false }
    buffer += part[..<count]
    return true
  }

  private func gunzip(_ packed: [UInt8]) -> [UInt8] {
    var packed = packed
    var stream = z_stream()
    inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { inflateEnd(&stream) }
    var unpacked: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    packed.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      var code = Z_OK
      while code == Z_OK {
        part.withUnsafeMutableBufferPointer { output in
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          code = inflate(&stream, Z_NO_FLUSH)
        }
        unpacked += part[..<(part.count - Int(stream.avail_out))]
      }
    }
    return unpacked
  }
}

/// Threads of the operating system, as test tasks must not wait.
enum HTTPThread {
  private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  static func start(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Box(body))
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    pthread_detach(thread)
  }
}
