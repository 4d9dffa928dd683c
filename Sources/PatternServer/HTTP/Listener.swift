import FlyingFox
import FlyingSocks
import FoundationEssentials
import Glibc
import Pipeline
import Synchronization

/// The server on the loopback interface, from its start to the signal that ends it.
///
/// FlyingFox 0.27.1 takes heads of any length for any time, on any number of connections. Only this
/// machine reaches the port, where anyone can keep a processor busy anyway; what is asked is bounded by
/// ``PatternSite``.
struct Listener {
  /// Makes the site of a run, whose port and token are known only then.
  typealias SiteMaker = (_ port: UInt16, _ token: String) -> PatternSite

  private let port: UInt16
  private let makeSite: SiteMaker
  private let handler = FlyingFoxHandler()
  private let outcome = Outcome()

  /// Seconds that an answer may take; matching takes less by itself.
  private static let longestAnswer = 30.0

  /// Prepares to listen; port 0 is one that the system chooses.
  init(port: UInt16, site: @escaping SiteMaker) {
    self.port = port
    makeSite = site
  }

  /// Serves until SIGINT, SIGTERM or SIGHUP.
  func run(announce: (String) throws -> Void) throws {
    // Before there are threads, which inherit what is blocked.
    let signals = SignalWait()
    start()
    var isAnnounced = false
    while case .poke = signals.next() {
      switch outcome.now {
      case .starting: break
      case .failed(let error): throw error
      case .listening(let port):
        guard !isAnnounced else { break }
        isAnnounced = true
        let token = AccessRule.newToken()
        handler.begin(makeSite(port, token))
        try announce("http://127.0.0.1:\(port)/#\(token)")
      }
    }
  }

  private func start() {
    let (port, outcome, handler) = (port, outcome, handler)
    Task.detached {
      do {
        let server = HTTPServer(
          config: HTTPServer.Configuration(
            address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port),
            timeout: Self.longestAnswer, logger: .disabled),
          handler: handler)
        Task.detached {
          try? await server.waitUntilListening()
          guard case .ip4(_, let port) = await server.listeningAddress else { return }
          outcome.become(.listening(port))
        }
        try await server.run()
      } catch SocketError.failed(_, let code, let message) {
        outcome.become(.failed(Self.error(code, message, port)))
      } catch {
        outcome.become(.failed(.ended(reason: "\(error)")))
      }
    }
  }

  private static func error(_ code: Int32, _ message: String, _ port: UInt16) -> PatternServerError
  {
    switch code {
    case EADDRINUSE: .portTaken(port)
    case EACCES, EPERM: .portRefused(port, errno: code)
    default: .ended(reason: message)
    }
  }
}

/// How far the server is; each change ends a wait for signals.
private final class Outcome: Sendable {
  enum State {
    case starting
    case listening(UInt16)
    case failed(PatternServerError)
  }

  private let state = Mutex(State.starting)

  var now: State { state.withLock { $0 } }

  func become(_ next: State) {
    state.withLock { $0 = next }
    SignalWait.poke()
  }
}
