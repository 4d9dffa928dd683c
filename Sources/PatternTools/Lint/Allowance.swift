import Grok

/// An exception that a file explains: `# lint: allow greedy-middle: the name may hold brackets`.
struct Allowance {
  /// The check whose findings it allows.
  let check: LintCheck
  /// The line that says so.
  let origin: PatternOrigin

  /// Reads what stands behind `lint:`; the problem, if it is no exception.
  static func read(_ remark: PatternRemark) -> Result<Allowance, Problem> {
    let words = remark.text.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.first == "allow", words.count == 2 else {
      return .failure(
        Problem(text: "`lint:` is followed by something other than `allow ID: REASON`"))
    }
    let parts = words[1].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let id = trim(parts[0])
    guard let check = LintCheck.named(id) else {
      let nearest = Spelling.nearest(to: id, among: LintCheck.all.map(\.id))
      return .failure(
        Problem(text: "no check is named `\(id)`", help: nearest.map { "did you mean `\($0)`?" }))
    }
    guard parts.count == 2, !trim(parts[1]).isEmpty else {
      return .failure(Problem(text: "the exception for \(id) gives no reason"))
    }
    return .success(Allowance(check: check, origin: remark.origin))
  }

  /// What is wrong with a line.
  struct Problem: Error {
    let text: String
    var help: String?
  }

  private static func trim(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " || $0 == "\r" }.reversed())
  }
}

/// The exceptions of all files, and which of them were needed.
struct Allowances {
  private var byOwner: [LintFinding.Owner: [(allowance: Allowance, isUsed: Bool)]] = [:]
  /// What is wrong with exceptions.
  private(set) var problems: [LintFinding] = []

  /// Reads the remarks above a definition or a rule.
  mutating func add(_ remarks: [PatternRemark], of owner: LintFinding.Owner) {
    guard byOwner[owner] == nil else { return }
    byOwner[owner] = []
    for remark in remarks {
      switch Allowance.read(remark) {
      case .success(let allowance): byOwner[owner]?.append((allowance, false))
      case .failure(let problem): addProblem(problem.text, problem.help, remark)
      }
    }
  }

  /// Remarks that stand above nothing.
  mutating func addStray(_ remarks: [PatternRemark]) {
    for remark in remarks { addProblem("the exception stands above no definition", nil, remark) }
  }

  private mutating func addProblem(_ text: String, _ help: String?, _ remark: PatternRemark) {
    guard let check = LintCheck.named("bad-allow") else { return }
    problems.append(
      LintFinding(
        check, in: LintFinding.Owner(file: remark.origin.file, line: remark.origin.line), text,
        help: help ?? "write # lint: allow ID: REASON directly above a definition or a rule",
        text: "# lint:" + remark.text))
  }

  /// Whether a finding is allowed; notes that the exception was needed.
  mutating func allows(_ finding: LintFinding) -> Bool { use(finding.check.id, of: finding.owner) }

  /// Notes that an exception was needed; false if there is none.
  @discardableResult
  mutating func use(_ id: String, of owner: LintFinding.Owner) -> Bool {
    guard let index = byOwner[owner]?.firstIndex(where: { $0.allowance.check.id == id }) else {
      return false
    }
    byOwner[owner]?[index].isUsed = true
    return true
  }

  /// The exceptions that nothing needed, but for those of checks that were left out.
  func unused(ignoring ignored: Set<String>) -> [LintFinding] {
    guard let check = LintCheck.named("unused-allow") else { return [] }
    return byOwner.values.joined().filter { !$0.isUsed && !ignored.contains($0.allowance.check.id) }
      .map { allowance, _ in
        LintFinding(
          check, in: LintFinding.Owner(file: allowance.origin.file, line: allowance.origin.line),
          "nothing needs the exception for \(allowance.check.id)", help: "leave the line out")
      }
  }
}
