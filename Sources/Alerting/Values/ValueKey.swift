/// A value as a key of a table, under Python's equality: `1`, `1.0` and `true` are one key, `"1"` is another.
struct ValueKey: Hashable, Sendable {
  /// A spelling that values have in common exactly if Python takes them for equal.
  let bytes: [UInt8]

  /// The key of a value as it is.
  init(_ value: JSONTree) {
    var bytes: [UInt8] = []
    Self.append(value, to: &bytes)
    self.bytes = bytes
  }

  /// Takes a key that was kept.
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The key of a value as ElastAlert's `hashable` makes it: that of the text of a list or an object.
  init(hashable value: JSONTree) {
    self.init(value.hashable)
  }

  private static func append(_ value: JSONTree, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes.append(UInt8(ascii: "n"))
    case .boolean(let value): bytes += (value ? "i1;" : "i0;").utf8
    case .integer(let value): bytes += "i\(value);".utf8
    case .digits(let digits): bytes += "i\(String(decoding: digits, as: UTF8.self));".utf8
    case .number(let value):
      if let whole = Int64(exactly: value) {
        bytes += "i\(whole);".utf8
      } else {
        bytes += "f\(value);".utf8
      }
    case .string(let text):
      bytes += "s\(text.count):".utf8
      bytes += text
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for element in elements { append(element, to: &bytes) }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      // Python compares without regard to order.
      for member in object.members.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        append(.string(member.key), to: &bytes)
        append(member.value, to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }
}

extension JSONTree {
  /// A list or an object as its text in Python, another value as it is: what ElastAlert uses as a key.
  var hashable: JSONTree {
    switch self {
    case .array, .object: .string(pythonText)
    default: self
    }
  }
}

extension JSONTree: Equatable {
  /// Python's equality.
  package static func == (left: JSONTree, right: JSONTree) -> Bool {
    ValueKey(left) == ValueKey(right)
  }
}
