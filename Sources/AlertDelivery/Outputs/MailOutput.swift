import Delivery
import Event

/// Notices as mail.
final class MailOutput: AlertOutput {
  private let settings: MailSettings
  private var transfer: MailTransfer?

  /// Sends by the server that the settings name.
  init(_ settings: MailSettings) {
    self.settings = settings
  }

  func send(_ notice: AlertNotice) -> AlertVerdict {
    guard let transfer = transfer ?? MailTransfer(settings.server) else {
      return .later("no memory for a connection")
    }
    self.transfer = transfer
    let message = MailMessage.bytes(of: notice, settings)
    guard let fault = transfer.send(from: settings.from, to: settings.recipients, message) else {
      return .taken
    }
    // RFC 5321 s 4.2.1: 4yz is for now, 5yz for ever; a login that is refused may be put right.
    let isFinal = (550...559).contains(fault.status)
    return isFinal ? .refused(fault.text) : .later(fault.text)
  }
}

/// A notice as a message (RFC 5322) of plain text (RFC 2045, RFC 2047).
enum MailMessage {
  /// The message; its lines end with CR LF.
  static func bytes(of notice: AlertNotice, _ settings: MailSettings) -> [UInt8] {
    let date = dateText(notice.time)
    var lines = [
      "From: <\(settings.from)>",
      "To: " + settings.recipients.map { "<\($0)>" }.joined(separator: ",\r\n "),
      "Subject: " + encoded(notice.title),
      "Date: \(date)",
      "Message-ID: <\(notice.id).\(notice.state.rawValue)@\(host(of: settings.from))>",
    ]
    // The end of an alert is an answer to its beginning.
    if notice.state == .resolved {
      lines.append("In-Reply-To: <\(notice.id).firing@\(host(of: settings.from))>")
    }
    lines += [
      "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "",
    ]
    let body = Array(
      "\(notice.text)\n\nRule: \(notice.rule)\nTime: \(notice.timeText)\n".utf8)
    return Array((lines + base64(body)).joined(separator: "\r\n").utf8) + [0x0D, 0x0A]
  }

  /// RFC 5322 s 3.3: `Mon, 12 Jan 2026 09:00:00 +0000`.
  private static func dateText(_ time: Int64) -> String {
    let seconds = time >= 0 ? time / 1_000_000 : (time - 999_999) / 1_000_000
    let day = Int32(clamping: (seconds >= 0 ? seconds : seconds - 86_399) / 86_400)
    let rest = Int(seconds - Int64(day) * 86_400)
    let date = CivilDate(dayNumber: day)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let clock = [rest / 3600, rest / 60 % 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(days[date.weekday]), \(date.day) \(months[Int(date.month) - 1]) \(date.year) "
      + clock.joined(separator: ":") + " +0000"
  }

  /// A text of one line: as it is, or in encoded words of RFC 2047, each with whole characters.
  private static func encoded(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let isPlain = line.utf8.allSatisfy { (0x20...0x7E).contains($0) } && line.utf8.count < 900
    if isPlain, !line.contains("=?") { return line }
    var words: [String] = []
    var part = ""
    for character in line.prefix(300) {
      if part.utf8.count + String(character).utf8.count > 42 {
        words.append(part)
        part = ""
      }
      // A character of very many marks is cut, as a word has its greatest length.
      part += String(decoding: String(character).utf8.prefix(42), as: UTF8.self)
    }
    words.append(part)
    return words.map { "=?utf-8?B?\(Base64.encoded(Array($0.utf8)))?=" }.joined(separator: "\r\n ")
  }

  /// Lines of 76 characters.
  private static func base64(_ bytes: [UInt8]) -> [String] {
    stride(from: 0, to: bytes.count, by: 57).map { start in
      Base64.encoded(Array(bytes[start..<min(start + 57, bytes.count)]))
    }
  }

  private static func host(of address: String) -> String {
    String(address.split(separator: "@").last ?? "localhost")
  }
}
