package import AlertDelivery
package import Alerting

/// Where the alerts of rules are sent, and how fast.
package struct AlertNotifierOptions: Sendable {
  /// Texts of outputs (``AlertOutputSettings/forms``), or ``AlertNotifier/ofRules``.
  package var destinations: [String] = []
  /// What logs in where a URL names a user but no password.
  package var password: String?
  /// How many alerts a minute an output is sent; files take all at once.
  package var perMinute = 60
  /// How long an alert is tried again.
  package var retryFor = Duration.seconds(3600)
  /// The file for alerts that found no taker.
  package var deadLetterPath = "genlog-dead-alerts.ndjson"

  /// The defaults.
  package init() {}

  fileprivate var limits: AlertLimits {
    var limits = AlertLimits()
    limits.perMinute = perMinute
    limits.retryFor = retryFor
    limits.deadLetterPath = deadLetterPath
    return limits
  }
}

/// Why alerts cannot be sent.
package enum AlertNotifierError: Error, Equatable, CustomStringConvertible {
  /// A text that names no output.
  case badDestination(text: String, AlertOutputFault)
  /// No rule names an output.
  case noOutputs
  /// More outputs than threads should be started for.
  case manyOutputs(count: Int, most: Int)

  /// The message as printed.
  package var description: String {
    switch self {
    case .badDestination(let text, let fault): "--notify \(text): \(fault)"
    case .noOutputs:
      "--notify rules: no rule names an output\nhelp: add `alert: [slack]` and its options to a rule, "
        + "or write where alerts go: --notify slack+https://HOST/PATH"
    case .manyOutputs(let count, let most):
      "the rules name \(count) outputs, and \(most) are the most\n"
        + "help: let rules that tell the same people name the same output"
    }
  }
}

/// Sends the alerts of rules: to all outputs that were named, and to those that a rule names itself.
///
/// Used by one thread. Outputs have threads of their own, and no alert waits for them.
package final class AlertNotifier {
  /// The destination that means the outputs which rules name.
  package static let ofRules = "rules"
  /// The most outputs.
  private static let mostOutputs = 200
  /// How many notices may wait at a file before more are sent.
  private static let mostAtFiles = 500

  private struct Lane {
    let dispatcher: AlertDispatcher
    let isFile: Bool
    var sent = 0

    /// How many notices it was given of which nothing is known yet.
    var waiting: Int {
      dispatcher.accounts.reduce(sent) { $0 - $1.taken - $1.repeated - $1.dead }
    }
  }

  private var lanes: [Lane] = []
  /// For each rule, the lanes that its alerts take.
  private let ways: [[Int]]
  private let wordings: [NoticeWording]
  private let limits: AlertLimits

  /// Starts the outputs.
  ///
  /// - Parameter warning: called with a text for people, from any thread.
  /// - Throws: ``AlertNotifierError``, ``RuleDirectoryError`` for mistakes in what rules say of their alerts, or
  ///   `AlertOutputFault`.
  package init(
    _ options: AlertNotifierOptions, _ rules: RuleDirectory,
    warning: @escaping @Sendable (String) -> Void
  ) throws {
    let usesRules = options.destinations.contains(Self.ofRules)
    let said = try RuleNotices(rules, withOutputs: usesRules, password: options.password)
    wordings = said.wordings
    limits = options.limits
    var outputs: [AlertOutputSettings] = []
    func number(of output: AlertOutputSettings) -> Int {
      if let number = outputs.firstIndex(of: output) { return number }
      outputs.append(output)
      return outputs.count - 1
    }
    var common: [Int] = []
    for text in options.destinations where text != Self.ofRules {
      do throws(AlertOutputFault) {
        common.append(
          number(of: try AlertOutputSettings(parsing: text, password: options.password)))
      } catch {
        throw AlertNotifierError.badDestination(text: text, error)
      }
    }
    if usesRules, said.outputs.allSatisfy(\.settings.isEmpty) {
      throw AlertNotifierError.noOutputs
    }
    ways = rules.rules.indices.map { rule in
      let own = usesRules ? said.outputs[rule].settings.map { number(of: $0) } : []
      return Set(common + own).sorted()
    }
    guard outputs.count <= Self.mostOutputs else {
      throw AlertNotifierError.manyOutputs(count: outputs.count, most: Self.mostOutputs)
    }
    said.warningTexts.forEach(warning)
    lanes = try outputs.map { try Self.lane($0, options.limits, warning) }
  }

  private static func lane(
    _ output: AlertOutputSettings, _ limits: AlertLimits,
    _ warning: @escaping @Sendable (String) -> Void
  ) throws(AlertOutputFault) -> Lane {
    var limits = limits
    var isFile = false
    if case .lines = output { isFile = true }
    // People are spared by a rate; files are not read one alert at a time.
    if isFile { limits.perMinute = nil }
    return Lane(
      dispatcher: try AlertDispatcher([output], limits, warning: warning), isFile: isFile)
  }

  /// Hands an alert over; waits only for files, and only where they are far behind.
  package func send(_ alert: Alert) {
    let ways = ways[alert.rule]
    guard !ways.isEmpty else { return }
    let notice = wordings[alert.rule].notice(alert)
    for way in ways {
      lanes[way].dispatcher.send(notice)
      lanes[way].sent += 1
      guard lanes[way].isFile, lanes[way].sent % 100 == 0 else { continue }
      while lanes[way].waiting > Self.mostAtFiles { AlertPause.short() }
    }
  }

  /// How many notices wait at the output where most do, files aside.
  package var waiting: Int { lanes.filter { !$0.isFile }.map(\.waiting).max() ?? 0 }

  /// Waits until all notices are settled, as long as the rate and the tries may take; called once.
  ///
  /// - Returns: what became of the notices at each output.
  package func finish() -> [AlertAccount] {
    let minutes = Double(limits.waiting) / Double(max(limits.perMinute ?? limits.waiting, 1))
    let limit = limits.retryFor + .seconds(60 * (minutes + 1))
    return lanes.flatMap { $0.dispatcher.finish(within: limit) }
  }
}
