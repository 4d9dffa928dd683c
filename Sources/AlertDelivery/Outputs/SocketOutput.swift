import Glibc

/// Notices over a socket, one message each: syslog and SNMP.
final class SocketOutput: AlertOutput {
  /// What the messages look like.
  enum Form: Sendable, Equatable {
    /// RFC 5424; over a stream, each behind its length (RFC 6587 s 3.4.1).
    case syslog(SyslogSettings)
    /// An SNMPv2-Trap (RFC 3416 s 4.2.6) of this community.
    case trap(TrapSettings)
  }

  private let form: Form
  private let address: SocketAddress
  private let started = ContinuousClock.now
  private var descriptor: Int32 = -1
  private var number: Int32 = 0

  init(_ form: Form, _ address: SocketAddress) {
    self.form = form
    self.address = address
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  func send(_ notice: AlertNotice) -> AlertVerdict {
    let message = message(of: notice)
    for isLast in [false, true] {
      if descriptor < 0 {
        switch address.connect() {
        case .success(let socket): descriptor = socket
        case .failure(let fault): return .later(fault.text)
        }
      } else if address.transport == .stream, hasEnded {
        reset()
        if !isLast { continue }
      }
      let code = write(message)
      if code == 0 { return .taken }
      reset()
      if isLast || !(code == EPIPE || code == ECONNRESET || code == ECONNREFUSED) {
        return .later("\(address.name): \(String(cString: strerror(code)))")
      }
    }
    return .later("\(address.name): the connection is closed again and again")
  }

  private func message(of notice: AlertNotice) -> [UInt8] {
    switch form {
    case .syslog(let settings):
      let line = SyslogMessage.bytes(of: notice, settings)
      return address.transport == .stream ? Array("\(line.count) ".utf8) + line : line
    case .trap(let settings):
      number = number == .max ? 1 : number + 1
      let ticks = (ContinuousClock.now - started) / .milliseconds(10)
      return TrapMessage.bytes(
        of: notice, settings, number: number, ticks: UInt32(clamping: Int64(ticks)))
    }
  }

  /// Whether the other side has closed the connection: what is written then is lost without a word.
  private var hasEnded: Bool {
    var byte: UInt8 = 0
    let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
    return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)
  }

  /// Writes all of a message; returns the error's number, 0 for none.
  private func write(_ message: [UInt8]) -> Int32 {
    var done = 0
    while done < message.count {
      let count = message[done...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        return errno == EAGAIN ? ETIMEDOUT : errno
      }
    }
    return 0
  }

  private func reset() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }
}
