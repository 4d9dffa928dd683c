import Event
import Grok

/// A value of a field, as it was captured, as a test file writes it, or as an event has it.
///
/// Whole numbers and those with a fraction are kept apart: 7 is not 7.0.
indirect enum FieldValue: Sendable, Equatable {
  /// A text.
  case string(String)
  /// A whole number.
  case integer(Int64)
  /// A whole number that no `Int64` holds: its digits, after a `-` if it is negative.
  case bigInteger(String)
  /// A number with a fraction or an exponent.
  case double(Double)
  /// `true` or `false`.
  case boolean(Bool)
  /// Nothing.
  case null
  /// Several values.
  case array([FieldValue])
  /// Values by name, in the order of the text.
  case object([Member])

  /// A value of an object, and its name.
  struct Member: Sendable, Equatable {
    /// The name.
    let key: String
    /// The value.
    let value: FieldValue
  }

  /// What a pattern captured.
  init(_ value: GrokValue) {
    self =
      switch value {
      case .string(let text): .string(text)
      case .integer(let number): .integer(number)
      case .bigInteger(let digits): .bigInteger(digits)
      case .double(let number): .double(number)
      case .boolean(let isTrue): .boolean(isTrue)
      case .array(let values): .array(values.map { FieldValue($0) })
      case .null: .null
      }
  }

  /// What it is, in a word.
  var kind: String {
    switch self {
    case .string: "text"
    case .integer, .bigInteger: "number"
    case .double: "decimal number"
    case .boolean: "boolean"
    case .null: "null"
    case .array: "list"
    case .object: "object"
    }
  }

  /// The value as JSON, on one line.
  var json: String {
    var out = JSONBuffer(capacity: 64)
    append(to: &out)
    return out.text()
  }

  /// Appends the value as JSON.
  func append(to out: inout JSONBuffer) {
    switch self {
    case .string(let text): out.append(quoted: text)
    case .integer(let value): out.append(integer: value)
    case .bigInteger(let digits): out.append(text: digits)
    case .double(let value): out.append(double: value)
    case .boolean(let value): out.append(text: value ? "true" : "false")
    case .null: out.append("null")
    case .array(let values):
      out.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        value.append(to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        out.append(quoted: member.key)
        out.append(UInt8(ascii: ":"))
        member.value.append(to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }

  /// Whether two values are the same to a reader that has one kind of number only.
  func isAlike(_ other: FieldValue) -> Bool {
    switch (self, other) {
    case (.integer(let a), .double(let b)), (.double(let b), .integer(let a)): Double(a) == b
    case (.bigInteger(let a), .double(let b)), (.double(let b), .bigInteger(let a)):
      Double(a) == b
    case (.array(let a), .array(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.isAlike($1) }
    case (.object(let a), .object(let b)):
      a.count == b.count
        && zip(a.sorted { $0.key < $1.key }, b.sorted { $0.key < $1.key }).allSatisfy {
          $0.key == $1.key && $0.value.isAlike($1.value)
        }
    default: self == other
    }
  }
}
