/// What a captured text is turned into: the last part of `%{PATTERN:field:type}`.
public enum GrokType: String, Sendable, Hashable, CaseIterable {
  /// The text itself.
  case string
  /// A whole number; a fraction is cut off.
  case int
  /// The same as ``int``: whole numbers have no smaller range here.
  case long
  /// A number with a fraction.
  case float
  /// The same as ``float``.
  case double
  /// `true` or `false`, in any case.
  case boolean
  /// A whole number in base 16, with or without `0x`.
  case hex
  /// The text in lower case.
  case lowercase
  /// The text in upper case.
  case uppercase
  /// A number of seconds, kept as whole nanoseconds; so are the two below.
  case seconds = "s"
  /// A number of milliseconds.
  case milliseconds = "ms"
  /// A number of microseconds.
  case microseconds = "us"

  /// Finds a type by name; `bool` and `integer` are also understood.
  init?(name: String) {
    switch name {
    case "bool": self = .boolean
    case "integer": self = .int
    default: self.init(rawValue: name)
    }
  }
}
