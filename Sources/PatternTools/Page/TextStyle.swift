/// How a page for people marks words: with a terminal's colours, or not at all.
///
/// Colour never carries meaning alone: what is coloured is also said, or pointed at.
package struct TextStyle: Sendable {
  private let usesColor: Bool

  /// A style; without colour, words stay as they are.
  package init(usesColor: Bool) { self.usesColor = usesColor }

  /// What a page says is right.
  func good(_ text: some StringProtocol) -> String { paint(text, "32") }

  /// What it says is wrong.
  func bad(_ text: some StringProtocol) -> String { paint(text, "31") }

  /// What deserves a look.
  func notable(_ text: some StringProtocol) -> String { paint(text, "33") }

  /// What is said beside the point.
  func faint(_ text: some StringProtocol) -> String { paint(text, "2") }

  /// A title.
  func strong(_ text: some StringProtocol) -> String { paint(text, "1") }

  /// One of several things that have to be told apart, the same for the same number.
  func distinct(_ text: some StringProtocol, _ number: Int) -> String {
    // Cyan, magenta, yellow, blue, green: red is for what is wrong.
    paint(text, ["36", "35", "33", "34", "32"][abs(number % 5)])
  }

  /// SGR sequences: ECMA-48, section 8.3.117.
  private func paint(_ text: some StringProtocol, _ code: String) -> String {
    guard usesColor, !text.isEmpty else { return String(text) }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
