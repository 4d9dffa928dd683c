import Event

/// What an event must have for a filter to hold: one of some values in a field.
///
/// Necessary, not sufficient; who has thousands of filters asks only those whose requirements an event meets. Values that
/// are numbers are meant by value: `4541` is `04541`.
package struct FilterRequirement: Sendable, Equatable {
  /// The field's dotted name.
  package let field: String
  /// The values, as texts.
  package let values: [String]
}

extension FilterRequirement {
  /// What an expression requires; empty where nothing can be said.
  static func requirements(of expression: FilterExpression) -> [FilterRequirement] {
    switch expression {
    case .all(let parts): return parts.flatMap { requirements(of: $0) }
    case .any(let parts): return common(to: parts)
    case .not: return []
    case .test(let field, .compare(.equal, let operands)):
      let values = operands.compactMap(\.spelling)
      guard values.count == operands.count else { return [] }
      return [FilterRequirement(field: field.description, values: values)]
    case .test: return []
    }
  }

  /// Of alternatives that all require one and the same field, the values of all of them.
  private static func common(to parts: [FilterExpression]) -> [FilterRequirement] {
    let all = parts.map { requirements(of: $0) }
    guard let first = all.first else { return [] }
    return first.compactMap { candidate in
      var values: [String] = []
      for part in all {
        guard let same = part.first(where: { $0.field == candidate.field }) else { return nil }
        values += same.values
      }
      return FilterRequirement(field: candidate.field, values: values)
    }
  }
}

extension FilterOperand {
  /// The operand as a text that equal values have, or the number of one; nil where equality is another matter.
  fileprivate var spelling: String? {
    switch self {
    case .text(let bytes, _): String(decoding: bytes, as: UTF8.self)
    case .number(let number): number.spelling
    case .boolean(let value): value ? "true" : "false"
    case .messageID(let id): String(id)
    case .level, .time: nil
    }
  }
}
