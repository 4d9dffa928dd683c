import Grok
import Pipeline

/// A diagnosis for people to read.
struct DiagnosisPage {
  let diagnosis: GrokDiagnosis
  let subject: [UInt8]
  let style: TextStyle

  /// Lines of a text shown at most where it matches.
  private static let mostLines = 40

  /// The page, below a title such as `line 3`.
  func text(title: String) -> String {
    if diagnosis.outcome == .matched { return head(title, style.good("matches")) + match }
    let outcome =
      switch diagnosis.outcome {
      case .matched, .noMatch: "does not match"
      case .limit(.steps): "the search was given up: too many ways to match were tried"
      case .limit(.memory): "the search was given up: it took too much memory"
      case .limit(.time): "the search was given up: it took too long"
      }
    var text = head(title, style.bad(outcome))
    if let failure = diagnosis.failure { text += FailurePage(failure, subject, style).text }
    if diagnosis.isCutShort {
      text += style.notable(
        "  time or steps ran out: the expression may fit farther than said here\n")
    }
    return text
  }

  private func head(_ title: String, _ words: String) -> String {
    style.strong(SafeText.of(title)) + ": " + words + "\n"
  }

  // MARK: A match

  private var match: String {
    guard let range = diagnosis.range else { return "" }
    var text = ""
    var place = range.lowerBound
    var count = 0
    while place <= range.upperBound, count < Self.mostLines {
      let shown = ShownText(subject, around: place)
      text += "  \(shown.text)\n"
      let marks = shown.marks(self.marks)
      if !marks.isEmpty { text += "  \(marks)\n" }
      place = shown.range.upperBound + 1
      count += 1
    }
    if place <= range.upperBound { text += "  ...\n" }
    return text + fields
  }

  /// The whole match, and over it what was captured, the outer before the inner.
  private var marks: [ShownText.Mark] {
    var marks =
      diagnosis.range.map {
        [ShownText.Mark(range: $0, sign: ".", paint: { style.faint($0) })]
      } ?? []
    for (number, capture) in diagnosis.captures.enumerated() where !capture.range.isEmpty {
      marks.append(
        ShownText.Mark(
          range: capture.range, sign: number.isMultiple(of: 2) ? "^" : "~",
          paint: { style.distinct($0, number) }))
    }
    return marks
  }

  private var fields: String {
    guard !diagnosis.captures.isEmpty else { return "  it captures nothing\n" }
    var rows = [["field", "type", "bytes", "line:column", "value"]]
    for capture in diagnosis.captures {
      let place = TextPosition(subject, capture.range.lowerBound)
      rows.append([
        SafeText.of(capture.field.joined(separator: ".")), (capture.type ?? .string).rawValue,
        "\(capture.range.lowerBound)-\(capture.range.upperBound)", "\(place.line):\(place.column)",
        value(capture),
      ])
    }
    return Columns.aligned(rows, indent: "  ")
  }

  private func value(_ capture: GrokDiagnosis.Capture) -> String {
    let text = ShownText.quoted(subject[capture.range])
    if capture.isUnconverted {
      return style.bad("\(text) is no \((capture.type ?? .string).rawValue)")
    }
    if case .string = capture.value { return text }
    return SafeText.of(capture.value.json)
  }
}

/// A place in a text, as people count: lines and characters from 1.
struct TextPosition {
  let line: Int
  let column: Int

  /// The place of a byte.
  init(_ bytes: [UInt8], _ offset: Int) {
    let before = bytes[..<min(offset, bytes.count)]
    line = 1 + before.count { $0 == 0x0A }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    column = 1 + before[start...].count { $0 & 0xC0 != 0x80 }
  }
}
