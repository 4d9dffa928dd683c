import Event

/// A filter as a tree.
indirect enum FilterExpression: Sendable {
  /// True if all are; at least two.
  case all([FilterExpression])
  /// True if any is; at least two.
  case any([FilterExpression])
  /// The opposite.
  case not(FilterExpression)
  /// A question about one field.
  case test(FieldPath, FilterTest)
}

/// A question about the value of a field.
enum FilterTest: Sendable {
  /// Whether there is a value.
  case exists
  /// Whether the value stands to any of the operands in one of these orders.
  case compare(FilterOrder, [FilterOperand])
  /// Whether the text holds what the regular expression describes.
  case matches(FilterRegex)
}

/// How a value stands to an operand; as a set, what a comparison accepts.
struct FilterOrder: OptionSet, Sendable {
  let rawValue: UInt8

  static let less = FilterOrder(rawValue: 1)
  static let equal = FilterOrder(rawValue: 2)
  static let greater = FilterOrder(rawValue: 4)

  /// The order of two values of one type.
  init<Value: Comparable>(of left: Value, to right: Value) {
    self = left < right ? .less : left == right ? .equal : .greater
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }
}
