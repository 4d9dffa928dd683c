/// A strict reader of JSON (RFC 8259) that is not ours to ship: what it takes, anybody does.
struct SoundJSON {
  /// The keys of the outermost object, quotes included, and where their values stand.
  private(set) var members: [(key: Range<Int>, value: Range<Int>)] = []
  /// Whether an object has a key twice.
  private(set) var hasTwins = false

  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0

  /// Reads one value that takes all bytes, blanks around it aside; nil where it is not JSON.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard (try? UTF8Span(validating: bytes.span)) != nil, readValue() else { return nil }
    skipBlanks()
    guard place == bytes.count else { return nil }
  }

  private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard self.byte == byte else { return false }
    place += 1
    return true
  }

  private mutating func readValue() -> Bool {
    skipBlanks()
    switch byte {
    case UInt8(ascii: "{"): return readItems(UInt8(ascii: "}")) { $0.readMember(&$1) }
    case UInt8(ascii: "["): return readItems(UInt8(ascii: "]")) { json, _ in json.readValue() }
    case UInt8(ascii: "\""): return readString()
    case UInt8(ascii: "t"): return readWord("true")
    case UInt8(ascii: "f"): return readWord("false")
    case UInt8(ascii: "n"): return readWord("null")
    default: return readNumber()
    }
  }

  private mutating func readItems(
    _ end: UInt8, _ item: (inout SoundJSON, inout Set<ArraySlice<UInt8>>) -> Bool
  ) -> Bool {
    guard depth < 1000 else { return false }
    depth += 1
    defer { depth -= 1 }
    place += 1
    if take(end) { return true }
    var keys: Set<ArraySlice<UInt8>> = []
    repeat {
      guard item(&self, &keys) else { return false }
    } while take(UInt8(ascii: ","))
    return take(end)
  }

  private mutating func readMember(_ keys: inout Set<ArraySlice<UInt8>>) -> Bool {
    skipBlanks()
    let start = place
    guard byte == UInt8(ascii: "\""), readString() else { return false }
    let key = start..<place
    if !keys.insert(bytes[key]).inserted { hasTwins = true }
    guard take(UInt8(ascii: ":")) else { return false }
    skipBlanks()
    let valueStart = place
    guard readValue() else { return false }
    if depth == 1 { members.append((key, valueStart..<place)) }
    return true
  }

  private mutating func readString() -> Bool {
    place += 1
    while let byte {
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return true
      case UInt8(ascii: "\\"): guard readEscape() else { return false }
      case 0..<0x20: return false
      default: break
      }
    }
    return false
  }

  private mutating func readEscape() -> Bool {
    guard let byte else { return false }
    place += 1
    guard byte == UInt8(ascii: "u") else { return "\"\\/bfnrt".utf8.contains(byte) }
    guard place + 4 <= bytes.count else { return false }
    defer { place += 4 }
    return bytes[place..<place + 4].allSatisfy { "0123456789abcdefABCDEF".utf8.contains($0) }
  }

  private mutating func readWord(_ word: String) -> Bool {
    guard bytes[place...].starts(with: word.utf8) else { return false }
    place += word.utf8.count
    return true
  }

  private mutating func readDigits() -> Int {
    let start = place
    while let byte, byte &- 0x30 < 10 { place += 1 }
    return place - start
  }

  private mutating func readNumber() -> Bool {
    if byte == UInt8(ascii: "-") { place += 1 }
    let first = byte
    let digits = readDigits()
    guard digits > 0, digits == 1 || first != UInt8(ascii: "0") else { return false }
    if byte == UInt8(ascii: ".") {
      place += 1
      guard readDigits() > 0 else { return false }
    }
    guard let byte, byte | 0x20 == UInt8(ascii: "e") else { return true }
    place += 1
    if let sign = self.byte, "+-".utf8.contains(sign) { place += 1 }
    return readDigits() > 0
  }
}

/// Holds that bytes are one JSON object in which no object has a key twice.
func holdObject(_ json: some Sequence<UInt8>, _ what: String) {
  let json = Array(json)
  guard json.first == UInt8(ascii: "{"), let sound = SoundJSON(json) else {
    fatalError("\(what): not a JSON object: \(text(json))")
  }
  hold(!sound.hasTwins, "\(what): a key twice: \(text(json))")
}
