import Grok

/// Chooses the lines that become examples: a few, each of which shows something that those before do not.
struct ExampleChoice {
  private struct Kind: Hashable {
    let fields: [[String]]
    let code: Int?
  }

  private var kinds: Set<Kind> = []

  /// More would hide the pattern.
  private static let most = 8

  /// Whether a line with these fields, and a message id if it has one, is to be an example.
  mutating func takes(_ fields: [GrokResult.Field], code: Int? = nil) -> Bool {
    guard kinds.count < Self.most else { return false }
    return kinds.insert(Kind(fields: fields.map(\.path), code: code)).inserted
  }
}
