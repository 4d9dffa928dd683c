/// Reads the basics of Lucene's query language, as `query_string` has it.
///
///     query  := all ( "OR" all )*           words next to each other are joined by OR, or by the default operator
///     all    := one ( "AND" one )*
///     one    := ("NOT" | "!" | "-" | "+") one | "(" query ")" | field ":" value | value
///     value  := word | "phrase" | /regex/ | "[" a "TO" b "]" | "{" a "TO" b "}" | (">" | ">=" | "<" | "<=") word
///             | "(" query ")"
///
/// A value without a field is looked for in every field. `field:*` and `_exists_:field` ask whether there is one.
struct QueryString {
  /// What is wrong with a query.
  struct Problem: Error {
    /// In words.
    let reason: String
    /// What to do about it.
    let help: String
  }

  /// How deep parentheses may nest.
  private static let largestDepth = 50

  private let bytes: [UInt8]
  private let defaultIsAnd: Bool
  private var place = 0
  private var depth = 0

  /// Reads a query; words next to each other are joined by AND if `defaultIsAnd`.
  static func read(
    _ text: String, defaultField: String?, defaultIsAnd: Bool
  ) throws(Problem) -> EventQuery {
    var parser = QueryString(bytes: Array(text.utf8), defaultIsAnd: defaultIsAnd)
    let query = try parser.any(defaultField.map { EventField($0) })
    guard parser.place == parser.bytes.count else {
      throw Problem(
        reason: "this ) closes nothing",
        help: "leave it out, or put text that holds it in \"quotes\"")
    }
    return query
  }

  private init(bytes: [UInt8], defaultIsAnd: Bool) {
    self.bytes = bytes
    self.defaultIsAnd = defaultIsAnd
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let next, next == 0x20 || (0x09...0x0D).contains(next) { place += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  /// Takes a word of capital letters, or the sign that means the same.
  private mutating func take(_ word: StaticString, or sign: StaticString) -> Bool {
    skipSpace()
    for text in [word, sign] {
      let spelled = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
      guard bytes[place...].starts(with: spelled) else { continue }
      let end = place + spelled.count
      let isWord = (spelled.first ?? 0) >= 0x41
      if isWord, end < bytes.count, bytes[end] != 0x20, bytes[end] != UInt8(ascii: "(") { continue }
      place = end
      return true
    }
    return false
  }

  // MARK: - Logic

  private mutating func any(_ field: EventField?) throws(Problem) -> EventQuery {
    var parts = [try all(field)]
    while true {
      skipSpace()
      if take("OR", or: "||") {
        parts.append(try all(field))
      } else if next != nil, next != UInt8(ascii: ")") {
        let part = try all(field)
        if defaultIsAnd, let last = parts.popLast() {
          parts.append(.all([last, part]))
        } else {
          parts.append(part)
        }
      } else {
        return parts.count == 1 ? parts[0] : .some(parts, least: 1)
      }
    }
  }

  private mutating func all(_ field: EventField?) throws(Problem) -> EventQuery {
    var parts = [try one(field)]
    while take("AND", or: "&&") { parts.append(try one(field)) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func one(_ field: EventField?) throws(Problem) -> EventQuery {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.largestDepth {
      throw Problem(
        reason: "it is nested too deep", help: "leave out parentheses that are not needed")
    }
    skipSpace()
    if take("NOT", or: "!") || take(UInt8(ascii: "-")) { return .not(try one(field)) }
    if take(UInt8(ascii: "+")) { return try one(field) }
    if next == UInt8(ascii: "(") { return try group(field) }
    return try clause(field)
  }

  private mutating func group(_ field: EventField?) throws(Problem) -> EventQuery {
    place += 1
    let query = try any(field)
    skipSpace()
    guard take(UInt8(ascii: ")")) else {
      throw Problem(reason: "a parenthesis is not closed", help: "close it with )")
    }
    return query
  }

  // MARK: - Values

  private mutating func clause(_ field: EventField?) throws(Problem) -> EventQuery {
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "["), UInt8(ascii: "{"),
      UInt8(ascii: ">"), UInt8(ascii: "<"):
      return try value(field)
    default: break
    }
    let start = place
    let (word, _) = word(stopsAtColon: true)
    guard take(UInt8(ascii: ":")), !word.isEmpty else {
      place = start
      return try value(field)
    }
    let name = String(decoding: word, as: UTF8.self)
    skipSpace()
    if name == "_exists_" {
      return .exists(
        EventField(String(decoding: self.word(stopsAtColon: false).text, as: UTF8.self)))
    }
    if next == UInt8(ascii: "(") { return try group(EventField(name)) }
    return try value(EventField(name))
  }

  private mutating func value(_ field: EventField?) throws(Problem) -> EventQuery {
    func query(_ test: ValueTest) -> EventQuery {
      field.map { .test($0, test) } ?? .anyField(test)
    }
    switch next {
    case UInt8(ascii: "\""):
      let text = try quoted(UInt8(ascii: "\""))
      return query(.termOrPhrase(QueryTerm(.string(text)), WordPhrase(text)))
    case UInt8(ascii: "/"):
      let text = try quoted(UInt8(ascii: "/"))
      return query(.regex(try QueryRegex.compile(String(decoding: text, as: UTF8.self))))
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      return query(.range(try range()))
    case UInt8(ascii: ">"), UInt8(ascii: "<"):
      return query(.range(try comparison()))
    default: break
    }
    let (text, isPattern) = word(stopsAtColon: false)
    if text.isEmpty { throw missing() }
    if text == [UInt8(ascii: "*")] { return field.map { .exists($0) } ?? .all([]) }
    if isPattern { return query(.wildcardOrWord(Wildcard(text, ignoresCase: true))) }
    try refuseOperator()
    return query(.termOrPhrase(QueryTerm(.string(text)), WordPhrase(text)))
  }

  /// Fuzziness and weights would be taken for parts of the value.
  private mutating func refuseOperator() throws(Problem) {
    if next == UInt8(ascii: "~") || next == UInt8(ascii: "^") {
      throw Problem(
        reason: "~ and ^ have no meaning here", help: "leave them out: an event matches or not")
    }
  }

  private func missing() -> Problem {
    Problem(
      reason: "a value is missing",
      help: "a query is like: event.code:24200 AND NOT host.name:\"sip 1\"")
  }

  private mutating func range() throws(Problem) -> QueryRange {
    let isInclusive = take(UInt8(ascii: "["))
    if !isInclusive { place += 1 }
    let lower = try end(isInclusive: isInclusive)
    guard take("TO", or: "TO") else {
      throw Problem(reason: "a range has no TO", help: "write it like [1 TO 5], or >=1")
    }
    skipSpace()
    let upper = try end(isInclusive: true)
    skipSpace()
    let includesEnd = take(UInt8(ascii: "]"))
    guard includesEnd || take(UInt8(ascii: "}")) else {
      throw Problem(reason: "a range is not closed", help: "close it with ] or }")
    }
    return QueryRange(
      lower: lower,
      upper: upper.map { QueryRange.Bound($0.term, isInclusive: includesEnd) })
  }

  private mutating func end(isInclusive: Bool) throws(Problem) -> QueryRange.Bound? {
    skipSpace()
    let text =
      next == UInt8(ascii: "\"") ? try quoted(UInt8(ascii: "\"")) : word(stopsAtColon: false).text
    if text.isEmpty { throw missing() }
    if text == [UInt8(ascii: "*")] { return nil }
    return QueryRange.Bound(QueryTerm(.string(text)), isInclusive: isInclusive)
  }

  private mutating func comparison() throws(Problem) -> QueryRange {
    let isLower = take(UInt8(ascii: ">"))
    if !isLower { place += 1 }
    let isInclusive = take(UInt8(ascii: "="))
    let bound = try end(isInclusive: isInclusive)
    return isLower ? QueryRange(lower: bound) : QueryRange(upper: bound)
  }

  /// A text between two marks; a backslash takes the meaning of a mark away.
  private mutating func quoted(_ mark: UInt8) throws(Problem) -> [UInt8] {
    var text: [UInt8] = []
    place += 1
    while let byte = next {
      place += 1
      if byte == mark { return text }
      if byte == UInt8(ascii: "\\"), let escaped = next {
        // Of a regular expression only the mark is escaped for our sake.
        if mark == UInt8(ascii: "/"), escaped != mark { text.append(byte) }
        text.append(escaped)
        place += 1
      } else {
        text.append(byte)
      }
    }
    throw Problem(reason: "a quote is not closed", help: "close it with the same sign")
  }

  /// The bytes of a word, and whether `*` or `?` in it mean others.
  private mutating func word(stopsAtColon: Bool) -> (text: [UInt8], isPattern: Bool) {
    var text: [UInt8] = []
    var isPattern = false
    while let byte = next {
      switch byte {
      case 0x20, 0x09...0x0D, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
        UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\""),
        UInt8(ascii: "~"), UInt8(ascii: "^"):
        return (text, isPattern)
      case UInt8(ascii: ":") where stopsAtColon: return (text, isPattern)
      case UInt8(ascii: "\\") where place + 1 < bytes.count:
        place += 1
        text.append(bytes[place])
      default:
        if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") { isPattern = true }
        text.append(byte)
      }
      place += 1
    }
    return (text, isPattern)
  }
}

extension QueryRange.Bound {
  /// An end that is a value of a query.
  init(_ term: QueryTerm, isInclusive: Bool) {
    self.init(
      term: term, instant: EventInstant(term.text)?.microseconds, isInclusive: isInclusive)
  }
}
