/// The common shape of some texts.
package struct LogTemplate: Sendable, Equatable {
  /// What was told apart besides the text: see ``TemplateMiner/add(_:key:)``.
  package let key: UInt64
  /// How many texts have it.
  package internal(set) var count: Int
  /// Its parts, in order.
  package internal(set) var tokens: [TemplateToken]
  /// The first few texts, each up to a length.
  package internal(set) var examples: [[UInt8]]
  /// Whether it stands for all texts for which there was no room: then it has no parts.
  package let isOthers: Bool

  init(key: UInt64, tokens: [TemplateToken], isOthers: Bool = false) {
    self.key = key
    count = 0
    self.tokens = tokens
    examples = []
    self.isOthers = isOthers
  }

  /// The template for people: `Object: [<word>], name [<any>], DBID: [<int>]`.
  ///
  /// A part that had few short values shows them: `is <created|changed> by client`.
  package var text: String {
    if isOthers { return "(others)" }
    var text: [UInt8] = []
    for token in tokens { token.append(to: &text) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The template of what its texts begin with: its first parts.
  package func prefix(_ parts: Int) -> Self {
    var template = self
    template.tokens = Array(tokens.prefix(parts))
    return template
  }

  /// Takes in all texts of another template of the same shape.
  mutating func absorb(_ other: Self, maxExamples: Int) {
    count += other.count
    for index in tokens.indices where index < other.tokens.count {
      tokens[index].absorb(other.tokens[index])
    }
    for example in other.examples where examples.count < maxExamples {
      if !examples.contains(example) { examples.append(example) }
    }
  }
}

extension TemplateToken {
  /// Appends what a template's text shows of it.
  fileprivate func append(to text: inout [UInt8]) {
    switch kind {
    case .word, .sign, .blank: text += bytes
    case .group:
      text.append(opening)
      for part in inside { part.append(to: &text) }
      text.append(closing)
    case .value:
      guard let value else { return }
      if value.type == .empty { return }
      text.append(UInt8(ascii: "<"))
      text += Array((value.choice ?? value.type.name).utf8)
      text.append(UInt8(ascii: ">"))
    }
  }
}

extension TemplateValue {
  /// `created|changed`: the few plain words that were seen, where they are more than one.
  fileprivate var choice: String? {
    guard type == .word, !hasMore, (2...3).contains(seen.count), !canBeEmpty,
      !bytes.contains(where: TextBytes.isDigit)
    else { return nil }
    return seen.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
  }
}
