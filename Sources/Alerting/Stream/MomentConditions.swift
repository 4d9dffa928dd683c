import Event

/// The last event of each key, for matches.
struct LastEvents {
  private var events = SlotTable<[UInt8]>([])

  /// Keeps an event.
  mutating func set(_ slot: Int, _ event: StreamEvent) {
    events[slot].removeAll(keepingCapacity: true)
    events[slot].append(contentsOf: event.block[event.range])
  }

  /// Keeps bytes that are an event.
  mutating func set(_ slot: Int, _ bytes: [UInt8]) { events[slot] = bytes }

  /// Forgets the event of a key.
  mutating func reset(_ slot: Int) { events.reset(slot) }

  /// The members of the event.
  subscript(slot: Int) -> JSONObject {
    JSONTree(json: events[slot])?.object ?? JSONObject()
  }

  /// The event as a text, `null` if there is none.
  func state(_ slot: Int) -> JSONTree { events[slot].isEmpty ? .null : .string(events[slot]) }

  /// Takes over an event; false if it is none.
  mutating func restore(_ slot: Int, _ state: JSONTree?) -> Bool {
    switch state {
    case .null: return true
    case .string(let bytes):
      events[slot] = bytes
      return true
    default: return false
    }
  }
}

/// `any`: every event.
final class AnyCondition: StreamCondition {
  private var last = LastEvents()

  func begin(_ slot: Int, at time: Int64) { last.reset(slot) }

  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict {
    last.set(slot, event)
    return ConditionVerdict(answer: .moment)
  }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    ConditionDetails(match: last[slot], reason: "an event passes the filter")
  }

  func state(_ slot: Int) -> JSONTree { last.state(slot) }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool { last.restore(slot, state) }
}

/// `blacklist` and `whitelist`.
final class ListedCondition: StreamCondition {
  private let options: ListedOptions
  private var last = LastEvents()

  /// A rule that has seen nothing.
  init(_ options: ListedOptions) { self.options = options }

  func begin(_ slot: Int, at time: Int64) { last.reset(slot) }

  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict {
    let span = event.block.span.extracting(event.range)
    let value = fields.value(of: options.field, in: span).flatMap { range in
      JSONTreeReader.read(
        event.block,
        range.range.lowerBound + event.range.lowerBound..<range.range.upperBound
          + event.range.lowerBound)
    }
    guard options.matches(value) else { return ConditionVerdict(answer: .off) }
    last.set(slot, event)
    return ConditionVerdict(answer: .moment)
  }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    let match = last[slot]
    let value = (options.field.value(in: match) ?? .null).json
    return ConditionDetails(
      match: match,
      reason:
        "\(options.field.name) is \(value), which is \(options.isWhitelist ? "not " : "")listed")
  }

  func progress(_ slot: Int, at time: Int64) -> String {
    options.isWhitelist ? "\(options.field.name) is listed" : "\(options.field.name) is not listed"
  }

  func state(_ slot: Int) -> JSONTree { last.state(slot) }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool { last.restore(slot, state) }
}

/// `change`: another value than in the key's last event, by the events' time.
final class ChangeCondition: StreamCondition {
  private struct Known {
    var time: Int64?
    var hash = EventHash.Value(high: 0, low: 0)
    /// The values, as a JSON array.
    var values: [UInt8] = []
    /// The values before.
    var before: [UInt8] = []
  }

  private let options: ChangeOptions
  private var known = SlotTable(Known())
  private var last = LastEvents()

  /// A rule that has seen nothing.
  init(_ options: ChangeOptions) { self.options = options }

  func begin(_ slot: Int, at time: Int64) {
    known.reset(slot)
    last.reset(slot)
  }

  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict {
    let span = event.block.span.extracting(event.range)
    var hash = KeyHash()
    for field in options.fields {
      let value = fields.value(of: field, in: span)
      if options.ignoresNull, Self.isEmpty(value, span) { return ConditionVerdict(answer: .off) }
      hash.append(value, in: span)
    }
    let new = hash.value()
    let old = known[slot]
    if let time = old.time, event.time < time { return ConditionVerdict(answer: .late) }
    let isChange = old.time != nil && old.hash != new
    let isInTime = options.timeframe.map { event.time - (old.time ?? event.time) <= $0 } ?? true
    known[slot].time = event.time
    if old.time == nil || isChange {
      known[slot].hash = new
      known[slot].before = old.values
      known[slot].values = FieldValues.json(options.fields, fields, span)
    }
    guard isChange, isInTime else { return ConditionVerdict(answer: .off) }
    last.set(slot, event)
    return ConditionVerdict(answer: .moment)
  }

  /// Zero is a value, and so is `false`.
  private static func isEmpty(_ value: JSONValueRange?, _ event: Span<UInt8>) -> Bool {
    guard let value else { return true }
    switch value.kind {
    case .null: return true
    case .string, .array, .object: return value.range.count == 2
    case .number, .true, .false: return false
    }
  }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    var match = last[slot]
    let old = JSONTree(json: known[slot].before) ?? .null
    let new = JSONTree(json: known[slot].values) ?? .null
    match["old_value"] = old
    match["new_value"] = new
    let names = options.fields.map(\.name).joined(separator: ", ")
    return ConditionDetails(
      match: match, reason: "\(names) changed from \(old.json) to \(new.json)")
  }

  func progress(_ slot: Int, at time: Int64) -> String {
    guard known[slot].time != nil else { return "has an empty value, and is passed over" }
    return "\(options.fields.map(\.name).joined(separator: ", ")) is "
      + String(decoding: known[slot].values, as: UTF8.self)
  }

  func state(_ slot: Int) -> JSONTree {
    let known = known[slot]
    guard let time = known.time else { return .null }
    return .array([.integer(time), .string(known.values), .string(known.before), last.state(slot)])
  }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool {
    if state.isNull { return true }
    guard let parts = state.array, parts.count == 4, let time = parts[0].time,
      case .string(let values) = parts[1], case .string(let before) = parts[2]
    else { return false }
    known[slot] = Known(
      time: time, hash: FieldValues.hash(values), values: values, before: before)
    return last.restore(slot, parts[3])
  }
}

/// Values of fields as a JSON array of what the event says.
enum FieldValues {
  /// The array; `null` for what the event does not have.
  static func json(
    _ names: [EventField], _ fields: EventFields, _ event: Span<UInt8>
  ) -> [UInt8] {
    var json = [UInt8(ascii: "[")]
    for (index, name) in names.enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      guard let value = fields.value(of: name, in: event) else {
        json += "null".utf8
        continue
      }
      for place in value.range { json.append(event[place]) }
    }
    json.append(UInt8(ascii: "]"))
    return json
  }

  /// The hash of the elements of such an array.
  static func hash(_ json: [UInt8]) -> EventHash.Value {
    var hash = KeyHash()
    append(json, to: &hash)
    return hash.value()
  }

  /// Adds the elements of such an array to a hash.
  static func append(_ json: [UInt8], to hash: inout KeyHash) {
    let whole = JSONValueRange(kind: .array, range: 0..<json.count, hasEscapes: false)
    var elements = JSONElements(of: whole)
    while let element = elements.next(in: json.span) { hash.append(element, in: json.span) }
  }
}

/// `new_term`: a value that was not seen within a time.
final class NewTermCondition: StreamCondition {
  private let options: NewTermOptions
  private var lastSeen = SlotTable<Int64?>(nil)
  /// The number of the term, and whether it was missing.
  private var found = SlotTable<(term: Int, isMissing: Bool)>((0, false))
  private var last = LastEvents()

  /// A rule that has seen nothing.
  init(_ options: NewTermOptions) { self.options = options }

  var terms: [NewTermOptions.Term]? { options.terms }

  func begin(_ slot: Int, at time: Int64) {
    lastSeen.reset(slot)
    found.reset(slot)
    last.reset(slot)
  }

  /// Says which term's value a key is.
  func note(_ slot: Int, term: Int) { found[slot].term = term }

  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict {
    let span = event.block.span.extracting(event.range)
    let isMissing = options.terms[found[slot].term].fields.contains { name in
      guard let value = fields.value(of: name, in: span), value.kind != .null else { return true }
      return value.kind == .string && value.content.isEmpty
    }
    found[slot].isMissing = isMissing
    let before = lastSeen[slot]
    lastSeen[slot] = max(before ?? event.time, event.time)
    let isNew = before.map { event.time - $0 > options.window } ?? true
    guard isMissing ? options.alertsOnMissing : isNew else { return ConditionVerdict(answer: .off) }
    last.set(slot, event)
    return ConditionVerdict(answer: .moment)
  }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    var match = last[slot]
    let term = options.terms[found[slot].term]
    let names = term.fields.map(\.name).joined(separator: ", ")
    if found[slot].isMissing {
      match["missing_field"] = term.name
      return ConditionDetails(match: match, reason: "\(names) is missing")
    }
    let values = term.fields.map { ($0.value(in: match) ?? .null).json }
    match["new_field"] = term.name
    return ConditionDetails(
      match: match, reason: "\(names) is \(values.joined(separator: ", ")) for the first time")
  }

  func progress(_ slot: Int, at time: Int64) -> String { "was there before" }

  func state(_ slot: Int) -> JSONTree {
    .array([
      lastSeen[slot].map { .integer($0) } ?? .null, .integer(Int64(found[slot].term)),
      .boolean(found[slot].isMissing), last.state(slot),
    ])
  }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool {
    guard let parts = state.array, parts.count == 4, let term = parts[1].integer,
      options.terms.indices.contains(Int(clamping: term))
    else { return false }
    lastSeen[slot] = parts[0].time
    found[slot] = (Int(term), parts[2] == .boolean(true))
    return last.restore(slot, parts[3])
  }
}
