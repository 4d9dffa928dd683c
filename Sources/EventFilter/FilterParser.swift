import Event

/// Reads a filter by recursive descent; the grammar stands at ``EventFilter``.
struct FilterParser {
  /// How deep parentheses and `not` may nest: far past what people write, far from the stack's end.
  static let largestDepth = 100

  private let text: String
  private let tokens: [FilterToken]
  private var next = 0
  private var depth = 0

  /// Cuts `text` into tokens.
  init(_ text: String) throws(EventFilterError) {
    self.text = text
    var lexer = FilterLexer(text)
    tokens = try lexer.tokens()
  }

  /// Reads the whole text.
  mutating func parse() throws(EventFilterError) -> FilterExpression {
    if tokens.count == 1 { throw .empty }
    let expression = try any()
    switch token.kind {
    case .end: return expression
    case .close: throw .unopenedParenthesis(at: place)
    default: throw unknownOperator()
    }
  }

  // MARK: - Logic

  private mutating func any() throws(EventFilterError) -> FilterExpression {
    var parts = [try all()]
    while take(.or) || take(word: "or") { parts.append(try all()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func all() throws(EventFilterError) -> FilterExpression {
    var parts = [try one()]
    while take(.and) || take(word: "and") { parts.append(try one()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func one() throws(EventFilterError) -> FilterExpression {
    depth += 1
    defer { depth -= 1 }
    if depth > FilterParser.largestDepth {
      throw .tooDeep(limit: FilterParser.largestDepth, at: place)
    }
    if take(.not) || take(word: "not") { return .not(try one()) }
    switch token.kind {
    case .open: return try inParentheses()
    case .word(let word) where word.lowercased() == "exists" && tokens[next + 1].kind == .open:
      return try exists()
    case .word, .name, .text: return try condition()
    case .close where depth == 1: throw .unopenedParenthesis(at: place)
    default: throw .missingCondition(at: place)
    }
  }

  private mutating func inParentheses() throws(EventFilterError) -> FilterExpression {
    let open = place
    next += 1
    let inner = try any()
    try close(open)
    return inner
  }

  private mutating func exists() throws(EventFilterError) -> FilterExpression {
    let open = place(at: next + 1)
    next += 2
    let field = try field()
    try close(open)
    return .test(field, .exists)
  }

  private mutating func close(_ open: FilterPlace) throws(EventFilterError) {
    switch token.kind {
    case .close: next += 1
    case .end: throw .unclosedParenthesis(at: open)
    default: throw unknownOperator()
    }
  }

  // MARK: - Conditions

  private mutating func condition() throws(EventFilterError) -> FilterExpression {
    let field = try field()
    if case .sign(let sign) = token.kind { return try condition(field, sign) }
    if take(word: "in") { return .test(field, try list(for: field)) }
    if isWord("not"), isWord("in", at: next + 1) {
      next += 2
      return .not(.test(field, try list(for: field)))
    }
    return .test(field, .exists)
  }

  private mutating func condition(
    _ field: FieldPath, _ sign: FilterSign
  ) throws(EventFilterError) -> FilterExpression {
    switch sign {
    case .equal: return try comparison(field, .equal)
    case .notEqual: return .not(try comparison(field, .equal))
    case .less: return try comparison(field, .less)
    case .lessOrEqual: return try comparison(field, [.less, .equal])
    case .greater: return try comparison(field, .greater)
    case .greaterOrEqual: return try comparison(field, [.greater, .equal])
    case .matches: return try match(field)
    case .doesNotMatch: return .not(try match(field))
    case .and, .or: return .test(field, .exists)
    case .not: throw .unknownOperator(at: place, suggestion: "!=")
    }
  }

  private mutating func comparison(
    _ field: FieldPath, _ order: FilterOrder
  ) throws(EventFilterError) -> FilterExpression {
    let sign = place.words
    next += 1
    guard let operand = try operand(for: field, isOrdering: order != .equal) else {
      throw .missingValue(after: sign, at: place)
    }
    return .test(field, .compare(order, [operand]))
  }

  private mutating func list(for field: FieldPath) throws(EventFilterError) -> FilterTest {
    guard token.kind == .open else { throw .malformedList(at: place) }
    let open = place
    var operands: [FilterOperand] = []
    repeat {
      next += 1
      guard let operand = try operand(for: field, isOrdering: false) else {
        throw token.kind == .end ? .unclosedParenthesis(at: open) : .malformedList(at: place)
      }
      operands.append(operand)
    } while token.kind == .comma
    switch token.kind {
    case .close: next += 1
    case .end: throw .unclosedParenthesis(at: open)
    default: throw .malformedList(at: place)
    }
    return .compare(.equal, operands)
  }

  private mutating func match(_ field: FieldPath) throws(EventFilterError) -> FilterExpression {
    let sign = place.words
    next += 1
    guard let expression = value() else { throw .missingValue(after: sign, at: place) }
    do {
      let regex = try FilterRegex(expression)
      next += 1
      return .test(field, .matches(regex))
    } catch {
      throw .badRegex(reason: error.reason, at: regexPlace(expression, error.characters))
    }
  }

  /// Where the characters of a regular expression stand in the filter's text.
  private func regexPlace(_ expression: String, _ characters: Range<Int>?) -> FilterPlace {
    let range = token.range
    let quotes = range.count - expression.utf8.count
    // With quotes doubled in it the text is not the expression: point at all of it.
    guard let characters, quotes == 0 || quotes == 2, characters.lowerBound >= 0 else {
      return place
    }
    let before = String(expression.prefix(characters.lowerBound)).utf8.count
    let through = String(expression.prefix(characters.upperBound)).utf8.count
    let start = range.lowerBound + quotes / 2
    return FilterPlace(text: text, range: start + before..<start + through)
  }

  // MARK: - Fields and values

  private mutating func field() throws(EventFilterError) -> FieldPath {
    let name: String
    switch token.kind {
    case .name(let text): name = text
    case .word(let word):
      if FilterParser.keywords.contains(word.lowercased()) { throw .missingCondition(at: place) }
      guard case .text(_, nil) = FilterOperand.word(word) else { throw .notAField(at: place) }
      name = word
    case .text: throw .notAField(at: place)
    default: throw .missingCondition(at: place)
    }
    guard let path = FieldPath(name) else { throw .notAField(at: place) }
    next += 1
    return path
  }

  /// The text of the value at the parser; nil if there is none.
  private func value() -> String? {
    switch token.kind {
    case .text(let text): text
    case .word(let word): FilterParser.keywords.contains(word.lowercased()) ? nil : word
    default: nil
    }
  }

  /// Reads a value as its field needs it; nil if there is none.
  private mutating func operand(
    for field: FieldPath, isOrdering: Bool
  ) throws(EventFilterError) -> FilterOperand? {
    guard let value = value() else { return nil }
    let isWord = if case .word = token.kind { true } else { false }
    let bytes = Array(value.utf8)
    let usual = isWord ? FilterOperand.word(value) : FilterOperand.text(value)
    let operand: FilterOperand
    switch field.description {
    case "log.level":
      let level = FilterLevel(bytes.span, 0..<bytes.count)
      if level == nil, isWord { throw .unknownLevel(at: place) }
      if level == .unknown, isOrdering { throw .unorderedLevel(at: place) }
      operand = level.map(FilterOperand.level) ?? usual
    case "event.code":
      operand =
        FilterOperand.messageID(bytes.span, 0..<bytes.count).map(FilterOperand.messageID) ?? usual
    case "@timestamp":
      guard let time = FilterTime(value) else { throw .unknownTime(at: place) }
      operand = .time(time)
    default:
      operand = usual
    }
    next += 1
    return operand
  }

  // MARK: - Tokens

  private static let keywords: Set = ["and", "or", "not", "in"]

  // The last token is `.end`, and nothing steps over it.
  private var token: FilterToken { tokens[next] }

  private var place: FilterPlace { place(at: next) }

  private func place(at index: Int) -> FilterPlace {
    FilterPlace(text: text, range: tokens[index].range)
  }

  private func isWord(_ word: String, at index: Int? = nil) -> Bool {
    guard case .word(let found) = tokens[index ?? next].kind else { return false }
    return found.lowercased() == word
  }

  private mutating func take(word: String) -> Bool {
    guard isWord(word) else { return false }
    next += 1
    return true
  }

  private mutating func take(_ sign: FilterSign) -> Bool {
    guard token.kind == .sign(sign) else { return false }
    next += 1
    return true
  }

  private func unknownOperator() -> EventFilterError {
    let suggestion: String? =
      switch place.words.lowercased() {
      case "is", "eq", "equals": "="
      case "ne": "!="
      case "lt": "<"
      case "le", "lte": "<="
      case "gt": ">"
      case "ge", "gte": ">="
      case "like", "contains", "matches": "=~"
      case "not": "not in"
      default: nil
      }
    return .unknownOperator(at: place, suggestion: suggestion)
  }
}
