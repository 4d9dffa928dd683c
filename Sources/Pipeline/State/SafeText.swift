import Delivery

/// Text from outside, made safe for a terminal.
package enum SafeText {
  /// The text with visible stand-ins for what could move the cursor, change colours or reorder a line.
  package static func of(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { shown.append(picture(of: scalar)) }
    return String(shown)
  }

  /// The character, or the visible stand-in of one that could do harm.
  package static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    DisplayWidth.picture(of: scalar) ?? scalar
  }

  /// How many columns of a terminal a character takes.
  package static func columns(of scalar: Unicode.Scalar) -> Int {
    DisplayWidth.columns(of: scalar)
  }
}
