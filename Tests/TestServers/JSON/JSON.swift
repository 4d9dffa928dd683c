/// A JSON value, as servers and tests handle it off the way of documents.
package enum JSON: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number without a fraction that fits.
  case integer(Int)
  /// Any other number.
  case decimal(Double)
  /// A text.
  case string(String)
  /// Values in order.
  case array([JSON])
  /// Values by name; the order of the names is not kept.
  case object([String: JSON])

  /// The value of a member of an object; nil if there is none.
  package subscript(_ path: String...) -> JSON? {
    var value: JSON? = self
    for name in path {
      guard case .object(let members)? = value else { return nil }
      value = members[name]
    }
    return value
  }

  /// The text, if it is one.
  package var text: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  /// The number, if it is one without a fraction.
  package var number: Int? {
    if case .integer(let number) = self { return number }
    return nil
  }

  /// The number with its fraction, if it is one.
  package var fraction: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .decimal(let number): number
    default: nil
    }
  }

  /// Whether it is `true`; nil if it is neither `true` nor `false`.
  package var isTrue: Bool? {
    if case .bool(let isTrue) = self { return isTrue }
    return nil
  }

  /// The members, if it is an object.
  package var members: [String: JSON]? {
    if case .object(let members) = self { return members }
    return nil
  }

  /// The values, if it is an array.
  package var items: [JSON]? {
    if case .array(let items) = self { return items }
    return nil
  }

  /// The texts of an array, or a text alone.
  package var texts: [String] {
    items?.compactMap(\.text) ?? text.map { [$0] } ?? []
  }

  /// Both objects in one, member by member; what `other` says wins.
  package func merging(_ other: JSON) -> JSON {
    guard case .object(let mine) = self, case .object(let theirs) = other else { return other }
    return .object(mine.merging(theirs) { $0.merging($1) })
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByNilLiteral, ExpressibleByStringInterpolation
{
  /// A text.
  package init(stringLiteral value: String) { self = .string(value) }
  /// A number.
  package init(integerLiteral value: Int) { self = .integer(value) }
  /// `true` or `false`.
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  /// An array.
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// An object; of two members of one name the last counts.
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(Dictionary(elements) { $1 })
  }
  /// `null`.
  package init(nilLiteral: ()) { self = .null }
}

// MARK: - Writing

extension JSON {
  /// The value as text on one line, names in order.
  package var line: String {
    var text = ""
    append(to: &text, indent: nil)
    return text
  }

  /// The value as text for people.
  package var pretty: String {
    var text = ""
    append(to: &text, indent: 0)
    return text + "\n"
  }

  private func append(to text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let isTrue): text += isTrue ? "true" : "false"
    case .integer(let number): text += String(number)
    case .decimal(let number): text += number.isFinite ? String(number) : "null"
    case .string(let string): JSON.append(string, to: &text)
    case .array(let items):
      JSON.append(items.map { ("", $0) }, between: ("[", "]"), to: &text, indent: indent)
    case .object(let members):
      JSON.append(
        members.sorted { $0.key < $1.key }, between: ("{", "}"), to: &text, indent: indent)
    }
  }

  private static func append(
    _ members: [(String, JSON)], between brackets: (String, String), to text: inout String,
    indent: Int?
  ) {
    text += brackets.0
    for (index, (name, value)) in members.enumerated() {
      if index > 0 { text += "," }
      if let indent { text += "\n" + String(repeating: "  ", count: indent + 1) }
      if brackets.0 == "{" {
        append(name, to: &text)
        text += indent == nil ? ":" : " : "
      }
      value.append(to: &text, indent: indent.map { $0 + 1 })
    }
    if let indent, !members.isEmpty { text += "\n" + String(repeating: "  ", count: indent) }
    text += brackets.1
  }

  /// Appends a text in quotes.
  static func append(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  /// A text in quotes.
  static func quoted(_ string: String) -> String {
    var text = ""
    append(string, to: &text)
    return text
  }
}
