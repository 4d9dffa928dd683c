package import Grok

extension PatternTools {
  /// What `lint` is to look at, and how.
  package struct LintOptions: Sendable {
    /// Paths and expressions; empty for what comes with genlog.
    package var arguments: [String] = []
    /// Ids of checks to leave out.
    package var ignored: [String] = []
    /// The flavour of the standard library, for what is given.
    package var flavour = Flavour.ecs
    /// Values of `--patterns`: what may be referred to besides.
    package var userPaths: [String] = []

    /// What comes with genlog, looked at for everything.
    package init() {}
  }

  /// Looks for what is wrong with patterns and rules.
  /// - Throws: ``PatternToolsError/unknownCheck(id:nearest:)``, or what keeps a file from being read.
  package static func lint(_ options: LintOptions) throws(PatternToolsError) -> LintReport {
    for id in options.ignored { _ = try check(named: id) }
    let ignored = Set(options.ignored)
    var allowances = Allowances()
    var findings: [LintFinding] = []
    for input in try inputs(options) { findings += LintRun(input, &allowances).findings }
    var seen: Set<LintFinding.Key> = []
    var kept: [LintFinding] = []
    for finding in findings where !ignored.contains(finding.check.id) {
      // Each flavour's finding is asked for, so that an exception for one of them is one that is needed.
      if allowances.allows(finding) || !seen.insert(finding.key).inserted { continue }
      kept.append(finding)
    }
    kept += (allowances.problems + allowances.unused(ignoring: ignored))
      .filter { !ignored.contains($0.check.id) }
    return LintReport(findings: sorted(kept))
  }

  private static func inputs(_ options: LintOptions) throws(PatternToolsError) -> [LintInput] {
    if options.arguments.isEmpty {
      return [try LintInput(builtIn: .ecs), try LintInput(builtIn: .legacy)]
    }
    let paths = options.arguments.filter(isPath)
    let input = try LintInput(
      paths: paths, expressions: options.arguments.filter { !isPath($0) },
      flavour: options.flavour, loaded: options.userPaths)
    return [input]
  }

  /// Whether an argument is a path: it exists, or has nothing that is seldom in paths.
  private static func isPath(_ argument: String) -> Bool {
    InputFile.exists(argument)
      || !argument.contains("%{") && !argument.contains { #"()\^$|+"#.contains($0) }
  }

  private static func sorted(_ findings: [LintFinding]) -> [LintFinding] {
    findings.enumerated().sorted { one, other in
      let (a, b) = (one.element, other.element)
      return (a.file, a.line, a.column ?? 0, one.offset)
        < (b.file, b.line, b.column ?? 0, other.offset)
    }.map(\.element)
  }

  // MARK: Checks

  /// All checks: id, severity, what each looks for.
  package static func lintChecks() -> String {
    Columns.aligned(LintCheck.all.map { [$0.id, $0.severity.rawValue, $0.summary] })
  }

  /// What one check looks for, why, and what is better.
  package static func lintCheck(_ id: String) throws(PatternToolsError) -> String {
    let check = try check(named: id)
    return "\(check.id): \(check.severity.rawValue)\n  \(check.summary)\n"
      + "why: \(check.why)\nbetter: \(check.better)\n"
  }

  private static func check(named id: String) throws(PatternToolsError) -> LintCheck {
    if let check = LintCheck.named(id) { return check }
    throw .unknownCheck(
      id: id, nearest: Spelling.nearest(to: id, among: LintCheck.all.map(\.id)))
  }
}
