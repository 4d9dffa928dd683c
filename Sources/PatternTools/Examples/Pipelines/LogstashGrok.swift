import Grok
import YAMLReading

/// A grok filter of Logstash.
struct LogstashGrok: EventStep {
  /// The fields to match, with their expressions, in order.
  var matches: [Match] = []
  /// Fields that a capture replaces, and is not added to.
  var overwrite: Set<String> = []
  /// Tags of an event that nothing matched.
  var failureTags = [GrokTag.parseFailure]
  /// Tags of an event for which a limit was passed.
  var timeoutTags = [GrokTag.timeout]
  /// Whether the first field that matches is the last one tried.
  var breaksOnMatch = true
  /// What captures are put into; empty for the event itself.
  var target = ""
  /// What happens to an event that matched.
  var success = SuccessActions()

  /// A field and what it is matched with.
  struct Match: Sendable {
    /// The field.
    let field: String
    /// The expressions.
    let set: GrokSet
  }

  /// `add_field` and its like.
  struct SuccessActions: Sendable {
    /// Fields that are set.
    var fields = FieldList()
    /// Tags that are added.
    var tags: [String] = []
    /// Fields that are removed.
    var removedFields: [String] = []
    /// Tags that are removed.
    var removedTags: [String] = []
  }

  func apply(
    to event: inout FieldList, noting coverage: inout ExampleCoverage
  ) throws(ExampleError) -> String? {
    var matched = false
    for match in matches {
      let result = apply(match, to: &event, noting: &coverage)
      if result.isTimeout {
        event.add(tags: timeoutTags)
        return nil
      }
      matched = matched || result.matched
      if matched, breaksOnMatch { break }
    }
    if matched { success.apply(to: &event) } else { event.add(tags: failureTags) }
    return nil
  }

  private func apply(
    _ match: Match, to event: inout FieldList, noting coverage: inout ExampleCoverage
  ) -> (matched: Bool, isTimeout: Bool) {
    var matched = false
    for text in Self.texts(event[match.field]) {
      let bytes = Array(text.utf8)
      let result = match.set.evaluate(bytes)
      if result.tags.contains(GrokTag.timeout) { return (matched, true) }
      for index in result.patterns { coverage.note(match.set.patterns[index], bytes) }
      matched = matched || result.matched
      for field in FieldList(result.fields).fields { store(field, in: &event) }
      if result.tags.contains(GrokTag.convertFailure) { event.add(tags: [GrokTag.convertFailure]) }
    }
    return (matched, false)
  }

  /// The texts of a field: a missing one is matched as an empty text, a list's elements one by one.
  private static func texts(_ value: FieldValue?) -> [String] {
    switch value {
    case nil, .null: [""]
    case .string(let text): [text]
    case .array(let values): values.flatMap { texts($0) }
    case .some(let other): [other.json]
    }
  }

  /// Adds a capture as Logstash does: to a text or a list that is there; a number that is there stays.
  private func store(_ field: FieldList.Field, in event: inout FieldList) {
    let name = target.isEmpty ? field.name : "\(target).\(field.name)"
    guard let known = event[name], known != .null, !overwrite.contains(name) else {
      return event.set(name, field.value)
    }
    let new = if case .array(let values) = field.value { values } else { [field.value] }
    switch known {
    case .string: event.set(name, .array([known] + new))
    case .array(let values): event.set(name, .array(values + new))
    default: break
    }
  }
}

extension LogstashGrok.SuccessActions {
  fileprivate func apply(to event: inout FieldList) {
    for field in fields.fields { event.set(field.name, field.value) }
    event.add(tags: tags)
    for name in removedFields { event.remove(name) }
    if !removedTags.isEmpty, case .array(let tags) = event["tags"] {
      let kept = tags.filter { tag in !removedTags.contains { tag == .string($0) } }
      event.set("tags", .array(kept))
    }
  }
}

extension FieldList {
  /// Adds tags that are not there yet.
  mutating func add(tags: [String]) {
    guard !tags.isEmpty else { return }
    var known: [FieldValue] =
      switch self["tags"] {
      case .array(let values): values
      case nil, .null: []
      case .some(let value): [value]
      }
    for tag in tags where !known.contains(.string(tag)) { known.append(.string(tag)) }
    set("tags", .array(known))
  }
}
