/// Straight-line code that writes one event: fixed bytes, a value, fixed bytes, a value ...
final class EventProgram {
  private enum Operation {
    case text
    case integer
    case scalar
    case time
    case offset
    case json
  }

  /// Some fixed bytes, then a value.
  private struct Step {
    let fixedCount: Int32
    let slot: UInt16
    let type: ScalarType
    let operation: Operation
  }

  /// The fixed bytes of all steps and of the end, one after another, and 16 more so that short
  /// parts are copied in one move.
  private let fixed: UnsafeMutablePointer<UInt8>
  private let steps: UnsafeMutableBufferPointer<Step>
  /// How many fixed bytes follow the last value, up to and with the newline.
  private let tailCount: Int
  private let hasFields: Bool
  /// What the event needs besides the values at its slots.
  private let fixedRoom: Int

  /// Room reserved for the values of an event at a time; most events need no more.
  private static let valueRoom = 8 << 10

  /// `}` and the newline, before which tags stand.
  private static let endCount = 2

  /// Makes the program that writes those fields of `root` that are present.
  init(_ root: EventNode, _ presence: Presence) {
    var builder = Builder(presence: presence)
    hasFields = builder.add(root, isFirst: true)
    let bytes = builder.fixed + Array("}\n".utf8)
    tailCount = bytes.count - builder.stepStart
    fixedRoom =
      bytes.count + builder.steps.count * max(TimestampText.room, DecimalDigits.maxCount)
      + JSONCursor.vector
    steps = .allocate(capacity: builder.steps.count)
    _ = steps.initialize(from: builder.steps)
    fixed = .allocate(capacity: bytes.count + 16)
    fixed.initialize(repeating: 0, count: bytes.count + 16)
    for (place, byte) in bytes.enumerated() { fixed[place] = byte }
  }

  deinit {
    fixed.deallocate()
    steps.deallocate()
  }

  /// Appends the event and its newline.
  func run(
    _ values: borrowing EventValues, of record: Span<UInt8>, with time: inout TimestampText,
    into out: inout JSONBuffer
  ) {
    var tags = values.tags
    // Captures mostly lie inside the message: what was seen to need no escape needs no second look.
    var clean = 0..<0
    var part = UnsafeRawPointer(fixed)
    var room = EventProgram.valueRoom
    var cursor = out.cursor(reserving: fixedRoom + room)
    for step in UnsafeBufferPointer(steps) {
      cursor.append(padded: part, Int(step.fixedCount))
      part += Int(step.fixedCount)
      switch step.operation {
      case .text:
        let range = values.range(Int(step.slot))
        take(range.count, of: &room, &cursor, &out)
        if clean.lowerBound <= range.lowerBound, range.upperBound <= clean.upperBound {
          cursor.append(record, range)
        } else if cursor.append(escaping: record, range), range.count > clean.count {
          clean = range
        }
      case .integer where ScalarType.isPlainInteger(record, values.range(Int(step.slot))):
        let range = values.range(Int(step.slot))
        take(range.count, of: &room, &cursor, &out)
        cursor.append(record, range)
      case .integer, .scalar:
        out.advance(to: cursor)
        if !step.type.append(record, values.range(Int(step.slot)), to: &out) {
          tags.add(.convertFailure)
        }
        room = EventProgram.valueRoom
        cursor = out.cursor(reserving: fixedRoom + room)
      case .time:
        time.append(values.time, digits: values.timeDigits, to: &cursor)
      case .offset:
        cursor.append(integer: values.offset)
      case .json:
        let range = values.range(Int(step.slot))
        take(range.count, of: &room, &cursor, &out)
        values.fragments.withBytes { cursor.append($0, range) }
      }
    }
    cursor.append(padded: part, tailCount)
    out.advance(to: cursor)
    if !tags.isClear { insert(tags, into: &out) }
  }

  /// Takes what a value of `count` bytes may need from the room reserved for values; reserves more
  /// where that is used up.
  @inline(__always)
  private func take(
    _ count: Int, of room: inout Int, _ cursor: inout JSONCursor, _ out: inout JSONBuffer
  ) {
    room &-= JSONCursor.room(escaping: count)
    if room >= 0 { return }
    out.advance(to: cursor)
    room = EventProgram.valueRoom
    cursor = out.cursor(reserving: fixedRoom + JSONCursor.room(escaping: count) + room)
  }

  /// Puts `tags` before the closing brace.
  @inline(never)
  private func insert(_ tags: EventTags, into out: inout JSONBuffer) {
    out.truncate(to: out.count - EventProgram.endCount)
    out.append(hasFields ? ",\"tags\":" : "\"tags\":")
    tags.append(to: &out)
    out.append("}\n")
  }

  /// Walks the tree once and writes the fixed bytes between values.
  private struct Builder {
    let presence: Presence
    var fixed: [UInt8] = []
    var steps: [Step] = []
    var stepStart = 0

    /// Adds a node; false if nothing of it is present.
    ///
    /// The root object's closing brace is left to ``EventProgram/run(_:of:with:into:)``.
    mutating func add(_ node: EventNode, isFirst: Bool) -> Bool {
      let isRoot = node.key.isEmpty && stepStart == 0 && fixed.isEmpty
      guard isPresent(node) else {
        if isRoot { fixed.append(UInt8(ascii: "{")) }
        return false
      }
      if !isRoot {
        if !isFirst { fixed.append(UInt8(ascii: ",")) }
        var key = JSONBuffer(capacity: 64)
        key.append(quoted: node.key)
        fixed += key.text().utf8
        fixed.append(UInt8(ascii: ":"))
      }
      switch node.content {
      case .object(let children):
        fixed.append(UInt8(ascii: "{"))
        var first = true
        for child in children where add(child, isFirst: first) { first = false }
        if !isRoot { fixed.append(UInt8(ascii: "}")) }
      case .value(let source):
        add(source)
      }
      return true
    }

    private func isPresent(_ node: EventNode) -> Bool {
      switch node.content {
      case .object(let children): children.contains(where: isPresent)
      case .value(.constant), .value(.offset): true
      case .value(.time): presence.hasTime
      case .value(.slots(let values)): values.contains(where: isPresent)
      case .value(.json(let slot)): presence.contains(slot)
      }
    }

    private func isPresent(_ value: EventField.SlotValue) -> Bool {
      presence.contains(value.slot)
    }

    private mutating func add(_ source: EventField.Source) {
      switch source {
      case .constant(let text):
        fixed += text.utf8
      case .time:
        fixed.append(UInt8(ascii: "\""))
        end(with: .time)
        fixed.append(UInt8(ascii: "\""))
      case .offset:
        end(with: .offset)
      case .json(let slot):
        end(with: .json, EventField.SlotValue(slot))
      case .slots(let all):
        let values = all.filter(isPresent)
        if values.count > 1 { fixed.append(UInt8(ascii: "[")) }
        for (index, value) in values.enumerated() {
          if index > 0 { fixed.append(UInt8(ascii: ",")) }
          add(value)
        }
        if values.count > 1 { fixed.append(UInt8(ascii: "]")) }
      }
    }

    private mutating func add(_ value: EventField.SlotValue) {
      if value.type == .string {
        fixed.append(UInt8(ascii: "\""))
        end(with: .text, value)
        fixed.append(UInt8(ascii: "\""))
      } else {
        end(with: value.type == .integer ? .integer : .scalar, value)
      }
    }

    private mutating func end(
      with operation: Operation, _ value: EventField.SlotValue = .init(0)
    ) {
      steps.append(
        Step(
          fixedCount: Int32(fixed.count - stepStart), slot: UInt16(value.slot), type: value.type,
          operation: operation))
      stepStart = fixed.count
    }
  }
}
