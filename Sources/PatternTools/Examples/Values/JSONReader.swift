import Grok
import YAMLReading

/// Reads a JSON document (RFC 8259), and keeps where each value stands.
///
/// Stricter than most readers where that finds a mistake: a key must not stand twice in an object.
struct JSONReader {
  /// Nesting past this is refused, for values are read by recursion.
  static let maximumDepth = 200

  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var line = 1
  /// Up to where characters of the line are counted, and how many there are.
  private var counted = (position: 0, characters: 0)
  private var depth = 0

  private init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The value of a whole text.
  static func read(_ bytes: [UInt8], file: String) throws(ExampleError) -> DocumentNode {
    var reader = JSONReader(bytes, file: file)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
    let node = try reader.value()
    reader.skipBlanks()
    guard reader.position == bytes.count else {
      throw reader.problem("something follows the document")
    }
    return node
  }

  // MARK: Values

  private mutating func value() throws(ExampleError) -> DocumentNode {
    skipBlanks()
    let (start, place) = (position, place())
    let value: DocumentNode.Value
    switch peek {
    case UInt8(ascii: "{"): value = .object(try object())
    case UInt8(ascii: "["): value = .list(try list())
    case UInt8(ascii: "\""): value = .scalar(.string(try string()))
    case UInt8(ascii: "t"): value = .scalar(try word("true", .boolean(true)))
    case UInt8(ascii: "f"): value = .scalar(try word("false", .boolean(false)))
    case UInt8(ascii: "n"): value = .scalar(try word("null", .null))
    case .some(UInt8(ascii: "-")), .some(0x30...0x39): value = .scalar(try number())
    case nil: throw problem("the document ends where a value should stand")
    default: throw problem("no value begins so")
    }
    return DocumentNode(value: value, place: place, range: start..<position)
  }

  private mutating func object() throws(ExampleError) -> [DocumentNode.Member] {
    try enter()
    var members: [DocumentNode.Member] = []
    var places: [String: TextPlace] = [:]
    position += 1
    skipBlanks()
    if take(UInt8(ascii: "}")) { return leave(members) }
    while true {
      skipBlanks()
      let place = place()
      guard peek == UInt8(ascii: "\"") else {
        throw problem("a name in \"quotes\" should stand here")
      }
      let key = try string()
      if let first = places.updateValue(place, forKey: key) {
        throw .repeatedKey(at: place, key: key, first: first)
      }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw problem("a `:` should stand here") }
      members.append(DocumentNode.Member(key: key, place: place, node: try value()))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return leave(members) }
      guard take(UInt8(ascii: ",")) else {
        throw problem("a `,` or the object's `}` should stand here")
      }
    }
  }

  private mutating func list() throws(ExampleError) -> [DocumentNode] {
    try enter()
    var elements: [DocumentNode] = []
    position += 1
    skipBlanks()
    if take(UInt8(ascii: "]")) { return leave(elements) }
    while true {
      elements.append(try value())
      skipBlanks()
      if take(UInt8(ascii: "]")) { return leave(elements) }
      guard take(UInt8(ascii: ",")) else {
        throw problem("a `,` or the list's `]` should stand here")
      }
    }
  }

  private mutating func enter() throws(ExampleError) {
    guard depth < Self.maximumDepth else {
      throw problem("values nest more than \(Self.maximumDepth) deep")
    }
    depth += 1
  }

  private mutating func leave<Value>(_ value: Value) -> Value {
    depth -= 1
    return value
  }

  // MARK: Scalars

  private mutating func string() throws(ExampleError) -> String {
    let start = position
    var end = start + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
      guard bytes[end] >= 0x20 else {
        position = end
        throw problem("a control character stands in a text; write it as \\n, \\t or \\u00XX")
      }
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < bytes.count, let text = String(validating: bytes[start...end], as: UTF8.self) else {
      throw problem(end < bytes.count ? "the text is not UTF-8" : "the text has no closing quote")
    }
    guard let read = JSONString.read(text[...]) else {
      throw problem("the text has an escape that JSON does not have")
    }
    position = end + 1
    return read.text
  }

  private mutating func word(
    _ word: StaticString, _ value: FieldValue
  ) throws(ExampleError) -> FieldValue {
    let count = word.utf8CodeUnitCount
    let isThere = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
    guard isThere else { throw problem("no value begins so") }
    position += count
    return value
  }

  private mutating func number() throws(ExampleError) -> FieldValue {
    let start = position
    var isWhole = true
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) {
      guard digits() else { throw problem("a digit should stand here") }
    }
    if take(UInt8(ascii: ".")) {
      isWhole = false
      guard digits() else { throw problem("a digit should stand here") }
    }
    if peek.map({ $0 | 0x20 }) == UInt8(ascii: "e") {
      isWhole = false
      position += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard digits() else { throw problem("a digit should stand here") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole { return Int64(text).map(FieldValue.integer) ?? .bigInteger(text) }
    guard let value = Double(text), value.isFinite else {
      throw problem("the number is out of range")
    }
    return .double(value)
  }

  private mutating func digits() -> Bool {
    let start = position
    while let byte = peek, (0x30...0x39).contains(byte) { position += 1 }
    return position > start
  }

  // MARK: Text

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      position += 1
      if byte == 0x0A {
        line += 1
        counted = (position, 0)
      }
    }
  }

  /// The place of the next byte; its line is counted on, as a document may be one line.
  private mutating func place() -> TextPlace {
    if counted.position < position {
      let more = bytes[counted.position..<position].count { $0 & 0xC0 != 0x80 }
      counted = (position, counted.characters + more)
    }
    return TextPlace(file: file, line: line, column: counted.characters + 1)
  }

  private mutating func problem(_ text: String) -> ExampleError {
    .notJSON(at: place(), problem: text)
  }
}
