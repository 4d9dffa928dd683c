import Event

/// Texts that came over the network, made fit to be shown anywhere.
enum ShownText {
  /// Characters that are kept of a text; what is longer is cut, and `…` says so.
  static let limit = 120

  /// The text of a JSON string, harmless; nil if nothing is left of it.
  static func of(_ value: JSONValueRange, in event: Span<UInt8>) -> String? {
    of(JSONLookup.text(of: value, in: event))
  }

  /// The text with visible stand-ins for all that could move a cursor, reorder a line or hide; cut where it is
  /// long, nil where it is empty.
  static func of(_ text: String) -> String? {
    var shown = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit {
        shown.append("…")
        break
      }
      // Blanks at the beginning say nothing.
      if count == 0, scalar.properties.isWhitespace { continue }
      shown.append(picture(of: scalar))
      count += 1
    }
    while let last = shown.last, last == " " { shown.removeLast() }
    return shown.isEmpty ? nil : String(shown)
  }

  private static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    if (0x20...0x7E).contains(scalar.value) { return scalar }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned, .nonspacingMark, .enclosingMark, .spacingMark:
      return "\u{FFFD}"
    case .spaceSeparator:
      return " "
    default:
      return scalar
    }
  }
}
