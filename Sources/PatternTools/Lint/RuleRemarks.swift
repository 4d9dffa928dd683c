import GenesysLog
import Grok
import YAMLReading

/// The `# lint:` lines of a rule file, which YAML leaves out.
struct RuleRemarks {
  private let lines: [Substring]
  private let file: String
  private var taken: Set<Int> = []

  /// Reads a file's text.
  init(_ text: String, file: String) {
    lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Substring($0) }
    self.file = file
  }

  /// The remarks directly above a rule.
  mutating func above(_ rule: Rule) -> [PatternRemark] {
    var line = rule.place.line - 1
    // The name may be any key of the rule; its first line begins with the dash.
    while line > 0, line < lines.count, !Self.content(lines[line]).hasPrefix("-") { line -= 1 }
    var remarks: [PatternRemark] = []
    while line > 0, line <= lines.count, Self.content(lines[line - 1]).hasPrefix("#") {
      line -= 1
      if let remark = remark(line) {
        taken.insert(line)
        remarks.append(remark)
      }
    }
    return remarks
  }

  /// The remarks that stand above no rule that was asked for.
  var stray: [PatternRemark] {
    lines.indices.filter { !taken.contains($0) }.compactMap(remark)
  }

  private func remark(_ line: Int) -> PatternRemark? {
    let text = Self.content(lines[line])
    guard text.hasPrefix("#") else { return nil }
    let comment = text.dropFirst().drop { $0 == " " }
    guard comment.hasPrefix("lint:") else { return nil }
    let remark = comment.dropFirst(5)
    return PatternRemark(
      text: String(remark.last == "\r" ? remark.dropLast() : remark),
      origin: PatternOrigin(file: file, line: line + 1))
  }

  private static func content(_ line: Substring) -> Substring { line.drop { $0 == " " } }
}
