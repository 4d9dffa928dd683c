import Delivery

/// HTML as it is written: markup of our own, and text of anyone's that cannot become markup.
struct HTMLText {
  /// What was written so far.
  private(set) var markup = ""

  /// Appends markup; only fixed text and numbers belong here.
  mutating func append(_ markup: String) { self.markup += markup }

  /// Appends text, made safe for content and for attributes in double quotes.
  ///
  /// Controls, and marks that reorder a line, are replaced by something harmless to see; line ends and
  /// tabs stay.
  mutating func append(text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": markup += "&amp;"
      case "<": markup += "&lt;"
      case ">": markup += "&gt;"
      case "\"": markup += "&quot;"
      case "'": markup += "&#39;"
      case "\n", "\t": markup.unicodeScalars.append(scalar)
      default: markup.unicodeScalars.append(DisplayWidth.picture(of: scalar) ?? scalar)
      }
    }
  }

  /// Appends at most `limit` columns of text; what does not fit is left out, and `…` says so.
  mutating func append(text: String, limit: Int) {
    var width = 0
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      width += DisplayWidth.columns(of: scalar)
      if width > limit {
        shown.removeLast(min(1, shown.count))
        shown.append("…")
        break
      }
      // A heap of marks on one character is made to break lines.
      if shown.count < limit * 4 { shown.append(scalar) }
    }
    append(text: String(shown))
  }
}
