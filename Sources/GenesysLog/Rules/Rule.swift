package import YAMLReading

/// One rule: which records it is for, how their text becomes fields, and examples of both.
///
/// A rule is data from `patterns/genesys/*.yml` or a user's file. It is for records with one of
/// `codes`, or, when it has none, for records without a message id.
package struct Rule: Sendable {
  /// Unique name: `object-created`.
  package let name: String
  /// Message ids, 0 to 99999; empty for records without one.
  package let codes: [Int]
  /// Components it is for; empty for all.
  package let components: [Component]
  /// Patterns, tried in order; the first that matches the whole text gives the fields.
  package let patterns: [RulePattern]
  /// Whether the patterns are matched against all lines of a record, not only its first.
  let seesMembers: Bool
  /// Value of `event.action`.
  package let action: String
  /// Fields that every match of the rule gets, in the file's order.
  package let constants: [RuleField]
  /// Lines that the rule must turn into exactly these fields.
  package let examples: [RuleExample]
  /// Lines of the rule's ids that it must not match.
  package let counterexamples: [RuleCounterexample]
  /// Where it is written.
  package let place: TextPlace

  /// Whether the rule may be tried for records of a component; nil is a file of an unknown one.
  package func applies(to component: Component?) -> Bool {
    guard let component, !components.isEmpty else { return true }
    return components.contains { $0.id == component.id || $0.id == component.parent }
  }
}

/// One field with a constant value: `genesys.object.change: created`.
package struct RuleField: Sendable, Equatable {
  /// Dotted name.
  package let name: String
  /// Its value.
  package let value: RuleValue
}

/// A value in a rule file.
package enum RuleValue: Sendable, Equatable {
  /// Text, or any scalar in quotes.
  case string(String)
  /// A whole number.
  case integer(Int)
  /// A number with a decimal point or an exponent.
  case double(Double)
  /// `true` or `false`.
  case boolean(Bool)
  /// Several values, of a field whose name a pattern has more than once; in examples only.
  case list([RuleValue])
}

/// One example of a rule: a whole log line, and the fields that it gives.
package struct RuleExample: Sendable, Equatable {
  /// The line as printed, stamp and all.
  package let line: String
  /// Exactly what pattern and constants give, without the action.
  package let fields: [RuleField]
  /// Where it is written.
  package let place: TextPlace
}

/// One line of a rule's ids that the rule must not match.
package struct RuleCounterexample: Sendable, Equatable {
  /// The line as printed, stamp and all.
  package let line: String
  /// Where it is written.
  package let place: TextPlace
}
