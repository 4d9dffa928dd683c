import Delivery

/// Text from outside, made safe for a terminal.
package enum SafeText {
  /// The text with visible stand-ins for what could move the cursor, change colours or reorder a line.
  package static func of(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { shown.append(DisplayWidth.picture(of: scalar) ?? scalar) }
    return String(shown)
  }
}
