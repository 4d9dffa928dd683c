package import Event
package import Grok

/// What became of one record.
package enum EncodingOutcome {
  /// The rule or expression of this number made fields of it.
  case matched(Int)
  /// Nothing knew it, or matching ran into a limit; its event carries the text.
  case unmatched(isTimeout: Bool)
}

extension GrokPattern {
  /// The fields of the pattern as fields of an event; group 1 is at `firstSlot`.
  package func eventFields(firstSlot: Int) -> [EventField] {
    fields.map { field in
      EventField(
        field.path,
        .slots(
          field.groups.map {
            EventField.SlotValue($0.number - 1 + firstSlot, as: ScalarType($0.type))
          }))
    }
  }
}

extension ScalarType {
  /// The JSON type that a Grok type is written as.
  init(_ type: GrokType?) {
    switch type {
    case .int, .long: self = .integer
    case .float, .double: self = .float
    case .boolean: self = .boolean
    case .hex: self = .hexadecimal
    case .lowercase: self = .lowercase
    case .uppercase: self = .uppercase
    case .seconds: self = .seconds
    case .milliseconds: self = .milliseconds
    case .microseconds: self = .microseconds
    case .string, nil: self = .string
    }
  }
}

extension EventValues {
  /// Takes over the groups of the last match; `shift` is where the matched text starts.
  package mutating func setGroups(
    of matcher: borrowing GrokMatcher, from firstSlot: Int, shift: Int
  ) {
    // The whole match is no value.
    matcher.withGroups { set(from: firstSlot, $0.extracting(2...), shift: shift) }
  }
}
