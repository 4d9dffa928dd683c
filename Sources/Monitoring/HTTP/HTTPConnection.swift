import Glibc

/// One connection: a request comes, its answer goes, and that is all.
final class HTTPConnection {
  /// The socket, which does not block.
  let socket: Int32
  /// When it is closed, wherever it stands then.
  private(set) var deadline: ContinuousClock.Instant

  private enum Stage {
    /// The head of the request is coming.
    case reading
    /// The answer is going.
    case writing
    /// The answer has gone; what still comes is thrown away, as closing at once could take the answer back.
    case draining
  }

  private let limits: HTTPLimits
  private var stage = Stage.reading
  private var input: [UInt8] = []
  /// How many bytes of the input were looked through for the end of the head.
  private var searched = 0
  private var output: [UInt8] = []
  private var sent = 0
  private var drained = 0

  init(_ socket: Int32, _ limits: HTTPLimits) {
    self.socket = socket
    self.limits = limits
    deadline = .now + limits.requestTime
  }

  deinit { close(socket) }

  /// What to wait for, for poll(2).
  var events: Int16 { Int16(stage == .writing ? POLLOUT : POLLIN) }

  /// Goes on as far as it can without waiting; false once it is done.
  func advance(_ answer: (String) -> HTTPAnswer) -> Bool {
    switch stage {
    case .reading: read(answer)
    case .writing: write()
    case .draining: drain()
    }
  }

  /// The time is over; false if nothing more is to be said.
  func expire() -> Bool {
    guard stage == .reading, !input.isEmpty else { return false }
    return reply(.timedOut, isHead: false)
  }

  private func read(_ answer: (String) -> HTTPAnswer) -> Bool {
    var part = [UInt8](repeating: 0, count: 2048)
    let count = recv(socket, &part, part.count, 0)
    if count < 0 { return errno == EAGAIN || errno == EINTR }
    if count == 0 { return false }
    input += part[..<count]
    guard let end = endOfHead() else {
      return input.count > limits.headBytes ? reply(.headTooLarge, isHead: false) : true
    }
    do throws(HTTPAnswer) {
      let head = try HTTPRequestHead(input[..<end])
      return reply(answer(head.path), isHead: head.isHead)
    } catch {
      return reply(error, isHead: false)
    }
  }

  /// Where the empty line begins that ends the head; nil if it has not come.
  private func endOfHead() -> Int? {
    let newline = UInt8(ascii: "\n")
    var place = searched
    while let next = input[place...].firstIndex(of: newline) {
      let rest = input[(next + 1)...]
      if rest.first == newline || rest.starts(with: [UInt8(ascii: "\r"), newline]) { return next }
      // What follows this line's end may still have to come.
      if rest.count < 2 {
        searched = next
        return nil
      }
      place = next + 1
    }
    searched = input.count
    return nil
  }

  private func reply(_ answer: HTTPAnswer, isHead: Bool) -> Bool {
    output = answer.bytes(isHead: isHead)
    stage = .writing
    deadline = .now + limits.answerTime
    return write()
  }

  private func write() -> Bool {
    while sent < output.count {
      let count = output[sent...].withUnsafeBytes {
        send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 { return errno == EAGAIN || errno == EINTR }
      sent += count
    }
    shutdown(socket, Int32(SHUT_WR))
    stage = .draining
    deadline = .now + limits.drainTime
    return true
  }

  private func drain() -> Bool {
    var part = [UInt8](repeating: 0, count: 4096)
    let count = recv(socket, &part, part.count, 0)
    if count < 0 { return errno == EAGAIN || errno == EINTR }
    drained += count
    return count > 0 && drained <= limits.drainBytes
  }
}

/// How much a client may ask of us.
struct HTTPLimits: Sendable {
  /// Bytes of a request's head.
  var headBytes = 8192
  /// Connections at once; another one takes the place of the oldest.
  var connections = 64
  /// How long a request may take to come.
  var requestTime: Duration = .seconds(5)
  /// How long an answer may take to go.
  var answerTime: Duration = .seconds(10)
  /// How long, and how much, is listened to after the answer.
  var drainTime: Duration = .seconds(1)
  var drainBytes = 65_536
}
