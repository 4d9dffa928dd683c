extension PatternSketch {
  /// The sketch as an expression.
  ///
  /// - Parameter width: how narrow the field of a part may be.
  func expression(
    isGenesys: Bool, _ names: inout NamedPatterns, _ width: (Int) -> ValueExpression.Width
  ) -> String {
    var text = ""
    var taken = 0
    for (index, part) in parts.enumerated() {
      switch part {
      case .literal(let bytes):
        text += PatternText.literal(bytes.dropFirst(taken))
        taken = 0
      case .blanks:
        text += "\\s+"
      case .value(let value):
        let next = index + 1 < parts.count ? parts[index + 1] : nil
        let made = ValueExpression(
          value, following: next?.literal ?? [], isLast: next == nil,
          followsValue: index > 0 && parts[index - 1].isValue, width: width(index),
          isGenesys: isGenesys, &names)
        text += made.text
        taken = made.taken
      }
    }
    return text.isEmpty ? "\\s*" : isGenesys ? text : Self.withVisibleEnds(text)
  }

  /// An expression whose blanks at the ends a pattern file keeps: ` x` as `[ ]x`.
  private static func withVisibleEnds(_ text: String) -> String {
    var text = text
    if text.hasPrefix(" ") { text = "[ ]" + text.dropFirst() }
    if text.hasSuffix(" ") { text = text.dropLast() + "[ ]" }
    return text
  }
}

extension PatternSketch.Part {
  /// The text of a literal.
  var literal: [UInt8]? {
    if case .literal(let bytes) = self { bytes } else { nil }
  }

  /// Whether it is a field.
  var isValue: Bool {
    if case .value = self { true } else { false }
  }
}
