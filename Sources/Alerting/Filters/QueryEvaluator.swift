import Event
import EventFilter
import Grok

/// Asks one query about events; it has what searching needs, and belongs to one thread.
final class QueryEvaluator {
  private let query: EventQuery
  /// The evaluators of the query's `--where` expressions, in the order of the tree.
  private let expressions: [ExpressionEvaluator]
  private var matcher = GrokMatcher()
  /// The text of the last string that had escapes.
  private var text: [UInt8] = []
  private var nextExpression = 0

  /// Prepares for a query.
  init(_ query: EventQuery) {
    self.query = query
    expressions = query.expressions.map { ExpressionEvaluator($0) }
  }

  /// Whether the query holds for an event, whose members `fields` has read.
  func matches(_ event: Span<UInt8>, _ fields: borrowing EventFields) -> Bool {
    nextExpression = 0
    return holds(query, event, fields)
  }

  private func holds(
    _ query: EventQuery, _ event: Span<UInt8>, _ fields: borrowing EventFields
  ) -> Bool {
    // Every branch is walked, so that each expression meets its own evaluator.
    switch query {
    case .all(let parts):
      var result = true
      for part in parts {
        if result { result = holds(part, event, fields) } else { skip(part) }
      }
      return result
    case .some(let parts, let least):
      var count = 0
      for part in parts {
        if count >= least { skip(part) } else if holds(part, event, fields) { count += 1 }
      }
      return count >= least
    case .not(let part):
      return !holds(part, event, fields)
    case .expression:
      let evaluator = expressions[nextExpression]
      nextExpression += 1
      return evaluator.matches(event)
    case .exists(let field):
      guard let value = fields.value(of: field, in: event) else { return false }
      return value.kind != .null
    case .test(let field, let test):
      guard let value = fields.value(of: field, in: event) else { return false }
      return holds(test, value, event)
    case .anyField(let test):
      return anyValue(event) { holds(test, $0, event) }
    }
  }

  private func skip(_ query: EventQuery) {
    nextExpression += query.expressions.count
  }

  private func anyValue(_ event: Span<UInt8>, _ test: (JSONValueRange) -> Bool) -> Bool {
    var walker = JSONWalker()
    while let step = walker.next(in: event) {
      if case .scalar(let value) = step, test(value) { return true }
    }
    return false
  }

  /// Whether a value, or any element of a list, passes.
  private func holds(_ test: ValueTest, _ value: JSONValueRange, _ event: Span<UInt8>) -> Bool {
    switch value.kind {
    case .null, .object: return false
    case .array:
      var elements = JSONElements(of: value)
      while let element = elements.next(in: event) {
        if element.kind != .array, holds(test, element, event) { return true }
      }
      return false
    case .string, .number, .true, .false:
      guard value.hasEscapes else { return holds(test, event, value.content) }
      text.removeAll(keepingCapacity: true)
      JSONLookup.appendText(of: value, in: event, to: &text)
      let lent = text
      return holds(test, lent.span, 0..<lent.count)
    }
  }

  private func holds(_ test: ValueTest, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    switch test {
    case .terms(let terms): terms.contains { $0.equals(text, range) }
    case .range(let bounds): bounds.contains(text, range)
    case .wildcard(let wildcard): wildcard.matches(text, range)
    case .regex(let pattern): matcher.match(pattern, text.extracting(range)) == .matched
    case .phrase(let phrase): phrase.stands(in: text, range)
    case .words(let words, true): words.allSatisfy { $0.stands(in: text, range) }
    case .words(let words, false): words.contains { $0.stands(in: text, range) }
    case .termOrPhrase(let term, let phrase):
      term.equals(text, range) || phrase.stands(in: text, range)
    case .wildcardOrWord(let wildcard):
      wildcard.matches(text, range) || Self.hasWord(wildcard, text, range)
    }
  }

  private static func hasWord(
    _ wildcard: Wildcard, _ text: Span<UInt8>, _ range: Range<Int>
  ) -> Bool {
    var scanner = WordScanner(range)
    while let word = scanner.next(text) {
      if wildcard.matches(text, word) { return true }
    }
    return false
  }
}

/// The evaluator of one `--where` expression, which cannot be copied and so cannot stand in a list itself.
final class ExpressionEvaluator {
  private var evaluator: FilterEvaluator

  /// Prepares for a filter.
  init(_ filter: EventFilter) { evaluator = filter.makeEvaluator() }

  /// Whether it holds for an event.
  func matches(_ event: Span<UInt8>) -> Bool { evaluator.matches(event) }
}

extension EventQuery {
  /// The `--where` expressions of the tree, in order.
  var expressions: [EventFilter] {
    switch self {
    case .all(let parts), .some(let parts, _): parts.flatMap(\.expressions)
    case .not(let part): part.expressions
    case .expression(let filter): [filter]
    case .exists, .test, .anyField: []
    }
  }
}

extension QueryTerm {
  /// Whether a value's text is this term, or the same number.
  func equals(_ other: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if range.count == text.count {
      var index = 0
      while index < text.count, other[range.lowerBound + index] == text[index] { index += 1 }
      if index == text.count { return true }
    }
    guard let number, let value = QueryNumber.value(other, range) else { return false }
    return value == number
  }
}

extension QueryRange {
  /// Whether a value's text lies between the bounds.
  func contains(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if let lower {
      guard let order = Self.order(text, range, lower) else { return false }
      if order < 0 || order == 0 && !lower.isInclusive { return false }
    }
    if let upper {
      guard let order = Self.order(text, range, upper) else { return false }
      if order > 0 || order == 0 && !upper.isInclusive { return false }
    }
    return true
  }

  /// -1, 0 or 1 as the value is less than the bound, equal or greater; nil where a number meets a text.
  private static func order(_ text: Span<UInt8>, _ range: Range<Int>, _ bound: Bound) -> Int? {
    if let number = bound.term.number {
      guard let value = QueryNumber.value(text, range) else { return nil }
      return value < number ? -1 : value > number ? 1 : 0
    }
    if let instant = bound.instant, let value = EventInstant(text, range)?.microseconds {
      return value < instant ? -1 : value > instant ? 1 : 0
    }
    let other = bound.term.text
    for index in 0..<min(range.count, other.count)
    where text[range.lowerBound + index] != other[index] {
      return text[range.lowerBound + index] < other[index] ? -1 : 1
    }
    return range.count < other.count ? -1 : range.count > other.count ? 1 : 0
  }
}
