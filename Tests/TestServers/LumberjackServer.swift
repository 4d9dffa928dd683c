import CZlib
import Glibc
import Synchronization

/// What a ``LumberjackServer`` does with a window.
package enum LumberjackReply: Sendable {
  /// Acknowledges the whole window.
  case acknowledge
  /// Acknowledges parts of it: so many events, then so many ...
  case partly([Int])
  /// Shows signs of life for a while, then goes on.
  case keepAlive(times: Int, pauseMilliseconds: UInt32, then: [LumberjackReply])
  /// Waits, then goes on.
  case after(milliseconds: UInt32, then: [LumberjackReply])
  /// Keeps the first events, acknowledges them, and closes the connection.
  case cut(after: Int)
  /// Keeps the events, and closes the connection without a word.
  case keepAndHangUp
  /// Closes the connection at once: nothing is kept.
  case hangUp
  /// The same, so that the client sees a reset.
  case reset
  /// Answers with these bytes, keeps nothing, and goes on listening.
  case raw([UInt8])
  /// Says nothing any more, whatever comes.
  case silence
}

/// A Logstash beats input of our own for tests.
///
/// It speaks version 2 of the Lumberjack protocol on a loopback socket, with one thread a connection, keeps
/// what it acknowledges, and fails as it is told.
package final class LumberjackServer: Sendable {
  /// A window as it came in.
  package struct Window: Sendable {
    /// The number of its connection, from 0.
    package var connection = 0
    /// How many events were announced.
    package var count = 0
    /// The events, as JSON.
    package var events: [String] = []
    /// Their sequences.
    package var sequences: [Int] = []
    /// Whether they came compressed.
    package var isCompressed = false
  }

  /// What it has seen.
  package struct State: Sendable {
    /// All windows, in the order they came.
    package var windows: [Window] = []
    /// The events that were acknowledged, or kept before a connection was cut, in their order.
    package var kept: [String] = []
    /// Those of them that were acknowledged.
    package var acknowledged: [String] = []
    /// What was not as the protocol has it.
    package var faults: [String] = []
    /// How many connections were made.
    package var connections = 0
    fileprivate var open: Set<Int32> = []
    fileprivate var isStopped = false
  }

  /// Where it listens.
  package let port: UInt16
  private let listener: Int32
  private let state = Mutex(State())
  private let reply: @Sendable (Window) -> LumberjackReply
  private let greeting: [UInt8]
  private let keeps: Bool

  /// Listens on `port`, or on one that the system chooses.
  ///
  /// - Parameters:
  ///   - greeting: what it says before it is asked; nothing by default.
  ///   - keeps: whether it remembers what came, which takes memory.
  ///   - reply: what it does with a window.
  package init(
    port: UInt16 = 0, greeting: [UInt8] = [], keeps: Bool = true,
    _ reply: @escaping @Sendable (Window) -> LumberjackReply = { _ in .acknowledge }
  ) {
    signal(SIGPIPE, SIG_IGN)
    self.reply = reply
    self.greeting = greeting
    self.keeps = keeps
    (listener, self.port) = LumberjackServer.listen(on: port)
    LumberjackServer.startThread { [self] in acceptAll() }
  }

  deinit { stop() }

  /// What it has seen so far.
  package var seen: State { state.withLock { $0 } }

  /// Where it is, as `--to` has it.
  package var url: String { "lumberjack://127.0.0.1:\(port)" }

  /// Closes all sockets.
  package func stop() {
    let isFirst = state.withLock { state in
      defer { state.isStopped = true }
      for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
      return !state.isStopped
    }
    guard isFirst else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// Closes the connections that are open, as Logstash does with idle ones.
  package func closeConnections() {
    state.withLock { state in
      for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
    }
  }

  // MARK: - Connections

  private static func listen(on port: UInt16) -> (Int32, UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var yes: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        _ = bind(listener, generic, length)
        getsockname(listener, generic, &length)
      }
    }
    _ = Glibc.listen(listener, 100)
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  private func acceptAll() {
    while true {
      let connection = accept(listener, nil, nil)
      if connection < 0 {
        if errno == EINTR { continue }
        return
      }
      let number: Int? = state.withLock { state in
        if state.isStopped { return nil }
        state.open.insert(connection)
        state.connections += 1
        return state.connections - 1
      }
      guard let number else {
        close(connection)
        return
      }
      LumberjackServer.startThread { [self] in
        serve(LumberjackStream(connection), connection, number)
        state.withLock { _ = $0.open.remove(connection) }
        close(connection)
      }
    }
  }

  private func serve(_ stream: LumberjackStream, _ connection: Int32, _ number: Int) {
    if !greeting.isEmpty { stream.write(greeting) }
    while true {
      do {
        guard var window = try stream.nextWindow() else { return }
        window.connection = number
        if keeps { state.withLock { $0.windows.append(window) } }
        if !answer(window, [reply(window)], stream, connection) { return }
      } catch {
        state.withLock { $0.faults.append("\(error)") }
        return
      }
    }
  }

  /// Answers a window; false if the connection is to be closed.
  private func answer(
    _ window: Window, _ replies: [LumberjackReply], _ stream: LumberjackStream,
    _ connection: Int32
  ) -> Bool {
    for reply in replies {
      switch reply {
      case .acknowledge: acknowledge(window, upTo: [window.count], stream)
      case .partly(let counts): acknowledge(window, upTo: counts + [window.count], stream)
      case .keepAlive(let times, let pause, let then):
        for _ in 0..<times {
          stream.acknowledge(0)
          usleep(pause * 1000)
        }
        return answer(window, then, stream, connection)
      case .after(let milliseconds, let then):
        usleep(milliseconds * 1000)
        return answer(window, then, stream, connection)
      case .cut(let count):
        acknowledge(window, upTo: [count], stream)
        return false
      case .keepAndHangUp:
        state.withLock { $0.kept += window.events }
        return false
      case .hangUp: return false
      case .reset:
        var now = linger(l_onoff: 1, l_linger: 0)
        setsockopt(connection, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
        return false
      case .raw(let bytes): stream.write(bytes)
      case .silence:
        while (try? stream.nextWindow()) != nil {}
        return false
      }
    }
    return true
  }

  /// Keeps and acknowledges the window step by step.
  private func acknowledge(_ window: Window, upTo counts: [Int], _ stream: LumberjackStream) {
    var done = 0
    for count in counts.sorted() where count > done && count <= window.events.count {
      let part = window.events[done..<count]
      // Before the client can know of it.
      if keeps {
        state.withLock { state in
          state.kept += part
          state.acknowledged += part
        }
      }
      // As Logstash: the sequence that the client gave to the event.
      stream.acknowledge(UInt32(truncatingIfNeeded: window.sequences[count - 1]))
      done = count
    }
  }

  private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static func startThread(_ body: @escaping @Sendable () -> Void) {
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
