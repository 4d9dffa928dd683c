package import GenesysLog
package import Grok
import LogInput
import Synchronization

/// Reads the records of logs as ``ParseRun`` does, for others than events.
package struct RecordScan: Sendable {
  private let options: ParseOptions
  private let loaded: RunRules

  /// Loads rules and patterns, and compiles the expressions.
  ///
  /// - Parameter usesBuiltInRules: whether the rules and messages that come with the program count.
  /// - Throws: ``PipelineError`` when a pattern, rule or expression is wrong.
  package init(
    _ options: ParseOptions, usesBuiltInRules: Bool = true
  ) throws(PipelineError) {
    self.options = options
    loaded = try RunRules(options, usesBuiltInRules: usesBuiltInRules)
  }

  /// The rules for the records.
  package var rules: RuleSet { loaded.rules }
  /// The expressions that stand for rules; empty for none.
  package var expressions: [GrokPattern] { loaded.expressions }
  /// The names of rules or expressions by the numbers of ``EncodingOutcome/matched(_:)``.
  package var ruleNames: [String] { loaded.names }

  /// Reads all inputs, and tells what could not be read.
  ///
  /// - Parameters:
  ///   - findings: what there is before the first block.
  ///   - makeConsumer: makes the consumer of a worker, on the worker's thread.
  package func run<Consumer: RecordConsumer & ~Copyable>(
    _ messages: MessageLog, into findings: Consumer.Findings,
    _ makeConsumer: @escaping @Sendable () -> Consumer
  ) -> ScanOutcome<Consumer.Findings> {
    let (inputs, problems) = LogInputs(options.inputs).telling(messages)
    for problem in problems { messages.error("\(problem)") }
    let output = ScanOutput(
      ScanOutcome(findings: findings, problems: problems.count), messages,
      options.isQuiet ? nil : ProgressBar(inputs))
    let feed = BlockFeed(
      inputs, logs: LogOpener(options, rules: loaded.rules), scansAhead: options.jobs > 1)
    let gate = TurnGate()
    let readsLines = !loaded.expressions.isEmpty
    WorkerThreads.run(options.jobs) {
      var consumer = makeConsumer()
      while let work = feed.next() {
        let (reader, end) =
          readsLines ? work.takeLines(&consumer) : work.takeRecords(&consumer)
        feed.resume(with: reader, from: end)
        let isNext = gate.pass(work.number) {
          output.end(work, bytes: end) { consumer.report(into: &$0) }
          return true
        }
        guard isNext else { return }
      }
    }
    return output.finish()
  }
}

/// What the workers of a scan found so far; blocks come one at a time and in order (``TurnGate``).
private final class ScanOutput<Findings: Sendable>: Sendable {
  private struct State: Sendable {
    var outcome: ScanOutcome<Findings>
    var progress: ProgressBar?
  }

  private let messages: MessageLog
  private let state: Mutex<State>

  init(_ outcome: ScanOutcome<Findings>, _ messages: MessageLog, _ progress: ProgressBar?) {
    self.messages = messages
    state = Mutex(State(outcome: outcome, progress: progress))
  }

  /// Takes what a block gave.
  func end(_ work: BlockWork, bytes: Int, _ report: (inout Findings) -> Void) {
    state.withLock { state in
      report(&state.outcome.findings)
      state.outcome.bytes += Int64(bytes)
      state.progress?.update(input: work.input, sourceBytes: work.sourceBytes)
      guard let failure = work.failure else { return }
      state.outcome.problems += 1
      state.progress?.clear()
      messages.error("\(failure)")
    }
  }

  /// All there is, at the end.
  func finish() -> ScanOutcome<Findings> {
    state.withLock { state in
      state.progress?.clear()
      return state.outcome
    }
  }
}
