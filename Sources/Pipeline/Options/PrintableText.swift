/// Texts of others, made fit for a message.
package enum PrintableText {
  /// What of a text is shown at most.
  private static let limit = 200

  /// The text with control characters written as in Swift, cut where it is long.
  package static func short(_ text: String) -> String {
    let scalars = text.unicodeScalars
    return scalars.prefix(limit).map(shown).joined() + (scalars.count > limit ? "..." : "")
  }

  private static func shown(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }
}
