import Glibc

/// A notice as a message of syslog (RFC 5424).
///
///     <180>1 2026-01-12T09:00:00.000Z cs-host genlog 812 alert [genlog@32473 id="..." rule="..."] text
enum SyslogMessage {
  /// The message, without a frame.
  static func bytes(of notice: AlertNotice, _ settings: SyslogSettings) -> [UInt8] {
    let priority = settings.facility * 8 + severity(notice)
    var data = ""
    for (name, value) in [
      ("id", notice.id), ("rule", notice.rule), ("state", notice.state.rawValue),
      ("severity", notice.severity.rawValue), ("key", notice.key ?? ""),
    ] where !value.isEmpty {
      data += " \(name)=\"\(parameter(value))\""
    }
    let text = ([notice.title] + notice.text.split(whereSeparator: \.isNewline).map(String.init))
      .joined(separator: " | ")
    // 32473 is the number for examples (RFC 5612); the data are ours alone.
    let line =
      "<\(priority)>1 \(notice.timeText) \(host) genlog \(getpid()) alert [genlog@32473\(data)] \u{FEFF}\(text)"
    return Array(line.utf8.prefix(8192))
  }

  /// RFC 5424 s 6.2.1; the end of an alert is a notice.
  private static func severity(_ notice: AlertNotice) -> Int {
    if notice.state == .resolved { return 5 }
    return switch notice.severity {
    case .critical: 2
    case .major: 3
    case .warning: 4
    case .info: 6
    }
  }

  /// RFC 5424 s 6.3.3: three characters are escaped.
  private static func parameter(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("]", with: "\\]")
      .split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  private static let host: String = {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, 255) == 0 else { return "-" }
    let text = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let isPrintable = !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    return isPrintable ? text : "-"
  }()
}
