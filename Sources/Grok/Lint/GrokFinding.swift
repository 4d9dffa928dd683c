/// Something about a pattern that its author should know: what is wrong, where, and what is better.
///
/// What is said of all findings of one check, such as why it matters, ``GrokCheck`` only names.
package struct GrokFinding: Sendable {
  /// How much it matters.
  package enum Severity: String, Sendable, Comparable, CaseIterable {
    /// It is good to know.
    case note
    /// It costs, or is hardly what was meant.
    case warning
    /// It does not work, or may stop everything else.
    case error

    /// From the least to the gravest.
    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
  }

  /// What was looked for.
  package let check: GrokCheck
  /// How much it matters here.
  package let severity: Severity
  /// The element that is meant, in its text.
  package let location: GrokLocation
  /// What is wrong.
  package let problem: String
  /// The better form.
  package let help: String
  /// A line that shows it, where one was found by trying.
  package let proof: CostProof?

  /// A finding at an element.
  init(
    _ check: GrokCheck, _ severity: Severity, at place: SourcePlace, _ problem: String,
    help: String, proof: CostProof? = nil
  ) {
    self.check = check
    self.severity = severity
    location = place.location
    self.problem = problem
    self.help = help
    self.proof = proof
  }

  /// A finding for what keeps a pattern from compiling; nil if it has no place in a pattern's text.
  init?(_ error: GrokError) {
    let parts = error.parts
    guard let location = parts.location else { return nil }
    check =
      switch error {
      case .unknownPattern: .unknownName
      case .circularReference: .cycle
      case .syntax: .syntax
      default: .refused
      }
    severity = .error
    self.location = location
    problem = parts.message
    help = parts.help
    proof = nil
  }
}

/// A line that shows what a pattern costs.
package struct CostProof: Sendable, Equatable {
  /// How the cost grows with the length of such lines.
  package enum Growth: Sendable, Equatable {
    /// By a factor with each round.
    case exponential
    /// With a power of the length, 2 or more.
    case polynomial(Int)
  }

  /// The line.
  package let line: [UInt8]
  /// How the cost grows.
  package let growth: Growth
  /// What is repeated in the line.
  package let round: [UInt8]
  /// How often it is.
  package let rounds: Int
  /// PCRE2's steps on that line; nil for more than ``mostSteps``.
  package let steps: Int?

  /// Steps past which a line counts as hopeless.
  package static let mostSteps = 1 << 19
}

/// What patterns are looked at for.
package enum GrokCheck: String, Sendable, CaseIterable {
  case syntax
  case unknownName = "unknown-name"
  case cycle
  case refused
  case noAnchor = "no-anchor"
  case emptyMatch = "empty-match"
  case greedyMiddle = "greedy-middle"
  case nestedQuantifier = "nested-quantifier"
  case overlappingAlternatives = "overlapping-alternatives-in-loop"
  case intervalQuantifier = "interval-quantifier"
  case adjacentQuantifiers = "adjacent-quantifiers"
  case shadowedAlternative = "shadowed-alternative"
  case fieldTwoTypes = "field-two-types"
  case fieldRepeated = "field-repeated"
  case captureUnused = "capture-unused"
  case captureInLoop = "capture-in-loop"
  case tooLarge = "too-large"
}
