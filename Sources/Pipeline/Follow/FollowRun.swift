import Delivery
import FollowState
import LogInput
import Synchronization

/// A run of `genlog follow`: live logs in, events out, until it is told to end.
package struct FollowRun {
  private let load: () throws(PipelineError) -> (FollowOptions, warnings: [String])
  private let options: FollowOptions
  private let rules: RunRules
  private let alerts: FollowAlerts?
  private let messages: MessageLog

  /// Loads the configuration, rules and patterns.
  ///
  /// - Parameter load: gives the options, and what is doubtful about them; called again at each SIGHUP.
  /// - Throws: ``PipelineError`` when an option, a pattern or a rule is wrong.
  package init(
    _ load: @escaping () throws(PipelineError) -> (FollowOptions, warnings: [String])
  ) throws(PipelineError) {
    self.load = load
    let (options, warnings) = try load()
    self.options = options
    rules = try RunRules(options.parse)
    alerts = try FollowAlerts(options)
    messages = MessageLog(options.parse)
    warnings.forEach(messages.warning)
  }

  /// Follows; returns the exit code.
  ///
  /// - Throws: ``PipelineError`` when it cannot start.
  package func run() throws(PipelineError) -> Int32 {
    let signals = SignalWait()
    let monitor = FollowMonitor()
    let watch = try FollowWatch(monitor, options.metrics, messages)
    var run = self
    while true {
      let session = try FollowSession(run.options, run.rules, run.alerts, run.messages)
      monitor.attach(session.watched)
      session.start()
      watch.noteStart()
      switch run.attend(session, signals, watch) {
      case .ended: return session.finish()
      case .reload(let next):
        _ = session.finish()
        run = next
        watch.move(to: run.options.metrics)
        messages.info("the configuration was read again")
      }
    }
  }

  private enum Ending {
    case ended
    case reload(FollowRun)
  }

  /// Waits for signals until the session has ended.
  private func attend(
    _ session: FollowSession, _ signals: SignalWait, _ watch: FollowWatch
  ) -> Ending {
    var next: FollowRun?
    var isStopping = false
    while !session.hasEnded {
      switch signals.next() {
      case .poke: break
      case .stop:
        watch.noteStop()
        // The second time it is meant.
        session.stop(within: isStopping ? .zero : options.drainTimeout)
        isStopping = true
        next = nil
      case .reload:
        if isStopping { break }
        watch.noteReload()
        do throws(PipelineError) {
          next = try FollowRun(load)
          watch.noteEnd()
          session.stop(within: options.drainTimeout)
        } catch {
          messages.error("the configuration is left as it was: \(error)")
          watch.noteRefusal()
        }
      }
    }
    return next.map { .reload($0) } ?? .ended
  }
}
