/// What is known of one message id.
package struct CatalogueEntry: Sendable, Equatable {
  /// The id, 0 to 99999.
  package let code: Int
  /// The level it usually has; a site's configuration may give it another.
  package let level: LogLevel
  /// The symbolic name, `GCTI_APP_STARTED`, or an action, `logging-started`; may be empty.
  package let name: String
  /// The text with printf placeholders for its values; empty where it is not known.
  package let text: String
  /// The file that says so.
  package let file: String
  /// The component that prints it, where only one does.
  package let component: String?

  /// The id as printed: `05060`.
  package var id: String { CatalogueEntry.id(code) }

  /// An id as printed, five digits.
  package static func id(_ code: Int) -> String {
    let digits = String(code)
    return String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
  }

  /// The text made ready for matching; nil where it is not known.
  package func template() -> MessageTemplate? {
    text.isEmpty ? nil : MessageTemplate(text, code: code)
  }
}
