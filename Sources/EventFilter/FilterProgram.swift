import Event

/// A filter as a list of steps on one truth value, so that asking it needs no recursion.
struct FilterProgram: Sendable {
  /// One step.
  enum Step: Sendable {
    /// Sets the value to the answer of ``FilterProgram/tests``.
    case test(Int)
    /// Turns the value round.
    case not
    /// Goes on at another step if the value is false.
    case skipIfFalse(to: Int)
    /// Goes on at another step if the value is true.
    case skipIfTrue(to: Int)
  }

  /// The steps, in order.
  private(set) var steps: [Step] = []
  /// The questions that the steps ask.
  private(set) var tests: [(field: FieldPath, test: FilterTest)] = []

  /// Flattens a tree.
  init(_ expression: FilterExpression) {
    add(expression)
  }

  private mutating func add(_ expression: FilterExpression) {
    switch expression {
    case .test(let field, let test):
      steps.append(.test(tests.count))
      tests.append((field, test))
    case .not(let inner):
      add(inner)
      steps.append(.not)
    case .all(let parts):
      add(parts) { .skipIfFalse(to: $0) }
    case .any(let parts):
      add(parts) { .skipIfTrue(to: $0) }
    }
  }

  /// Adds `parts` one after the other, each but the last followed by a skip to their common end.
  private mutating func add(_ parts: [FilterExpression], skip: (Int) -> Step) {
    var skips: [Int] = []
    for (index, part) in parts.enumerated() {
      add(part)
      if index < parts.count - 1 {
        skips.append(steps.count)
        steps.append(.not)
      }
    }
    for index in skips { steps[index] = skip(steps.count) }
  }
}
