/// Straight-line code that writes one event: fixed bytes, a value, fixed bytes, a value ...
final class EventProgram {
  private enum Operation {
    case text(slot: Int)
    case scalar(slot: Int, ScalarType)
    case time
    case offset
  }

  /// Fixed bytes `start ..< end` of `fixed`, then a value.
  private struct Step {
    let start: Int
    let end: Int
    let operation: Operation
  }

  /// The fixed bytes, and 16 more so that short parts are copied in one move.
  private let fixed: UnsafeMutableBufferPointer<UInt8>
  private let steps: [Step]
  private let tail: Range<Int>
  private let hasFields: Bool

  /// Makes the program that writes those fields of `root` that are present.
  init(_ root: EventNode, _ presence: Presence, _ slots: [Int]) {
    var builder = Builder(presence: presence, slots: slots)
    hasFields = builder.add(root, isFirst: true)
    steps = builder.steps
    tail = builder.stepStart..<builder.fixed.count
    fixed = .allocate(capacity: builder.fixed.count + 16)
    _ = fixed.initialize(from: builder.fixed + [UInt8](repeating: 0, count: 16))
  }

  deinit {
    fixed.deallocate()
  }

  /// Appends the event and its newline.
  func run(
    _ values: borrowing EventValues, of record: Span<UInt8>, with time: inout TimestampText,
    into out: inout JSONBuffer
  ) {
    var tags = values.tags
    // Captures mostly lie inside the message: what was seen to need no escape needs no second look.
    var clean = 0..<0
    let fixed = UnsafeBufferPointer(self.fixed)
    for step in steps {
      out.append(padded: UnsafeBufferPointer(rebasing: fixed[step.start..<step.end]))
      switch step.operation {
      case .text(let slot):
        let place = values[slot]
        let range = Int(place.start)..<Int(place.end)
        if clean.lowerBound <= range.lowerBound, range.upperBound <= clean.upperBound {
          out.append(record, range)
        } else if out.append(escaping: record, range, isASCII: values.isASCII),
          range.count > clean.count
        {
          clean = range
        }
      case .scalar(let slot, let type):
        let place = values[slot]
        if !type.append(record, Int(place.start)..<Int(place.end), to: &out) {
          tags.insert(.convertFailure)
        }
      case .time:
        time.append(values.time, digits: values.timeDigits, to: &out)
      case .offset:
        out.append(integer: values.offset)
      }
    }
    out.append(padded: UnsafeBufferPointer(rebasing: fixed[tail]))
    if !tags.isClear {
      out.append(hasFields ? ",\"tags\":" : "\"tags\":")
      tags.append(to: &out)
    }
    out.append("}\n")
  }

  /// Walks the tree once and writes the fixed bytes between values.
  private struct Builder {
    let presence: Presence
    let slots: [Int]
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
      }
    }

    private func isPresent(_ value: EventField.SlotValue) -> Bool {
      slots.firstIndex(of: value.slot).map(presence.contains) ?? false
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
        end(with: .text(slot: value.slot))
        fixed.append(UInt8(ascii: "\""))
      } else {
        end(with: .scalar(slot: value.slot, value.type))
      }
    }

    private mutating func end(with operation: Operation) {
      steps.append(Step(start: stepStart, end: fixed.count, operation: operation))
      stepStart = fixed.count
    }
  }
}
