import AlertDelivery

/// What `genlog follow --rules` is to do, rules and all.
struct FollowAlerts: Sendable {
  /// The rules.
  let directory: RuleDirectory
  /// Where notices go.
  let outputs: [AlertOutputSettings]
  /// For each rule, the numbers of the outputs that its alerts go to.
  let ways: [[Int]]
  /// For each rule, how its alerts are put into words.
  let wordings: [NoticeWording]
  /// What is doubtful about the rules.
  let warnings: [String]
  private let limits: AlertLimits
  /// How far the clock of the stream stays behind that on the wall where no events come.
  let lag: Duration
  /// How long notices that are on their way are waited for at the end.
  let patience: Duration

  /// How long an event may take from its server to the file, above the time-out of records.
  private static let writing: Duration = .seconds(2)
  /// The most outputs: each has a thread.
  private static let mostOutputs = 200

  /// How patient an output is, and how fast: people are spared by a rate, files take all.
  func limits(of output: AlertOutputSettings) -> AlertLimits {
    guard case .lines = output else { return limits }
    var limits = limits
    limits.perMinute = nil
    return limits
  }

  /// Reads the rules that `options` name; nil if they name none.
  /// - Throws: ``PipelineError``, the mistakes of all rules.
  init?(_ options: FollowOptions) throws(PipelineError) {
    guard let path = options.rulesPath else { return nil }
    let said: RuleNotices
    do throws(RuleDirectoryError) {
      directory = try RuleDirectory(path)
      said = try RuleNotices(
        directory, withOutputs: options.notifiesByRules, password: options.notifyPassword)
    } catch {
      throw .invalid("\(error)")
    }
    wordings = said.wordings
    warnings = directory.warningTexts + said.warningTexts
    (outputs, ways) = try FollowAlerts.ways(options, directory, said)
    var limits = AlertLimits()
    limits.deadLetterPath = options.stateRoot + "/dead-alerts.ndjson"
    self.limits = limits
    lag = options.recordTimeout + FollowAlerts.writing
    patience = options.drainTimeout
  }

  /// All outputs, each once, and which of them the alerts of each rule go to.
  private static func ways(
    _ options: FollowOptions, _ directory: RuleDirectory, _ said: RuleNotices
  ) throws(PipelineError) -> ([AlertOutputSettings], [[Int]]) {
    var outputs: [AlertOutputSettings] = []
    func number(of output: AlertOutputSettings) -> Int {
      if let number = outputs.firstIndex(of: output) { return number }
      outputs.append(output)
      return outputs.count - 1
    }
    let common = options.notify.map { number(of: $0) }
    let ways = directory.rules.indices.map { rule in
      let own = said.outputs.isEmpty ? [] : said.outputs[rule].settings.map { number(of: $0) }
      return Set(common + own).sorted()
    }
    guard !outputs.isEmpty else { throw .invalid("\(AlertNotifierError.noOutputs)") }
    guard outputs.count <= mostOutputs else {
      throw .invalid("\(AlertNotifierError.manyOutputs(count: outputs.count, most: mostOutputs))")
    }
    guard !outputs.contains(where: { options.holdsEvents($0) }) else {
      throw .invalid(
        "a rule's own output is where events go, and alerts would be among them\n"
          + "help: name another place in the rule, or with --to")
    }
    return (outputs, ways)
  }
}
