import GenesysLog
import LogTemplates

/// A ``CoverageReport`` for people.
struct CoveragePage {
  /// The most characters of a template or an example that are shown.
  private static let width = 200

  private let report: CoverageReport
  private let style: TextStyle
  /// How many shapes of unmatched texts are shown.
  private let shapes: Int

  init(_ report: CoverageReport, shapes: Int, style: TextStyle) {
    self.report = report
    self.shapes = shapes
    self.style = style
  }

  /// The page, each line ended by a line feed.
  var text: String { table + "\n" + totals + unmatched }

  private var table: String {
    let head = ["records", "share", "ns/match", "ns/miss", "tries", "rule"]
    let rows = report.rows.map { row in
      [
        "\(row.records)", Self.percent(report.share(row.records)),
        Self.nanoseconds(row.tries?.matchTimes.median),
        Self.nanoseconds(row.tries?.missTimes.median), row.tries.map { "\($0.tries)" } ?? "-",
        PlainText.of(row.name),
      ]
    }
    return Columns.numbers([head] + rows)
  }

  private var totals: String {
    let rules = report.rows.filter { $0.kind == .rule && $0.records > 0 }.count
    let title =
      "\(report.records) \(report.records == 1 ? "record" : "records"), \(Self.size(report.bytes)): "
      + "\(Self.percent(report.explained)) explained"
    let rows: [(CoverageReport.Row.Kind, String)] = [
      (.rule, rules == 1 ? "by 1 rule" : "by \(rules) rules"), (.expression, "by expressions"),
      (.catalogue, "by the message catalogue"), (.form, "by the form of their values"),
      (.header, "header blocks"),
    ]
    var lines = rows.compactMap { kind, words -> [String]? in
      let records = report.records(by: kind)
      guard records > 0 else { return nil }
      return ["\(records)", Self.percent(report.share(records)), words]
    }
    if report.unmatched > 0 {
      let timeouts = report.timeouts > 0 ? ", \(report.timeouts) of them for want of time" : ""
      lines.append([
        "\(report.unmatched)", Self.percent(report.share(report.unmatched)),
        "by nothing\(timeouts)",
      ])
    }
    return style.strong(title) + "\n" + Columns.numbers(lines)
  }

  private var unmatched: String {
    guard shapes > 0, report.unmatched > 0 else { return "" }
    let shown = report.shapes.prefix(shapes)
    let count = report.shapes.count
    let title =
      "What nothing explains has \(count) \(count == 1 ? "shape" : "shapes")"
      + (shown.count < count ? ", the first \(shown.count) of them:" : ":")
    return "\n" + style.strong(title) + "\n" + shown.map(paragraph).joined()
  }

  private func paragraph(_ shape: UnmatchedTexts.Shape) -> String {
    let template = shape.template
    let id = shape.code.map { Self.messageID($0) + " " } ?? ""
    var text =
      "\n\(template.count) (\(Self.percent(report.share(template.count))))  "
      + style.notable(id + Self.short(template.text)) + "\n"
    guard let example = template.examples.first else { return text }
    let place = shape.place.map { "  byte \($0.offset) of \(PlainText.of($0.path))" } ?? ""
    text += "    " + Self.short(String(decoding: example, as: UTF8.self)) + "\n"
    if !place.isEmpty { text += "  " + style.faint(place) + "\n" }
    return text
  }

  /// The five digits of a message id.
  static func messageID(_ code: Int) -> String {
    let digits = String(code)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  private static func short(_ text: String) -> String {
    let plain = PlainText.of(text)
    return plain.count > width ? plain.prefix(width - 3) + "..." : plain
  }

  /// So many bytes, in words.
  static func size(_ bytes: Int64) -> String {
    if bytes < 1000 { return "\(bytes) bytes" }
    let tenths = bytes < 1_000_000 ? bytes / 100 : bytes / 100_000
    return "\(tenths / 10).\(tenths % 10) \(bytes < 1_000_000 ? "KB" : "MB")"
  }

  private static func nanoseconds(_ time: Double?) -> String {
    time.map { String(Int($0.rounded())) } ?? "-"
  }

  /// A part of one in percent, rounded so that only nothing is 0.0 % and only all is 100.0 %.
  static func percent(_ share: Double) -> String {
    var tenths = Int((share * 1000).rounded())
    if share > 0 { tenths = max(tenths, 1) }
    if share < 1 { tenths = min(tenths, 999) }
    return "\(tenths / 10).\(tenths % 10)%"
  }
}
