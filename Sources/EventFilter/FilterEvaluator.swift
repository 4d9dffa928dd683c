import Event

/// Asks a filter about events; one for each thread.
package struct FilterEvaluator: ~Copyable {
  private let program: FilterProgram
  private var matcher: FilterRegex.Matcher
  /// The text of the last string that had escapes.
  private var text: [UInt8] = []

  init(_ program: FilterProgram) {
    self.program = program
    matcher = FilterRegex.Matcher()
  }

  /// Whether the filter holds for one encoded event: a JSON object, its newline allowed.
  ///
  /// Bytes that are not JSON have no fields.
  package mutating func matches(_ event: Span<UInt8>) -> Bool {
    var value = false
    var next = 0
    while next < program.steps.count {
      let step = program.steps[next]
      next += 1
      switch step {
      case .test(let index): value = holds(program.tests[index], in: event)
      case .not: value.toggle()
      case .skipIfFalse(let end): if !value { next = end }
      case .skipIfTrue(let end): if value { next = end }
      }
    }
    return value
  }

  private mutating func holds(
    _ question: (field: FieldPath, test: FilterTest), in event: Span<UInt8>
  ) -> Bool {
    guard let value = JSONLookup.value(at: question.field, in: event) else { return false }
    guard value.kind == .array else { return holds(question.test, for: value, in: event) }
    if case .exists = question.test { return true }
    var elements = JSONElements(of: value)
    while let element = elements.next(in: event) {
      if holds(question.test, for: element, in: event) { return true }
    }
    return false
  }

  private mutating func holds(
    _ test: FilterTest, for value: JSONValueRange, in event: Span<UInt8>
  ) -> Bool {
    switch value.kind {
    case .null:
      return false
    case .object, .array:
      if case .exists = test { return true }
      return false
    case .string, .number, .true, .false:
      guard value.hasEscapes else {
        return holds(test, isNumber: value.kind == .number, event, value.content)
      }
      text.removeAll(keepingCapacity: true)
      JSONLookup.appendText(of: value, in: event, to: &text)
      // The matcher changes while it reads the text: lend the memory out for that long.
      var lent: [UInt8] = []
      swap(&lent, &text)
      defer { swap(&lent, &text) }
      return holds(test, isNumber: false, lent.span, 0..<lent.count)
    }
  }

  private mutating func holds(
    _ test: FilterTest, isNumber: Bool, _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> Bool {
    switch test {
    case .exists:
      return true
    case .compare(let accepted, let operands):
      for operand in operands {
        if let order = operand.order(of: bytes, range, isNumber: isNumber),
          accepted.contains(order)
        {
          return true
        }
      }
      return false
    case .matches(let regex):
      return matcher.matches(regex, bytes, range)
    }
  }
}
