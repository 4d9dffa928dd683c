/// Knows which rules look at the value of a field, while an event is walked from key to key.
///
/// The paths of all rules are one automaton. What it can be in is worked out when a key is first met,
/// and kept; so the usual key costs one look into a table, however many rules there are.
struct FieldSelector {
  /// What holds for a value.
  struct Answer {
    /// The first rule that takes the value as a whole.
    let whole: Int?
    /// The rules that look into the value, in order.
    let contents: [Int]
    /// Whether genlog itself made the value, to place the event by.
    let isSystem: Bool
  }

  /// Before the first key.
  static let root = 0

  /// Fields that tell where an event belongs, in time, in a log and on a map, and in which no text of a log stands.
  static let systemFields = [
    "@timestamp", "log.offset", "log.level", "event.code", "event.severity", "event.kind",
    "event.module", "event.dataset", "**.geo.location",
  ]

  /// A path and how many of its parts are behind; the rule is nil for a system field.
  private struct Position: Hashable {
    let path: Int
    let part: Int
  }

  /// A path of keys, and the rule that selects by it; nil for a system field.
  private struct Path {
    let parts: [KeyPath.Part]
    let rule: Int?
    /// Whether the rule names a key, wherever it stands.
    var isOfKey = false
  }

  /// What `--geo` writes beside a value: a rule for the key of that value, ANI say, is not meant for its place.
  private static let placeKey = Array("geo".utf8)

  private let rules: [MaskRule]
  private var paths: [Path] = []
  private var states: [(positions: [Position], answer: Answer)] = []
  private var numbers: [[Position]: Int] = [:]
  private var steps: StepTable
  private var name: [UInt8] = []

  /// Past this many states or steps they are forgotten between two events.
  private static let maxStates = 2048

  /// Makes the automaton of `rules`.
  init(_ rules: [MaskRule]) {
    self.rules = rules
    steps = StepTable()
    for (number, rule) in rules.enumerated() {
      switch rule.selection {
      case .everywhere: break
      case .fields(let fields): paths += fields.map { Path(parts: $0.parts, rule: number) }
      case .keys(let keys):
        paths += keys.patterns.map {
          Path(parts: KeyPath(anywhere: $0).parts, rule: number, isOfKey: true)
        }
      }
    }
    paths += Self.systemFields.compactMap { KeyPath($0).map { Path(parts: $0.parts, rule: nil) } }
    reset()
  }

  /// Gets ready for an event: what was learnt is forgotten if it became too much.
  mutating func prepare() {
    if states.count > Self.maxStates || steps.isFull { reset() }
  }

  /// What holds for a value in `state`.
  subscript(state: Int) -> Answer { states[state].answer }

  /// The state of the value of the key `key`, escapes resolved, in an object in `state`.
  mutating func step(from state: Int, _ key: Span<UInt8>) -> Int {
    if let known = steps.target(from: state, key) { return known }
    name.removeAll(keepingCapacity: true)
    for index in key.indices { name.append(key[index].folded) }
    var next = advance(states[state].positions, by: name.span)
    if name.contains(UInt8(ascii: ".")) {
      // Written flat: `a.b` is the key b in the object a, too.
      var positions = states[state].positions
      for part in name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
        positions = advance(positions, by: Array(part).span)
      }
      next += positions
    }
    let target = number(of: Array(Set(next)))
    steps.note(from: state, key, target)
    return target
  }

  private mutating func reset() {
    states.removeAll()
    numbers.removeAll()
    steps.removeAll()
    _ = number(of: closure(paths.indices.map { Position(path: $0, part: 0) }))
  }

  private func advance(_ positions: [Position], by name: Span<UInt8>) -> [Position] {
    var next: [Position] = []
    for position in positions {
      let parts = paths[position.path].parts
      let following = Position(path: position.path, part: position.part + 1)
      guard position.part < parts.count else {
        // All below a field is the field.
        if !paths[position.path].isOfKey || !name.isEqual(to: Self.placeKey) {
          next.append(position)
        }
        continue
      }
      switch parts[position.part] {
      case .deep: next.append(position)
      case .name(let pattern): if pattern.matches(name) { next.append(following) }
      }
    }
    return closure(next)
  }

  /// Adds the positions behind a `**` that takes no key.
  private func closure(_ positions: [Position]) -> [Position] {
    var all = positions
    var index = 0
    while index < all.count {
      let position = all[index]
      let parts = paths[position.path].parts
      if position.part < parts.count, parts[position.part] == .deep {
        all.append(Position(path: position.path, part: position.part + 1))
      }
      index += 1
    }
    return all
  }

  private mutating func number(of positions: [Position]) -> Int {
    let sorted = positions.sorted { ($0.path, $0.part) < ($1.path, $1.part) }
    if let known = numbers[sorted] { return known }
    states.append((sorted, answer(for: sorted)))
    numbers[sorted] = states.count - 1
    return states.count - 1
  }

  private func answer(for positions: [Position]) -> Answer {
    let reached = positions.filter { $0.part == paths[$0.path].parts.count }
    let selected = Set(reached.compactMap { paths[$0.path].rule })
    var whole: Int?
    var contents: [Int] = []
    for (number, rule) in rules.enumerated() {
      if case .everywhere = rule.selection {
        contents.append(number)
      } else if selected.contains(number) {
        if case .whole = rule.content { whole = whole ?? number } else { contents.append(number) }
      }
    }
    return Answer(
      whole: whole, contents: contents,
      isSystem: reached.contains { paths[$0.path].rule == nil })
  }
}

extension Span<UInt8> {
  /// Whether these are the same bytes.
  fileprivate func isEqual(to bytes: [UInt8]) -> Bool {
    guard count == bytes.count else { return false }
    for index in indices where self[index] != bytes[index] { return false }
    return true
  }
}
