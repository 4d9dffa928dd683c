/// A few different texts, in the order in which they came.
struct TextSet: Equatable, Sendable {
  /// More of a kind nobody reads.
  static let limit = 8

  /// The texts.
  private(set) var texts: [String] = []
  /// Whether there were more.
  private(set) var hasMore = false

  /// Whether there is none.
  var isEmpty: Bool { texts.isEmpty }

  /// Adds a text, if it is one and new.
  mutating func add(_ text: String?) {
    guard let text, !texts.contains(text) else { return }
    guard texts.count < TextSet.limit else {
      hasMore = true
      return
    }
    texts.append(text)
  }

  /// Adds texts.
  mutating func add(_ more: [String]) {
    for text in more { add(text) }
  }

  /// The texts with `separator` between them, and `…` where there were more.
  func joined(_ separator: String) -> String {
    texts.joined(separator: separator) + (hasMore ? separator + "…" : "")
  }
}
