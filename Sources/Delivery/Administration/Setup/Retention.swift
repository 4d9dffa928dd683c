/// How long events are kept.
package struct Retention: Sendable, Equatable {
  /// In days; nil for ever.
  let days: Int?

  /// What holds where nothing is said.
  package static let standard = Retention(days: 90)

  private init(days: Int?) { self.days = days }

  /// Reads `90d` or `forever`; nil if it is something else.
  package init?(parsing text: String) {
    if text == "forever" {
      days = nil
      return
    }
    guard text.hasSuffix("d"), let days = Int(text.dropLast()), (1...36_500).contains(days),
      text.first != "+"
    else { return nil }
    self.days = days
  }

  /// As it is written.
  package var text: String { days.map { "\($0)d" } ?? "forever" }

  /// What happens, in words.
  var words: String { days.map { "deleted after \($0) days" } ?? "never deleted" }
}
