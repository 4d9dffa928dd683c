import AlertDelivery

/// What `genlog follow --rules` is to do, rules and all.
struct FollowAlerts: Sendable {
  /// The rules.
  let directory: RuleDirectory
  /// Where notices go.
  let outputs: [AlertOutputSettings]
  private let limits: AlertLimits
  /// How far the clock of the stream stays behind that on the wall where no events come.
  let lag: Duration
  /// How long notices that are on their way are waited for at the end.
  let patience: Duration

  /// How long an event may take from its server to the file, above the time-out of records.
  private static let writing: Duration = .seconds(2)

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
    do throws(RuleDirectoryError) {
      directory = try RuleDirectory(path)
    } catch {
      throw .invalid("\(error)")
    }
    outputs = options.notify
    var limits = AlertLimits()
    limits.deadLetterPath = options.stateRoot + "/dead-alerts.ndjson"
    self.limits = limits
    lag = options.recordTimeout + FollowAlerts.writing
    patience = options.drainTimeout
  }
}
