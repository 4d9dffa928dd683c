/// `new_term`: a value that was not there before.
///
/// Nothing is known at the start, and nothing is forgotten.
struct ElastAlertNewTerm: ElastAlertRule {
  /// The rule's options.
  let options: NewTermOptions
  private var seen: [KeyTable<Bool>]

  /// A rule that has seen nothing.
  init(options: NewTermOptions) {
    self.options = options
    seen = Array(repeating: KeyTable(), count: options.terms.count)
  }

  var needsTime: Bool { false }

  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    for event in events {
      // What is added to an event stays there for the next field.
      var document = event.members
      for (index, term) in options.terms.enumerated() {
        guard let value = term.value(in: event.members) else {
          if options.alertsOnMissing {
            document["missing_field"] = term.name
            matches.append(document)
          }
          continue
        }
        let key = ValueKey(value)
        if seen[index][key] == nil {
          document["new_field"] = term.name
          matches.append(document)
          seen[index].set(key, named: value, true)
        }
      }
    }
  }

  var state: JSONTree {
    .array(seen.map { values in .array(values.keys.map(\.name)) })
  }

  mutating func restore(_ state: JSONTree) -> Bool {
    guard let lists = state.array, lists.count == seen.count else { return false }
    for (index, list) in lists.enumerated() {
      for value in list.array ?? [] { seen[index].set(ValueKey(value), named: value, true) }
    }
    return true
  }
}

extension NewTermOptions.Term {
  /// The value of the field, or the list of those of several; nil where one is missing or empty.
  func value(in members: JSONObject) -> JSONTree? {
    var values: [JSONTree] = []
    for field in fields {
      guard let value = field.value(in: members), !value.isFalsy else { return nil }
      values.append(value)
    }
    return isComposite ? .array(values) : values.first
  }
}
