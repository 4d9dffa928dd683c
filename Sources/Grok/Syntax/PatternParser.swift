/// Reads a pattern's text: Oniguruma's Ruby syntax with Grok's references.
///
/// Recursive descent over the bytes of the text; every construct keeps the bytes it came from, so
/// that an error anywhere later can point at them. Extensions in this folder read escapes, groups,
/// classes, quantifiers and references.
struct PatternParser {
  /// What is wrong and where, in bytes of the text.
  struct Fault: Error {
    var problem: GrokSyntaxProblem
    var range: Range<Int>
  }

  /// Nesting past this is refused: recursion here and in PCRE2 stays far from any stack's end.
  static let maximumDepth = 200

  let text: [UInt8]
  let name: String?
  let origin: PatternOrigin
  var position: Int
  var end: Int
  var depth: Int
  var mode = Mode()
  var named: [(name: String, node: Node)] = []
  var plain: [Node] = []
  var plainCount = 0
  var numbersUsed: [(number: Int, range: Range<Int>)] = []

  /// Flags that change how the text itself is read.
  struct Mode {
    /// `x`: blanks and `#` comments mean nothing.
    var isExtended = false
    /// `a`, `d`, `u`: which sets are ASCII and which Unicode.
    var charset = Charset.ruby
  }

  /// The reach of `\w \d \s \b` and POSIX brackets.
  enum Charset {
    /// `(?d)`, the default: shorthands ASCII, brackets and `\b` Unicode.
    case ruby
    /// `(?a)`: all ASCII.
    case ascii
    /// `(?u)`: all Unicode.
    case unicode
  }

  /// Stands at the start of a text, or of a part of it that is a pattern of its own.
  init(
    _ text: [UInt8], in part: Range<Int>? = nil, name: String?, origin: PatternOrigin,
    depth: Int = 0
  ) {
    self.text = text
    self.name = name
    self.origin = origin
    self.depth = depth
    position = part?.lowerBound ?? 0
    end = part?.upperBound ?? text.count
  }

  /// Parses the whole text.
  static func parse(
    _ text: String, name: String?, origin: PatternOrigin
  ) throws(GrokError) -> ParsedPattern {
    var parser = PatternParser(Array(text.utf8), name: name, origin: origin)
    do {
      return try parser.parse()
    } catch {
      let place = SourcePlace(
        name: name, text: parser.text, origin: origin, range: error.range)
      throw .syntax(error.problem, at: place.location)
    }
  }

  /// Parses from the start to the end.
  mutating func parse() throws(Fault) -> ParsedPattern {
    let root = try alternation()
    if position < end { throw fault(.unmatchedParenthesis, position..<(position + 1)) }
    var referred: Set<Int> = []
    for use in numbersUsed where use.number > 0 {
      if hasNamedGroup {
        throw fault(.ambiguousNumber(string(use.range)), use.range)
      }
      guard use.number <= plainCount else {
        throw fault(.noSuchGroup(String(use.number), before: false), use.range)
      }
      referred.insert(use.number)
    }
    if numbersUsed.contains(where: { $0.number == 0 }) { referred.insert(0) }
    return ParsedPattern(
      name: name, text: text, origin: origin, root: root, named: named,
      plain: plain.sorted { Self.number($0) < Self.number($1) }, referredPlain: referred)
  }

  private var hasNamedGroup: Bool {
    named.contains { if case .group = $0.node.kind { true } else { false } }
  }

  private static func number(_ node: Node) -> Int {
    guard case .group(.plain(let number), _) = node.kind else { return 0 }
    return number
  }

  /// `a|b|c`, up to the `)` that ends it or the end.
  mutating func alternation() throws(Fault) -> Node {
    let start = position
    var branches = [try sequence()]
    while peek() == UInt8(ascii: "|") {
      position += 1
      branches.append(try sequence())
    }
    if branches.count == 1 { return branches[0] }
    return Node(kind: .alternation(branches), range: start..<position)
  }

  /// Elements up to `|`, `)` or the end.
  mutating func sequence() throws(Fault) -> Node {
    let start = position
    var elements: [Node] = []
    while let byte = peek(), byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      guard let element = try element() else { continue }
      elements.append(try repeated(element))
    }
    switch elements.count {
    case 0: return Node(kind: .empty, range: start..<position)
    case 1: return elements[0]
    default: return Node(kind: .sequence(elements), range: start..<position)
    }
  }

  /// One element without its quantifier; nil for a comment or a blank in extended mode.
  private mutating func element() throws(Fault) -> Node? {
    let start = position
    let byte = text[position]
    if mode.isExtended, skipExtended() { return nil }
    switch byte {
    case UInt8(ascii: "("): return try group()
    case UInt8(ascii: "["): return try bracketClass()
    case UInt8(ascii: "\\"): return try escape()
    case UInt8(ascii: "%") where peek(1) == UInt8(ascii: "{"): return try reference()
    case UInt8(ascii: "."):
      position += 1
      return node(.any, from: start)
    case UInt8(ascii: "^"):
      position += 1
      return node(.assertion(.lineStart), from: start)
    case UInt8(ascii: "$"):
      position += 1
      return node(.assertion(.lineEnd), from: start)
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
      throw fault(
        .nothingToRepeat(String(UnicodeScalar(byte))), position..<(position + 1))
    default:
      if byte == UInt8(ascii: "{"), let interval = interval(at: position) {
        throw fault(.nothingToRepeat(string(position..<interval.end)), position..<interval.end)
      }
      let value = scalar()
      return node(.literal(value), from: start)
    }
  }

  /// Skips a blank or a comment of extended mode.
  private mutating func skipExtended() -> Bool {
    switch text[position] {
    case 0x09...0x0D, 0x20:
      position += 1
      return true
    case UInt8(ascii: "#"):
      while position < end, text[position] != 0x0A { position += 1 }
      return true
    default: return false
    }
  }

  // MARK: Reading

  /// The byte `ahead` of the position; nil at the end.
  func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < end ? text[position + ahead] : nil
  }

  /// Whether the text goes on with these characters.
  func follows(_ expected: StaticString, at offset: Int = 0) -> Bool {
    let count = expected.utf8CodeUnitCount
    guard position + offset + count <= end else { return false }
    return expected.withUTF8Buffer { buffer in
      for index in 0..<count where text[position + offset + index] != buffer[index] {
        return false
      }
      return true
    }
  }

  /// Takes one Unicode scalar.
  mutating func scalar() -> UInt32 {
    let first = text[position]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = length == 1 ? UInt32(first) : UInt32(first) & (0x7F >> UInt32(length))
    // The text came from a String, so that every sequence is whole.
    for index in 1..<max(length, 1) where position + index < end {
      value = value << 6 | UInt32(text[position + index] & 0x3F)
    }
    position = min(position + length, end)
    return value
  }

  func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

  func node(_ kind: Kind, from start: Int) -> Node { Node(kind: kind, range: start..<position) }

  func fault(_ problem: GrokSyntaxProblem, _ range: Range<Int>) -> Fault {
    Fault(problem: problem, range: range)
  }
}
