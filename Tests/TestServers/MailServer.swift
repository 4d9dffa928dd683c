import Glibc
import Synchronization

/// A small SMTP server on a loopback socket (RFC 5321), one connection after the other; it keeps what it takes.
package final class MailServer: Sendable {
  /// A message as it was taken.
  package struct Message: Sendable {
    /// What MAIL FROM said.
    package var from = ""
    /// What each RCPT TO said.
    package var recipients: [String] = []
    /// The lines between DATA and the point.
    package var lines: [String] = []
  }

  /// Where it listens.
  package let port: UInt16
  private let listener: Int32
  private let messages = Mutex<[Message]>([])
  /// What RCPT TO is answered, one after the other; 250 behind the last.
  private let answers: Mutex<[Int]>

  /// Listens on a port that the system chooses.
  package init(recipientAnswers: [Int] = []) {
    signal(SIGPIPE, SIG_IGN)
    answers = Mutex(recipientAnswers)
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        _ = bind(listener, generic, length)
        getsockname(listener, generic, &length)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    listen(listener, 10)
    HTTPThread.start { [self] in
      while true {
        let connection = accept(self.listener, nil, nil)
        if connection < 0 { return }
        serve(connection)
        close(connection)
      }
    }
  }

  /// What was taken so far.
  package var taken: [Message] { messages.withLock { $0 } }

  /// Closes the listening socket.
  package func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private func serve(_ connection: Int32) {
    var rest: [UInt8] = []
    var message = Message()
    say("220 test ESMTP", connection)
    while let line = nextLine(connection, &rest) {
      switch line.prefix(4).uppercased() {
      case "EHLO", "HELO", "RSET", "NOOP": say("250 test", connection)
      case "MAIL":
        message = Message(from: line)
        say("250 ok", connection)
      case "RCPT":
        message.recipients.append(line)
        let code = answers.withLock { $0.isEmpty ? 250 : $0.removeFirst() }
        say("\(code) \(code == 250 ? "ok" : "no")", connection)
      case "DATA":
        say("354 go on", connection)
        while let line = nextLine(connection, &rest), line != "." { message.lines.append(line) }
        messages.withLock { $0.append(message) }
        say("250 taken", connection)
      case "QUIT":
        say("221 bye", connection)
        return
      default: say("500 what", connection)
      }
    }
  }

  private func say(_ line: String, _ connection: Int32) {
    let bytes = Array((line + "\r\n").utf8)
    _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  private func nextLine(_ connection: Int32, _ rest: inout [UInt8]) -> String? {
    while true {
      if let end = rest.firstIndex(of: 0x0A) {
        let line = rest[..<end].filter { $0 != 0x0D }
        rest.removeFirst(end + 1)
        return String(decoding: line, as: UTF8.self)
      }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      rest += buffer.prefix(count)
    }
  }
}
