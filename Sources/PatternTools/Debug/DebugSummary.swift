import Grok
import Pipeline

/// What came of many lines: how many match, and why the others do not, the most frequent cause first.
struct DebugSummary {
  /// Lines that stopped at the same element.
  private struct Cause {
    var count = 1
    let title: String
    let text: [UInt8]
    let diagnosis: GrokDiagnosis
  }

  /// What tells one cause from another.
  private struct Key: Hashable {
    var element: String
    var origin: PatternOrigin
    var column: Int
    var references: [Int]
  }

  private var matched = 0
  private var unmatched = 0
  private var unexplained = 0
  private var first: Cause?
  private var causes: [Key: Cause] = [:]
  private var order: [Key] = []
  private var spent = Duration.zero

  /// The time for explanations; lines that come later are only counted.
  private static let budget = Duration.seconds(10)
  /// Causes kept apart.
  private static let mostCauses = 200
  /// Causes that get a page.
  private static let mostPages = 12

  /// Whether every line so far matches.
  var allMatch: Bool { unmatched == 0 }

  /// Takes a line.
  mutating func add(
    _ text: [UInt8], title: String, _ pattern: GrokPattern, _ matcher: inout GrokMatcher
  ) {
    if matcher.match(pattern, text.span) == .matched {
      matched += 1
      if first == nil {
        first = Cause(title: title, text: text, diagnosis: pattern.diagnose(text))
      }
      return
    }
    unmatched += 1
    guard spent < Self.budget else {
      unexplained += 1
      return
    }
    let began = ContinuousClock.now
    let diagnosis = pattern.diagnose(text)
    spent += ContinuousClock.now - began
    let key = Self.key(diagnosis)
    if causes[key] != nil {
      causes[key]?.count += 1
    } else if causes.count < Self.mostCauses {
      causes[key] = Cause(title: title, text: text, diagnosis: diagnosis)
      order.append(key)
    } else {
      unexplained += 1
    }
  }

  private static func key(_ diagnosis: GrokDiagnosis) -> Key {
    guard let failure = diagnosis.failure else {
      return Key(element: "", origin: PatternOrigin(file: ""), column: 0, references: [])
    }
    return Key(
      element: failure.element.text, origin: failure.element.location.origin,
      column: failure.element.location.column,
      references: failure.references.map(\.location.column))
  }

  /// The page: numbers, then an example of each cause, or of a match where all match.
  func page(_ style: TextStyle) -> String {
    let total = matched + unmatched
    if total == 0 { return "no lines\n" }
    var text = "\(total) \(total == 1 ? "line" : "lines"): \(matched) match"
    text +=
      unmatched > 0
      ? ", " + style.bad("\(unmatched) \(unmatched == 1 ? "does" : "do") not") + "\n" : "\n"
    let ranked = order.enumerated().compactMap { index, key in
      causes[key].map { (index: index, cause: $0) }
    }.sorted { ($1.cause.count, $0.index) < ($0.cause.count, $1.index) }
    for (_, cause) in ranked.prefix(Self.mostPages) {
      text += "\n" + heading(cause, style) + page(of: cause, style)
    }
    if ranked.count > Self.mostPages {
      let rest = ranked.dropFirst(Self.mostPages)
      let lines = rest.reduce(0) { $0 + $1.cause.count }
      text +=
        "\n\(lines) \(lines == 1 ? "line stops" : "lines stop") for \(rest.count) other reasons\n"
    }
    if unexplained > 0 {
      text += "\n\(unexplained) of the lines that do not match were only counted, to save time\n"
    }
    if unmatched == 0, let first { text += "\n" + page(of: first, style) }
    return text
  }

  private func heading(_ cause: Cause, _ style: TextStyle) -> String {
    let lines = cause.count == 1 ? "1 line stops" : "\(cause.count) lines stop"
    guard let failure = cause.diagnosis.failure else { return style.strong(lines) + "\n" }
    let element = failure.element.text.isEmpty ? "the end" : "`\(failure.element.text)`"
    return style.strong(lines) + " at \(SafeText.of(element)) (\(failure.element.location.place))\n"
  }

  private func page(of cause: Cause, _ style: TextStyle) -> String {
    DiagnosisPage(diagnosis: cause.diagnosis, subject: cause.text, style: style)
      .text(title: cause.title)
  }
}
