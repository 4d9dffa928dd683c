/// The values of one JSON text, flat and in the order of the text: read once, kept without a copy.
///
/// The only JSON parser of this module (RFC 8259). One value of it is used again and again, so that
/// reading allocates nothing after a while.
struct JSONNodes {
  /// What a value is.
  enum Kind: UInt8 { case null, yes, no, integer, decimal, string, array, object }

  /// One value.
  struct Node {
    var kind: Kind
    /// Whether key or value hold a `\`.
    var keyIsEscaped = false
    var isEscaped = false
    /// The object or array it is in; -1 for the outermost.
    var parent: Int
    /// The bytes of its name; empty in arrays.
    var key: Range<Int>
    /// The bytes of the value; without the quotes if it is a text.
    var value: Range<Int>
    /// Names all values at this path, items of an array among them: `a.b`, whether `{"a":{"b":1}}`
    /// or `{"a.b":1}`.
    var path: UInt64
    /// The value after it and all that is in it.
    var next = 0
  }

  /// Why a text is no JSON.
  enum Fault: Error {
    case unexpected(at: Int)
    case notUTF8
    case deep
    /// An object has two members of one name, which Elasticsearch refuses as well.
    case duplicate(at: Int)
  }

  private(set) var nodes: [Node] = []
  private var seen: Set<UInt64> = []

  // Elasticsearch's parser (Jackson) refuses more than 1000; threads have small stacks.
  private static let deepest = 500

  /// Reads a text, which must be one value with blanks around it.
  mutating func read(_ bytes: Span<UInt8>) throws(Fault) {
    nodes.removeAll(keepingCapacity: true)
    seen.removeAll(keepingCapacity: true)
    guard (try? UTF8Span(validating: bytes)) != nil else { throw .notUTF8 }
    var place = 0
    try readValue(
      bytes, &place, Node(kind: .null, parent: -1, key: 0..<0, value: 0..<0, path: PathHash.root), 0
    )
    Self.skipBlanks(bytes, &place)
    if place < bytes.count { throw .unexpected(at: place) }
  }

  private mutating func readValue(
    _ bytes: Span<UInt8>, _ place: inout Int, _ start: Node, _ depth: Int
  ) throws(Fault) {
    Self.skipBlanks(bytes, &place)
    guard place < bytes.count else { throw .unexpected(at: place) }
    if depth > Self.deepest { throw .deep }
    let first = place
    let index = nodes.count
    var node = start
    nodes.append(node)
    switch bytes[place] {
    case UInt8(ascii: "{"):
      node.kind = .object
      try readMembers(bytes, &place, index, start.path, depth)
    case UInt8(ascii: "["):
      node.kind = .array
      try readItems(bytes, &place, index, start.path, depth)
    case UInt8(ascii: "\""):
      node.kind = .string
      node.isEscaped = try Self.skipText(bytes, &place)
      node.value = first + 1..<place - 1
    case UInt8(ascii: "t"): node.kind = try Self.skipWord("true", bytes, &place, .yes)
    case UInt8(ascii: "f"): node.kind = try Self.skipWord("false", bytes, &place, .no)
    case UInt8(ascii: "n"): node.kind = try Self.skipWord("null", bytes, &place, .null)
    default: node.kind = try Self.skipNumber(bytes, &place)
    }
    if node.kind != .string { node.value = first..<place }
    node.next = nodes.count
    nodes[index] = node
  }

  private mutating func readMembers(
    _ bytes: Span<UInt8>, _ place: inout Int, _ parent: Int, _ path: UInt64, _ depth: Int
  ) throws(Fault) {
    place += 1
    Self.skipBlanks(bytes, &place)
    if Self.skip(UInt8(ascii: "}"), bytes, &place) { return }
    repeat {
      Self.skipBlanks(bytes, &place)
      let first = place
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
        throw .unexpected(at: place)
      }
      let isEscaped = try Self.skipText(bytes, &place)
      let key = first + 1..<place - 1
      let name = PathHash.appending(bytes, key, to: path)
      guard seen.insert(name ^ (UInt64(parent) &* 0x9E37_79B9_7F4A_7C15)).inserted else {
        throw .duplicate(at: first)
      }
      Self.skipBlanks(bytes, &place)
      guard Self.skip(UInt8(ascii: ":"), bytes, &place) else { throw .unexpected(at: place) }
      let member = Node(
        kind: .null, keyIsEscaped: isEscaped, parent: parent, key: key, value: 0..<0, path: name)
      try readValue(bytes, &place, member, depth + 1)
      Self.skipBlanks(bytes, &place)
    } while Self.skip(UInt8(ascii: ","), bytes, &place)
    guard Self.skip(UInt8(ascii: "}"), bytes, &place) else { throw .unexpected(at: place) }
  }

  private mutating func readItems(
    _ bytes: Span<UInt8>, _ place: inout Int, _ parent: Int, _ path: UInt64, _ depth: Int
  ) throws(Fault) {
    place += 1
    Self.skipBlanks(bytes, &place)
    if Self.skip(UInt8(ascii: "]"), bytes, &place) { return }
    repeat {
      let item = Node(kind: .null, parent: parent, key: 0..<0, value: 0..<0, path: path)
      try readValue(bytes, &place, item, depth + 1)
      Self.skipBlanks(bytes, &place)
    } while Self.skip(UInt8(ascii: ","), bytes, &place)
    guard Self.skip(UInt8(ascii: "]"), bytes, &place) else { throw .unexpected(at: place) }
  }
}

// MARK: - Pieces

extension JSONNodes {
  private static func skipBlanks(_ bytes: Span<UInt8>, _ place: inout Int) {
    while place < bytes.count, bytes[place] <= 0x20, isBlank(bytes[place]) { place += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func skip(_ byte: UInt8, _ bytes: Span<UInt8>, _ place: inout Int) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private static func skipWord(
    _ word: StaticString, _ bytes: Span<UInt8>, _ place: inout Int, _ kind: Kind
  ) throws(Fault) -> Kind {
    for index in 0..<word.utf8CodeUnitCount {
      guard skip((word.utf8Start + index).pointee, bytes, &place) else {
        throw .unexpected(at: place)
      }
    }
    return kind
  }

  private static func skipDigits(_ bytes: Span<UInt8>, _ place: inout Int) throws(Fault) {
    let first = place
    while place < bytes.count, (0x30...0x39).contains(bytes[place]) { place += 1 }
    if place == first { throw .unexpected(at: place) }
  }

  private static func skipNumber(
    _ bytes: Span<UInt8>, _ place: inout Int
  ) throws(Fault) -> Kind {
    _ = skip(UInt8(ascii: "-"), bytes, &place)
    if !skip(UInt8(ascii: "0"), bytes, &place) { try skipDigits(bytes, &place) }
    var kind = Kind.integer
    if skip(UInt8(ascii: "."), bytes, &place) {
      kind = .decimal
      try skipDigits(bytes, &place)
    }
    if skip(UInt8(ascii: "e"), bytes, &place) || skip(UInt8(ascii: "E"), bytes, &place) {
      kind = .decimal
      if !skip(UInt8(ascii: "+"), bytes, &place) { _ = skip(UInt8(ascii: "-"), bytes, &place) }
      try skipDigits(bytes, &place)
    }
    return kind
  }

  /// Passes over a text with its quotes; whether it has escapes.
  private static func skipText(
    _ bytes: Span<UInt8>, _ place: inout Int
  ) throws(Fault) -> Bool {
    var isEscaped = false
    place += 1
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\"") { return isEscaped }
      if byte < 0x20 { throw .unexpected(at: place - 1) }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        guard place < bytes.count else { break }
        let isUnicode = bytes[place] == UInt8(ascii: "u")
        guard isUnicode || "\"\\/bfnrt".utf8.contains(bytes[place]) else {
          throw .unexpected(at: place)
        }
        place += 1
        for _ in 0..<(isUnicode ? 4 : 0) {
          guard place < bytes.count, UInt8(ascii: bytes[place]) != nil else {
            throw .unexpected(at: place)
          }
          place += 1
        }
      }
    }
    throw .unexpected(at: place)
  }
}

extension UInt8 {
  /// The value of a hexadecimal digit.
  fileprivate init?(ascii digit: UInt8) {
    switch digit {
    case 0x30...0x39: self = digit - 0x30
    case 0x41...0x46: self = digit - 0x37
    case 0x61...0x66: self = digit - 0x57
    default: return nil
    }
  }
}

// MARK: - Values

extension JSONNodes {
  /// The text of a name.
  func key(_ index: Int, in bytes: Span<UInt8>) -> String {
    Self.text(nodes[index].key, isEscaped: nodes[index].keyIsEscaped, in: bytes)
  }

  /// A text without its escapes; for other values, what stands there.
  func text(_ index: Int, in bytes: Span<UInt8>) -> String {
    Self.text(nodes[index].value, isEscaped: nodes[index].isEscaped, in: bytes)
  }

  /// The whole value.
  func value(_ index: Int, in bytes: Span<UInt8>) -> JSON {
    let node = nodes[index]
    switch node.kind {
    case .null: return .null
    case .yes: return .bool(true)
    case .no: return .bool(false)
    case .string: return .string(text(index, in: bytes))
    case .integer, .decimal:
      let digits = text(index, in: bytes)
      return Int(digits).map { .integer($0) } ?? .decimal(Double(digits) ?? 0)
    case .array: return .array(children(of: index).map { value($0, in: bytes) })
    case .object:
      return .object(
        Dictionary(
          children(of: index).map { (key($0, in: bytes), value($0, in: bytes)) },
          uniquingKeysWith: { $1 }))
    }
  }

  /// The members or items of a value.
  func children(of index: Int) -> [Int] {
    var children: [Int] = []
    var child = index + 1
    while child < nodes[index].next {
      children.append(child)
      child = nodes[child].next
    }
    return children
  }

  private static func text(_ range: Range<Int>, isEscaped: Bool, in bytes: Span<UInt8>) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(range.count)
    var place = range.lowerBound
    while place < range.upperBound {
      if !isEscaped || bytes[place] != UInt8(ascii: "\\") {
        plain.append(bytes[place])
        place += 1
      } else {
        appendEscaped(bytes, &place, to: &plain)
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  private static func appendEscaped(
    _ bytes: Span<UInt8>, _ place: inout Int, to plain: inout [UInt8]
  ) {
    let letter = bytes[place + 1]
    place += 2
    switch letter {
    case UInt8(ascii: "b"): plain.append(0x08)
    case UInt8(ascii: "f"): plain.append(0x0C)
    case UInt8(ascii: "n"): plain.append(0x0A)
    case UInt8(ascii: "r"): plain.append(0x0D)
    case UInt8(ascii: "t"): plain.append(0x09)
    case UInt8(ascii: "u"):
      var units = [codeUnit(bytes, &place)]
      if UTF16.isLeadSurrogate(units[0]), place + 1 < bytes.count,
        bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u")
      {
        place += 2
        units.append(codeUnit(bytes, &place))
      }
      plain += Array(String(decoding: units, as: UTF16.self).utf8)
    default: plain.append(letter)
    }
  }

  private static func codeUnit(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      unit = unit << 4 | UInt16(UInt8(ascii: bytes[place]) ?? 0)
      place += 1
    }
    return unit
  }
}

extension JSON {
  /// Reads a value; nil if the bytes are no JSON.
  package init?(parsing bytes: [UInt8]) {
    var nodes = JSONNodes()
    guard (try? nodes.read(bytes.span)) != nil else { return nil }
    self = nodes.value(0, in: bytes.span)
  }

  /// Reads a value; nil if the text is no JSON.
  package init?(parsing text: String) { self.init(parsing: Array(text.utf8)) }
}
