import Event

/// An event on its way through the rules.
struct StreamEvent {
  /// Bytes of which the event is a part.
  let block: [UInt8]
  /// Where it stands in them.
  let range: Range<Int>
  /// Its time by the rule's field, in microseconds since 1970.
  let time: Int64
  /// The latest time of any event so far.
  let clock: Int64

  /// The event's own bytes.
  var bytes: [UInt8] { Array(block[range]) }
}

/// How a condition stands for one key.
struct ConditionVerdict {
  /// What it says.
  enum Answer {
    /// It does not hold.
    case off
    /// It holds.
    case on
    /// Something has happened that has no length.
    case moment
    /// The event came too late to change anything.
    case late
  }

  /// What it says.
  let answer: Answer
  /// When that may change though no event comes; nil if never.
  var next: Int64?
}

/// What is told of a condition.
struct ConditionDetails {
  /// The event or the figures.
  let match: JSONObject
  /// Why, in words.
  let reason: String
}

/// What a type of rule looks for in its own mode: it keeps what it needs for each key, by the number of the key.
protocol StreamCondition: AnyObject {
  /// Fields of which each one's values are a key of their own; nil where the rule's query key is meant.
  var terms: [NewTermOptions.Term]? { get }
  /// Whether there is one key from the start on, where the rule has no query key.
  var watchesFromStart: Bool { get }
  /// Whether a key is forgotten once it was told.
  var forgetsKeys: Bool { get }
  /// Begins a key, at the time at which it was first seen.
  func begin(_ slot: Int, at time: Int64)
  /// Takes in an event of a key.
  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict
  /// Looks at a key at a time, with no event.
  func look(_ slot: Int, at time: Int64) -> ConditionVerdict
  /// The condition of a key has ended, and the end was told.
  func end(_ slot: Int)
  /// What is told of a key now.
  func details(_ slot: Int, at time: Int64) -> ConditionDetails
  /// How far a key is, in words.
  func progress(_ slot: Int, at time: Int64) -> String
  /// What is known of a key.
  func state(_ slot: Int) -> JSONTree
  /// Takes over what was known of a key that has begun; false if it is no such state.
  func restore(_ slot: Int, _ state: JSONTree) -> Bool
}

extension StreamCondition {
  var terms: [NewTermOptions.Term]? { nil }
  var watchesFromStart: Bool { false }
  var forgetsKeys: Bool { false }
  func look(_ slot: Int, at time: Int64) -> ConditionVerdict { ConditionVerdict(answer: .off) }
  func end(_ slot: Int) {}
  func progress(_ slot: Int, at time: Int64) -> String { details(slot, at: time).reason }
}

/// Values by the number of a key.
struct SlotTable<Value> {
  private var values: [Value] = []
  private let usual: Value

  /// A table in which each key has `usual` at first.
  init(_ usual: Value) { self.usual = usual }

  /// The value of a key.
  subscript(slot: Int) -> Value {
    get { slot < values.count ? values[slot] : usual }
    _modify {
      while values.count <= slot { values.append(usual) }
      yield &values[slot]
    }
  }

  /// Gives a key its first value again.
  mutating func reset(_ slot: Int) { self[slot] = usual }
}

/// Words for reasons.
enum ReasonText {
  /// `90s`, `5m`, `1h`: a time in its largest whole unit.
  static func duration(_ microseconds: Int64) -> String {
    for (unit, length) in [
      ("d", 86_400_000_000), ("h", 3_600_000_000), ("m", 60_000_000), ("s", 1_000_000),
    ] as [(String, Int64)] where microseconds >= length && microseconds % length == 0 {
      return "\(microseconds / length)\(unit)"
    }
    return "\(microseconds / 1000)ms"
  }

  /// `1 event`, `3 events`.
  static func events(_ count: Int) -> String { count == 1 ? "1 event" : "\(count) events" }

  /// A number without a fraction that is none, with two decimals at most.
  static func number(_ value: Double) -> String {
    if let whole = Int64(exactly: value) { return String(whole) }
    let hundredths = (value * 100).rounded() / 100
    return hundredths.description
  }
}
