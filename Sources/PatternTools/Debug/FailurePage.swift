import Grok
import Pipeline

/// Where a text stopped matching, for people to read.
struct FailurePage {
  private let failure: GrokDiagnosis.Failure
  private let subject: [UInt8]
  private let style: TextStyle

  /// Characters of the beginning that fits which are shown.
  private static let widest = 200

  init(_ failure: GrokDiagnosis.Failure, _ subject: [UInt8], _ style: TextStyle) {
    self.failure = failure
    self.subject = subject
    self.style = style
  }

  /// The page.
  var text: String {
    place + expectation + "\n" + levels + "\n" + prefix + beside + hints
  }

  /// The text, with what fits and what does not.
  private var place: String {
    let shown = ShownText(subject, around: failure.offset)
    var marks = [failure.prefix.range, failure.start..<failure.offset].filter { !$0.isEmpty }.map {
      ShownText.Mark(range: $0, sign: "~", paint: style.good)
    }
    marks.append(ShownText.Mark(range: wrong, sign: "^", paint: style.bad))
    return "  \(shown.text)\n  \(shown.marks(marks))\n"
  }

  private var wrong: Range<Int> {
    failure.offset..<max(failure.offset, failure.found.upperBound)
  }

  private var expectation: String {
    let position = TextPosition(subject, failure.offset)
    let expected = SafeText.of(failure.expected.joined(separator: ", or "))
    let found =
      failure.found.isEmpty ? "the end of the text" : ShownText.quoted(subject[failure.found])
    let place = failure.isAnywhere ? "from byte \(failure.offset) on" : "at byte \(failure.offset)"
    let lines = subject.contains(0x0A) ? ", line \(position.line), column \(position.column)" : ""
    return "  \(place)\(lines): expected \(style.good(expected))"
      + (failure.isAnywhere ? " somewhere" : "") + ", found \(style.bad(found))\n"
  }

  /// The element to blame in the expression, and in each definition that leads to it.
  private var levels: String {
    var text = ""
    for reference in failure.references { text += level(reference, style.faint) }
    text += level(failure.element, style.bad)
    if !failure.inside.isEmpty, failure.reached > failure.offset {
      text += "  a little of the text fits in there, up to byte \(failure.reached):\n"
      for element in failure.inside { text += level(element, style.faint) }
    } else {
      for element in failure.inside { text += level(element, style.faint) }
    }
    return text
  }

  private func level(
    _ element: GrokDiagnosis.Element, _ paint: (String) -> String
  ) -> String {
    let (text, carets) = element.location.marked
    return "  \(style.faint(SafeText.of(element.location.place)))\n"
      + "    \(SafeText.of(text))\n    \(paint(carets))\n"
  }

  private var prefix: String {
    let range = failure.prefix.range
    guard !failure.prefix.text.isEmpty else { return "  fits before that: nothing\n" }
    let text = SafeText.of(failure.prefix.text)
    let shown = text.count > Self.widest ? "..." + text.suffix(Self.widest) : text
    return "  fits before that: \(shown)\n"
      + "    bytes \(range.lowerBound)-\(range.upperBound) of the text, "
      + "\(range.count) of \(subject.count)\n"
  }

  private var beside: String {
    failure.also.map {
      "  tried there, too: `\(SafeText.of($0.text))` (\(SafeText.of($0.location.place)))\n"
    }
    .joined()
  }

  private var hints: String {
    failure.hints.map { "  \(style.notable("hint")): \(SafeText.of($0))\n" }.joined()
  }
}
