/// A captured value.
public enum GrokValue: Sendable, Equatable {
  /// A text.
  case string(String)
  /// A whole number.
  case integer(Int64)
  /// A whole number that no `Int64` holds: its decimal digits, after a `-` if it is negative.
  case bigInteger(String)
  /// A finite number.
  case double(Double)
  /// A truth value.
  case boolean(Bool)
  /// All values of a repeated name, in the order of their groups.
  case array([GrokValue])
  /// A capture that took no part in the match: only where empty captures are kept.
  case null
}
