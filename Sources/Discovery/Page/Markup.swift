/// HTML and SVG as they are written.
enum Markup {
  /// Text that cannot become markup, in content and in attributes with quotes.
  static func escaped(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      case "'": safe += "&#39;"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// At most `limit` characters; what does not fit is left out, and `…` says so.
  static func cut(_ text: String, _ limit: Int) -> String {
    guard text.count > limit else { return text }
    return limit > 0 ? text.prefix(limit - 1) + "…" : ""
  }
}
