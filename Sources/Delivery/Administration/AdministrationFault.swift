/// Why a server could not be asked, or refused what it was asked.
package struct AdministrationFault: Error, Equatable, CustomStringConvertible {
  /// What went wrong, in one line and without secrets.
  package let text: String
  /// What to do about it.
  package let help: String
  /// The status of the reply; 0 if there was none.
  package let status: Int

  /// A fault.
  init(_ text: String, help: String, status: Int = 0) {
    self.text = printable(text)
    self.help = help
    self.status = status
  }

  /// The fault in words.
  package var description: String { "\(text)\nhelp: \(help)" }
}
