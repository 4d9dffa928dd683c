/// A JSON value taken apart, with the types that Python's `json` gives it: whole numbers and others differ.
package indirect enum JSONTree: Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A number without fraction and exponent that 64 bits hold.
  case integer(Int64)
  /// A larger number without fraction and exponent: its digits, the sign before them.
  case digits([UInt8])
  /// A number with fraction or exponent.
  case number(Double)
  /// A text in UTF-8.
  case string([UInt8])
  /// A list.
  case array([JSONTree])
  /// Members in their order, no key twice.
  case object(JSONObject)

  /// A text.
  package init(_ text: String) { self = .string(Array(text.utf8)) }

  /// The members of an object; nil of another value.
  package var object: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }

  /// The elements of an array; nil of another value.
  package var array: [JSONTree]? {
    if case .array(let array) = self { array } else { nil }
  }

  /// A text; nil of another value.
  package var text: String? {
    if case .string(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
  }

  /// A whole number of 64 bits; nil of another value.
  package var integer: Int64? {
    if case .integer(let value) = self { value } else { nil }
  }

  /// Any number, as a double; nil of another value.
  package var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .digits(let digits): Double(String(decoding: digits, as: UTF8.self))
    default: nil
    }
  }

  /// Whether it is `null`.
  package var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// Whether Python takes it for false: `null`, `false`, zero, and what is empty.
  package var isFalsy: Bool {
    switch self {
    case .null: true
    case .boolean(let value): !value
    case .integer(let value): value == 0
    case .digits: false
    case .number(let value): value == 0
    case .string(let text): text.isEmpty
    case .array(let elements): elements.isEmpty
    case .object(let object): object.members.isEmpty
    }
  }
}

/// The members of a JSON object.
package struct JSONObject: Sendable {
  /// Keys in UTF-8 and their values, in order.
  package private(set) var members: [(key: [UInt8], value: JSONTree)] = []

  /// An object without members.
  package init() {}

  /// An object of members whose keys differ.
  package init(_ members: [(String, JSONTree)]) {
    self.members = members.map { (Array($0.0.utf8), $0.1) }
  }

  /// Takes members of which a later one replaces an earlier one with its key, as Python does.
  init(lastOf members: [(key: [UInt8], value: JSONTree)]) {
    // Few keys are compared one by one; a hostile object's many by a table.
    guard members.count > 16 else {
      for member in members { self[member.key] = member.value }
      return
    }
    var places: [[UInt8]: Int] = [:]
    for member in members {
      if let place = places[member.key] {
        self.members[place].value = member.value
      } else {
        places[member.key] = self.members.count
        self.members.append(member)
      }
    }
  }

  /// The value of a key; setting it replaces the value in its place, or appends the member.
  package subscript(key: [UInt8]) -> JSONTree? {
    get { members.first { $0.key == key }?.value }
    set {
      guard let newValue else { return members.removeAll { $0.key == key } }
      if let place = members.firstIndex(where: { $0.key == key }) {
        members[place].value = newValue
      } else {
        members.append((key, newValue))
      }
    }
  }

  /// The value of a key.
  package subscript(key: String) -> JSONTree? {
    get { self[Array(key.utf8)] }
    set { self[Array(key.utf8)] = newValue }
  }
}

extension Double {
  /// The nearest whole number of 64 bits; zero where there is none.
  var wholeNumber: Int64 { Int64(exactly: rounded()) ?? 0 }
}
