import Event
import GenesysLog
import Grok

/// All that is known of one message id: what the catalogue says, its rules, and its fields.
struct CataloguePage {
  private let code: Int
  private let entry: CatalogueEntry?
  private let rules: [Rule]

  /// The page of an id; nil if nothing is known of it.
  init?(_ code: Int, _ catalogue: MessageCatalogue, _ set: RuleSet) {
    self.code = code
    entry = catalogue.entry(code)
    rules = set.rules.filter { $0.codes.contains(code) }
    if entry == nil, rules.isEmpty { return nil }
  }

  /// The page, for people to read.
  var text: String {
    let sections = [
      heading,
      section("text", entry.map { $0.text.isEmpty ? [["not known"]] : [[$0.text]] } ?? []),
      section(
        "rules, which are tried first",
        rules.map { ["\($0.place)", $0.name] }),
      rules.isEmpty ? "" : section("an example of the first rule", ruleExample),
      section(rules.isEmpty ? "fields" : "fields of the text where no rule takes it", fields),
      section("an example of the text", example),
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var heading: String {
    guard let entry else { return "\(CatalogueEntry.id(code))\n" }
    var text = entry.id
    for part in [entry.name, entry.file] where !part.isEmpty { text += "  \(PlainText.of(part))" }
    text += "\n  usual level \(entry.level.name)"
    if let component = entry.component { text += ", from \(PlainText.of(component))" }
    return text + "\n"
  }

  private func section(_ title: String, _ rows: [[String]]) -> String {
    if rows.isEmpty { return "" }
    return "\(title)\n" + Columns.aligned(rows.map { $0.map(PlainText.of) }, indent: "  ")
  }

  private var ruleExample: [[String]] {
    guard let example = rules.first?.examples.first else { return [] }
    return [[example.line]] + example.fields.map { ["  \($0.name)  \(text($0.value))"] }
  }

  private func text(_ value: RuleValue) -> String {
    switch value {
    case .string(let text): text
    case .integer(let number): "\(number)"
    case .double(let number): "\(number)"
    case .boolean(let flag): "\(flag)"
    case .list(let values): values.map(text).joined(separator: ", ")
    }
  }

  private var template: MessageTemplate? { entry?.template() }

  private var fields: [[String]] {
    template?.fields.map { [$0.path, "\($0.type)"] } ?? []
  }

  /// A text that the template takes, and what becomes of it.
  private var example: [[String]] {
    guard let entry, let template else { return [] }
    let line = template.sample
    var matcher = TemplateMatcher()
    let bytes = Array(line.utf8)
    guard matcher.match(template, bytes.span, encoding: .utf8) else { return [] }
    var values = EventValues()
    var fields: [EventField] = []
    if !entry.name.isEmpty { fields.append(.text("event.action", entry.name)) }
    for (slot, field) in template.fields.enumerated() {
      values.set(slot, matcher.values[slot])
      fields.append(EventField(field.path, .slots([.init(slot, as: field.type)])))
    }
    guard let layout = try? EventLayout(fields) else { return [] }
    var out = JSONBuffer()
    var time = TimestampText()
    layout.encode(values, of: bytes.span, with: &time, into: &out)
    let event = out.text().split(separator: "\n").joined()
    return [["\(entry.level.name) \(entry.id) \(line)"], [event]]
  }
}
