import Grok

/// Where a text stops matching, and the text as the pattern saw it.
struct ExampleFailure {
  /// Why it stops there.
  private(set) var failure: GrokDiagnosis.Failure
  /// The bytes that its places are in.
  let subject: [UInt8]

  /// Of several patterns the one that came farthest; nil if nothing can be said of any.
  ///
  /// - Parameter tries: patterns, and what each of them sees of a text.
  init?(_ tries: [(pattern: GrokPattern, subject: [UInt8])]) {
    let failures = tries.prefix(Self.mostPatterns).compactMap { pattern, subject in
      pattern.diagnose(subject, budget: Self.budget).failure.map { ($0, subject) }
    }
    // The first of those that came equally far, as rules are tried in order.
    guard let farthest = failures.map(\.0.reached).max(),
      let (failure, subject) = failures.first(where: { $0.0.reached == farthest })
    else { return nil }
    self.failure = failure
    self.subject = subject
  }

  /// Without the reference that only the test wrote, to try the pattern of a name.
  func withoutOutermostReference() -> ExampleFailure {
    var other = self
    if !failure.references.isEmpty {
      other.failure.references.removeFirst()
    } else if !failure.inside.isEmpty {
      other.failure.element = other.failure.inside.removeFirst()
    }
    return other
  }

  /// Of a thousand rules for one id the first are enough.
  private static let mostPatterns = 20
  private static let budget = Duration.milliseconds(200)
}

extension ExampleResult {
  /// All that is to be said of a failure, a line each.
  var explanation: [String] { differences.flatMap(\.lines) + stop }

  /// Where the text stops matching; empty for tests that failed otherwise.
  private var stop: [String] {
    guard differences.contains(where: { if case .noMatch = $0 { true } else { false } })
    else { return [] }
    if answer.tags.contains(GrokTag.timeout) { return ["a search took too long and was given up"] }
    guard let found = test.subject.failure(of: test.text) else {
      return answer.tags.map { "tagged \($0)" }
    }
    let page = FailurePage(found.failure, found.subject, TextStyle(usesColor: false))
    return page.text.split(separator: "\n").map { String($0.dropFirst(2)) }
  }
}
