import CCurl
import Glibc

/// One connection to a host, and the windows that are on their way over it.
final class LumberjackConnection {
  /// Why a connection has ended.
  struct End: Error {
    let reason: String
    var help: String?
    /// Whether people have to put something right.
    var isRefusal = false
    /// Whether the host has spoken to us, or hung up: events may be the cause.
    var isAnswer = false

    init(_ fault: LumberjackFault) {
      reason = fault.rawValue
      help = fault.help
      isRefusal = fault.isFinal
      isAnswer = true
    }

    init(_ fault: CurlTransfer.Fault) {
      reason = fault.text
      help = CurlFault.help(fault.code)
      isRefusal = CurlFault.isFinal(fault.code)
    }

    init(failed reason: String) {
      self.reason = reason
      isAnswer = true
    }
  }

  /// The number of the host.
  let host: Int
  let socket: CurlSocket
  /// Windows that are not acknowledged as a whole.
  private(set) var pipeline = LumberjackPipeline()

  private let settings: DeliverySettings
  private var reader = AcknowledgementReader()
  private var buffer = [UInt8](repeating: 0, count: 4096)
  private var isConnected = false
  private var lastSign = ContinuousClock.now
  /// Whether the connection lay idle before the windows on their way, and none of them was answered.
  ///
  /// Then a server that closed it meanwhile is not to blame.
  private(set) var isStale = false
  private var hasAnswered = false

  /// No more is read at once: others want their turn.
  private static let mostReads = 16

  init(_ socket: CurlSocket, host: Int, _ settings: DeliverySettings) {
    self.socket = socket
    self.host = host
    self.settings = settings
  }

  /// Adds a window, which is sent as `bytes`.
  func add(_ batch: EventBatch, bytes: [UInt8], _ now: ContinuousClock.Instant) {
    if pipeline.isEmpty {
      isStale = hasAnswered
      lastSign = now
    }
    pipeline.add(batch, bytes: bytes, now)
  }

  /// Takes in libcurl's word on connecting.
  func connect(_ code: CURLcode) throws(End) {
    if let fault = socket.complete(code) { throw End(fault) }
    isConnected = true
    lastSign = .now
  }

  /// What the system is to wait for; nil before there is a connection.
  var interest: curl_waitfd? {
    guard isConnected else { return nil }
    let events = CURL_WAIT_POLLIN | (pipeline.hasUnsent ? CURL_WAIT_POLLOUT : 0)
    return curl_waitfd(fd: socket.descriptor, events: Int16(events), revents: 0)
  }

  /// Sends and receives what can be; returns what was acknowledged.
  func goOn(
    _ now: ContinuousClock.Instant, _ settle: (LumberjackPipeline.Acknowledged) -> Void
  ) throws(End) {
    guard isConnected else { return }
    try receive(now, settle)
    do throws(End) {
      if try send() { lastSign = now }
    } catch {
      // What was acknowledged before the connection was closed counts.
      try receive(now, settle)
      throw error
    }
    try checkTime(now)
  }

  /// Sends what can be sent; whether there was any.
  private func send() throws(End) -> Bool {
    try pipeline.sendOn { (bytes) throws(End) in
      switch socket.send(bytes) {
      case .moved(let count): return count
      case .wait: return 0
      case .closed: throw End(.closed)
      case .failed(let reason): throw End(failed: reason)
      }
    }
  }

  private func receive(
    _ now: ContinuousClock.Instant, _ settle: (LumberjackPipeline.Acknowledged) -> Void
  ) throws(End) {
    for _ in 0..<LumberjackConnection.mostReads {
      switch socket.receive(into: &buffer) {
      case .moved(let count):
        do throws(LumberjackFault) {
          try take(reader.read(buffer.span.extracting(..<count)), now, settle)
        } catch {
          throw End(error)
        }
      case .wait: return
      case .closed: throw End(.closed)
      case .failed(let reason): throw End(failed: reason)
      }
    }
  }

  private func take(
    _ answers: (sequences: [UInt32], fault: LumberjackFault?), _ now: ContinuousClock.Instant,
    _ settle: (LumberjackPipeline.Acknowledged) -> Void
  ) throws(LumberjackFault) {
    for sequence in answers.sequences {
      lastSign = now
      hasAnswered = true
      isStale = false
      if let part = try pipeline.acknowledge(sequence) { settle(part) }
    }
    if let fault = answers.fault { throw fault }
  }

  private func checkTime(_ now: ContinuousClock.Instant) throws(End) {
    guard let first = pipeline.windows.first else { return }
    if now - lastSign >= settings.replyTimeout { throw End(.silent) }
    // A sign of life is no reason to wait for longer than events are to be tried.
    if let retryFor = settings.retryFor, now - first.start >= retryFor + settings.replyTimeout {
      throw End(.stuck)
    }
  }

  /// When time runs out.
  var deadline: ContinuousClock.Instant? {
    pipeline.isEmpty ? nil : lastSign + settings.replyTimeout
  }
}
