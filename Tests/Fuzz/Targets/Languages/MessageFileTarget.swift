import GenesysLog
import Grok

/// Message files: an error or messages, and values of texts that lie within them.
final class MessageFileTarget: FuzzTarget {
  static let name = "messages"
  static let words = [
    "|STANDARD|", "|TRACE|", "%s", "%d", "%-5d", "%5.3s", "%lu", "%%", "%x", "%f", "%c", "'%s'",
    "(nil)", "GCTI|Messages|Product|8.5.1|en\n", "05060", "\n;", "%p", "host ", "port ",
  ]
  static let seeds = [
    """
    GCTI|Messages|Product|8.5.1|en
    05060|STANDARD|GCTI_APP_STARTED|Application started
    04500|TRACE|GCTI_CONNECTING|Connecting to %s '%s' at host '%s', port %d
    ;comment
    04501|TRACE|X|%-10s%5d %lu%% 0x%x %c %f\r
    """,
    "a|b|c|d|e\n1|DEBUG|X|%s%s %d\nConnecting to 1",
  ].map { Array($0.utf8) }

  private var matcher = TemplateMatcher()

  init() {}

  func run(_ bytes: [UInt8]) {
    guard let file = try? MessageFile(bytes, path: "a.lms", isOwn: bytes.count % 2 == 0) else {
      return
    }
    _ = MessageCatalogue(file.entries)
    for entry in file.entries.prefix(20) {
      guard let template = entry.template() else { continue }
      match(template, Array(template.sample.utf8))
      match(template, Array(bytes.suffix(60)))
    }
  }

  private func match(_ template: MessageTemplate, _ bytes: [UInt8]) {
    let encoding = SubjectEncoding(of: bytes.span)
    guard matcher.match(template, bytes.span, encoding: encoding) else { return }
    hold(matcher.values.count == template.fields.count, "\(matcher.values) of \(template.fields)")
    for value in matcher.values {
      hold(value.lowerBound >= 0 && value.upperBound <= bytes.count, "a value outside the text")
    }
  }
}
