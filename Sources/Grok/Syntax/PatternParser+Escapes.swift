extension PatternParser {
  /// Anything outside a class that begins with a backslash; nil for a stray `\E`.
  mutating func escape() throws(Fault) -> Node? {
    let start = position
    guard let byte = peek(1) else {
      throw fault(.danglingBackslash, start..<(start + 1))
    }
    if let simple = simpleEscape(byte) {
      position += 2
      return node(simple, from: start)
    }
    switch byte {
    case UInt8(ascii: "1")...UInt8(ascii: "9"): return try numberedReference()
    case UInt8(ascii: "k"), UInt8(ascii: "g"): return try namedEscape(byte)
    case UInt8(ascii: "Q"): return try quoted()
    case UInt8(ascii: "E"):
      position += 2
      return nil
    case UInt8(ascii: "y"), UInt8(ascii: "Y"):
      throw fault(
        .unsupported(string(start..<(start + 2)), instead: "write \\b or \\X"),
        start..<(start + 2))
    default:
      switch try classEscape() {
      case .scalar(let value): return node(.literal(value), from: start)
      case .set(let item): return node(.set(CharacterClass(item)), from: start)
      }
    }
  }

  /// The escapes of two characters that are neither a character nor a set.
  private func simpleEscape(_ byte: UInt8) -> Kind? {
    let ascii = mode.charset == .ascii
    switch byte {
    case UInt8(ascii: "A"): return .assertion(.textStart)
    case UInt8(ascii: "z"): return .assertion(.textEnd)
    case UInt8(ascii: "Z"): return .assertion(.textEndBeforeNewline)
    case UInt8(ascii: "b"): return .assertion(.wordBoundary(ascii: ascii))
    case UInt8(ascii: "B"): return .assertion(.notWordBoundary(ascii: ascii))
    case UInt8(ascii: "G"): return .assertion(.searchStart)
    case UInt8(ascii: "K"): return .assertion(.keepOut)
    case UInt8(ascii: "R"): return .newlineSequence
    case UInt8(ascii: "X"): return .grapheme
    case UInt8(ascii: "N"):
      return .set(CharacterClass(isNegated: true, operands: [[.range(0x0A, 0x0A)]]))
    default: return nil
    }
  }

  /// `\1`, or an octal code where there are not that many groups.
  private mutating func numberedReference() throws(Fault) -> Node {
    let start = position
    var index = start + 1
    let value = number(&index) ?? 0
    if value > 9, value > plainCount {
      index = start + 1
      if let code = octal(&index, digits: 3) {
        position = index
        return node(.literal(code), from: start)
      }
      _ = number(&index)
    }
    position = index
    numbersUsed.append((value, start..<position))
    return node(.backreference(.number(value)), from: start)
  }

  /// `\k<name>`, `\g<name>`, and with `'` or braces.
  private mutating func namedEscape(_ letter: UInt8) throws(Fault) -> Node {
    let start = position
    let open = peek(2)
    let close: Unicode.Scalar
    switch open {
    case UInt8(ascii: "<"): close = ">"
    case UInt8(ascii: "'"): close = "'"
    case UInt8(ascii: "{"): close = "}"
    default:
      position += 2
      return node(.literal(UInt32(letter)), from: start)
    }
    let nameStart = start + 3
    guard let nameEnd = text[nameStart..<end].firstIndex(of: UInt8(ascii: close)) else {
      throw fault(.unclosedGroupName, start..<nameStart)
    }
    position = nameEnd + 1
    let target = try groupTarget(nameStart..<nameEnd, from: start)
    // PCRE writes a back-reference \g{1}; with the other brackets it is Oniguruma's call.
    let isCall = letter == UInt8(ascii: "g") && close != "}"
    return node(isCall ? .call(target) : .backreference(target), from: start)
  }

  /// `\Q...\E`; a quantifier behind it applies to the last character.
  private mutating func quoted() throws(Fault) -> Node {
    let start = position
    position += 2
    var characters: [Node] = []
    while position < end, !follows("\\E") {
      let from = position
      let value = scalar()
      characters.append(node(.literal(value), from: from))
    }
    if position < end { position += 2 }
    guard let last = characters.popLast() else { return node(.empty, from: start) }
    characters.append(try repeated(last))
    return node(.sequence(characters), from: start)
  }

  // MARK: Characters and sets, in classes too

  /// What an escape stands for in a class, and mostly outside one.
  enum Escaped {
    case scalar(UInt32)
    case set(CharacterClass.Item)
  }

  /// An escape that is a character or a set.
  mutating func classEscape() throws(Fault) -> Escaped {
    let start = position
    guard let byte = peek(1) else {
      throw fault(.danglingBackslash, start..<(start + 1))
    }
    position += 2
    if let set = shorthand(byte) { return .set(set) }
    switch byte {
    case UInt8(ascii: "p"), UInt8(ascii: "P"):
      return .set(try property(isNegated: byte == UInt8(ascii: "P"), from: start))
    case UInt8(ascii: "t"): return .scalar(0x09)
    case UInt8(ascii: "n"): return .scalar(0x0A)
    case UInt8(ascii: "v"): return .scalar(0x0B)
    case UInt8(ascii: "f"): return .scalar(0x0C)
    case UInt8(ascii: "r"): return .scalar(0x0D)
    case UInt8(ascii: "a"): return .scalar(0x07)
    case UInt8(ascii: "b"): return .scalar(0x08)
    case UInt8(ascii: "e"): return .scalar(0x1B)
    case UInt8(ascii: "x"): return .scalar(try hexadecimal(from: start))
    case UInt8(ascii: "u"): return .scalar(try codePoint(from: start))
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      var index = position - 1
      let value = octal(&index, digits: 3) ?? 0
      position = index
      return .scalar(value)
    case UInt8(ascii: "c"):
      guard let letter = peek(), letter < 0x80 else {
        throw fault(.badCodePoint(string(start..<position)), start..<position)
      }
      position += 1
      return .scalar(letter == UInt8(ascii: "?") ? 0x7F : UInt32(letter & 0x1F))
    case UInt8(ascii: "C"), UInt8(ascii: "M"):
      throw fault(
        .unsupported(string(start..<position), instead: "write the character as \\xHH"),
        start..<position)
    default:
      position -= 1
      return .scalar(scalar())
    }
  }

  /// `\d \w \s \h` and their opposites.
  private func shorthand(_ byte: UInt8) -> CharacterClass.Item? {
    let set: POSIXSet
    switch byte | 0x20 {
    case UInt8(ascii: "d"): set = .digit
    case UInt8(ascii: "w"): set = .word
    case UInt8(ascii: "s"): set = .space
    case UInt8(ascii: "h"): set = .xdigit
    default: return nil
    }
    let isUnicode = mode.charset == .unicode && set != .xdigit
    return .named(isUnicode ? .unicode(set) : .ascii(set), negated: byte & 0x20 == 0)
  }

  /// `\p{Name}`, `\p{^Name}`, `\pL`.
  private mutating func property(
    isNegated: Bool, from start: Int
  ) throws(Fault) -> CharacterClass.Item {
    guard peek() == UInt8(ascii: "{") else {
      guard let letter = peek(), letter < 0x80 else {
        throw fault(.badCodePoint(string(start..<position)), start..<position)
      }
      position += 1
      return .named(.property(String(UnicodeScalar(letter))), negated: isNegated)
    }
    guard let close = text[position..<end].firstIndex(of: UInt8(ascii: "}")) else {
      throw fault(.unclosedGroupName, start..<(position + 1))
    }
    var name = string((position + 1)..<close)
    var isNegated = isNegated
    if name.hasPrefix("^") {
      name.removeFirst()
      isNegated.toggle()
    }
    position = close + 1
    guard let item = UnicodeProperty.item(named: name, isNegated: isNegated) else {
      throw fault(
        .unsupported(
          string(start..<position), instead: "name a category such as \\p{Lu} or a script"),
        start..<position)
    }
    return item
  }

  /// `\xHH` or `\x{H...}`; a run of `\xHH` that spells a UTF-8 sequence is that character.
  private mutating func hexadecimal(from start: Int) throws(Fault) -> UInt32 {
    if peek() == UInt8(ascii: "{") { return try braced(from: start) }
    guard let first = hexDigits(atMost: 2) else {
      throw fault(.badCodePoint(string(start..<position)), start..<position)
    }
    guard first >= 0xC2, first <= 0xF4 else { return first }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let saved = position
    var bytes = [UInt8(first)]
    while bytes.count < length, follows("\\x") {
      position += 2
      guard let next = hexDigits(atMost: 2), next & 0xC0 == 0x80 else { break }
      bytes.append(UInt8(next))
    }
    if bytes.count == length, let decoded = String(validating: bytes, as: UTF8.self) {
      return decoded.unicodeScalars.first?.value ?? first
    }
    position = saved
    return first
  }

  /// `\uHHHH` or `\u{H...}`.
  private mutating func codePoint(from start: Int) throws(Fault) -> UInt32 {
    if peek() == UInt8(ascii: "{") { return try braced(from: start) }
    let digits = position
    guard let value = hexDigits(atMost: 4), position == digits + 4, Unicode.Scalar(value) != nil
    else { throw fault(.badCodePoint(string(start..<position)), start..<position) }
    return value
  }

  private mutating func braced(from start: Int) throws(Fault) -> UInt32 {
    position += 1
    let value = hexDigits(atMost: 8)
    let isClosed = peek() == UInt8(ascii: "}")
    if isClosed { position += 1 }
    guard let value, isClosed, Unicode.Scalar(value) != nil else {
      throw fault(.badCodePoint(string(start..<position)), start..<position)
    }
    return value
  }

  private mutating func hexDigits(atMost count: Int) -> UInt32? {
    let start = position
    var value: UInt32 = 0
    while position < min(start + count, end), let digit = Self.hexValue(text[position]) {
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return position > start ? value : nil
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private func octal(_ index: inout Int, digits: Int) -> UInt32? {
    let start = index
    var value: UInt32 = 0
    while index < min(start + digits, end), case UInt8(ascii: "0")...UInt8(ascii: "7") = text[index]
    {
      value = value << 3 | UInt32(text[index] - UInt8(ascii: "0"))
      index += 1
    }
    return index > start ? value & 0xFF : nil
  }
}
