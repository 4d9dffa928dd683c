import Event

/// Reads JSON into a ``JSONTree``, strictly by RFC 8259: what is no JSON has no value.
struct JSONTreeReader {
  /// How deep arrays and objects may nest; far past any event, far from the stack's end.
  static let largestDepth = 100

  private let bytes: [UInt8]
  private var place: Int
  private let end: Int

  /// Reads the part `range` of `bytes`.
  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    place = range.lowerBound
    end = range.upperBound
  }

  /// The value that the bytes are, blanks around it allowed; nil if they are none.
  static func read(_ bytes: [UInt8], _ range: Range<Int>) -> JSONTree? {
    var reader = JSONTreeReader(bytes, range.clamped(to: 0..<bytes.count))
    guard let value = reader.value(0) else { return nil }
    reader.skipSpace()
    return reader.place == reader.end ? value : nil
  }

  private var next: UInt8? { place < end ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let next, next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { place += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  private mutating func value(_ depth: Int) -> JSONTree? {
    guard depth <= Self.largestDepth else { return nil }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return array(depth)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "t"): return word("true") ? .boolean(true) : nil
    case UInt8(ascii: "f"): return word("false") ? .boolean(false) : nil
    case UInt8(ascii: "n"): return word("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func object(_ depth: Int) -> JSONTree? {
    place += 1
    var members: [(key: [UInt8], value: JSONTree)] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(JSONObject()) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\""), let key = string() else { return nil }
      skipSpace()
      guard take(UInt8(ascii: ":")), let value = value(depth + 1) else { return nil }
      members.append((key, value))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(JSONObject(lastOf: members)) }
      guard take(UInt8(ascii: ",")) else { return nil }
    }
  }

  private mutating func array(_ depth: Int) -> JSONTree? {
    place += 1
    var elements: [JSONTree] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array([]) }
    while true {
      guard let value = value(depth + 1) else { return nil }
      elements.append(value)
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { return nil }
    }
  }

  private mutating func word(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place + count <= end else { return false }
    for index in 0..<count where bytes[place + index] != word.utf8Start[index] { return false }
    place += count
    return true
  }

  private mutating func string() -> [UInt8]? {
    let start = place
    var hasEscapes = false
    place += 1
    while let byte = next {
      if byte == UInt8(ascii: "\"") { break }
      guard byte >= 0x20 else { return nil }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        place += 1
      }
      place += 1
    }
    guard place < end else { return nil }
    place += 1
    let range = JSONValueRange(kind: .string, range: start..<place, hasEscapes: hasEscapes)
    var text: [UInt8] = []
    JSONLookup.appendText(of: range, in: bytes.span, to: &text)
    return text
  }

  private mutating func number() -> JSONTree? {
    let start = place
    _ = take(UInt8(ascii: "-"))
    let first = place
    guard digits() > 0, place - first == 1 || bytes[first] != UInt8(ascii: "0") else { return nil }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      if digits() == 0 { return nil }
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      isWhole = false
      place += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      if digits() == 0 { return nil }
    }
    let spelling = bytes[start..<place]
    let text = String(decoding: spelling, as: UTF8.self)
    guard isWhole else { return Double(text).map { .number($0) } }
    return Int64(text).map { .integer($0) } ?? .digits(Array(spelling))
  }

  private mutating func digits() -> Int {
    let start = place
    while let next, next >= 0x30, next <= 0x39 { place += 1 }
    return place - start
  }
}

extension JSONTree {
  /// The value that bytes are; nil if they are no JSON, or nested too deep.
  package init?(json bytes: [UInt8]) {
    guard let value = JSONTreeReader.read(bytes, 0..<bytes.count) else { return nil }
    self = value
  }
}
