import Event
import EventFilter

/// Finds the rules that an event may concern, by values that their queries require, so that thousands of rules cost what
/// those few do.
final class RuleDispatch {
  /// The rules that require one of some values in a field.
  private struct Table {
    let field: EventField
    let path: FieldPath?
    var rules: [UInt64: [Int]] = [:]
  }

  private var tables: [Table] = []
  /// The rules of which every event may be one.
  private var always: [Int] = []
  private var found: [Int] = []

  /// Sorts rules by what they require.
  init(_ rules: [AlertRule]) {
    for (index, rule) in rules.enumerated() {
      // The field with the fewest values tells events apart best.
      let best = rule.requirements.min { $0.values.count < $1.values.count }
      guard let best, best.values.count <= 1000 else {
        always.append(index)
        continue
      }
      let place = table(of: best.field)
      for value in Set(best.values.map { Self.hash($0.text.span, 0..<$0.text.count) }) {
        tables[place].rules[value, default: []].append(index)
      }
    }
  }

  private func table(of field: EventField) -> Int {
    if let place = tables.firstIndex(where: { $0.field == field }) { return place }
    tables.append(Table(field: field, path: FieldPath(field.name)))
    return tables.count - 1
  }

  /// Gives the rules that an event may concern, in their order.
  func forEach(_ event: Span<UInt8>, _ fields: EventFields, _ body: (Int) -> Void) {
    found.removeAll(keepingCapacity: true)
    for index in tables.indices {
      if let value = fields.value(of: tables[index].field, in: event) { add(value, index, event) }
      // `--where` finds the other spelling of a name first, where an event has both.
      if fields.hasDottedKey, let path = tables[index].path,
        let value = JSONLookup.value(at: path, in: event)
      {
        add(value, index, event)
      }
    }
    if !found.isEmpty, !always.isEmpty || found.count > 1 {
      found = Set(found + always).sorted()
      for index in found { body(index) }
    } else {
      for index in found { body(index) }
      for index in always { body(index) }
    }
  }

  private func add(_ value: JSONValueRange, _ table: Int, _ event: Span<UInt8>) {
    switch value.kind {
    case .null, .object: return
    case .array:
      var elements = JSONElements(of: value)
      while let element = elements.next(in: event) {
        if element.kind != .array { add(element, table, event) }
      }
    case .string, .number, .true, .false:
      if value.hasEscapes {
        var text: [UInt8] = []
        JSONLookup.appendText(of: value, in: event, to: &text)
        found += tables[table].rules[Self.hash(text.span, 0..<text.count)] ?? []
      } else if let rules = tables[table].rules[Self.hash(event, value.content)] {
        found += rules
      }
    }
  }

  /// A hash that equal texts have in common, and equal numbers.
  ///
  /// Others may have it too: rules look for themselves.
  private static func hash(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    if let number = QueryNumber.value(text, range) {
      return number == 0 ? 0 : number.bitPattern &* 0x9E37_79B9_7F4A_7C15
    }
    // FNV-1a.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for place in range { hash = (hash ^ UInt64(text[place])) &* 0x100_0000_01B3 }
    return hash
  }
}

extension AlertRule {
  /// What every event of the rule has.
  var requirements: [(field: EventField, values: [QueryTerm])] {
    guard case .pair(let options) = condition else { return query.requirements }
    return query.requirements
      + EventQuery.some([options.detect, options.clear], least: 1).requirements
  }
}

extension EventQuery {
  /// Fields, and the values of which an event must have one in them; empty where nothing can be said.
  var requirements: [(field: EventField, values: [QueryTerm])] {
    switch self {
    case .all(let parts): return parts.flatMap(\.requirements)
    case .some(let parts, let least): return least >= 1 ? Self.common(to: parts) : []
    case .test(let field, .terms(let terms)): return [(field, terms)]
    case .expression(let filter):
      return filter.requirements.map { requirement in
        (EventField(requirement.field), requirement.values.map { QueryTerm(JSONTree($0)) })
      }
    case .not, .exists, .test, .anyField: return []
    }
  }

  /// Of alternatives that all require one and the same field, the values of all of them.
  private static func common(
    to parts: [EventQuery]
  ) -> [(field: EventField, values: [QueryTerm])] {
    let all = parts.map(\.requirements)
    guard let first = all.first else { return [] }
    return first.compactMap { candidate in
      var values: [QueryTerm] = []
      for part in all {
        guard let same = part.first(where: { $0.field == candidate.field }) else { return nil }
        values += same.values
      }
      return (candidate.field, values)
    }
  }
}
