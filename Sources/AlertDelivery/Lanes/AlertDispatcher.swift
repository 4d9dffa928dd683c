/// Hands notices to all outputs, each on its own way, so that one that fails holds up nobody.
package final class AlertDispatcher: Sendable {
  private let lanes: [AlertLane]

  /// Starts a thread an output.
  ///
  /// - Parameter warning: called with a text for people, from any of the threads.
  /// - Throws: ``AlertOutputFault`` where there are no threads to be had.
  package init(
    _ outputs: [AlertOutputSettings], _ limits: AlertLimits = AlertLimits(),
    warning: @escaping @Sendable (String) -> Void
  ) throws(AlertOutputFault) {
    let letters = DeadAlerts(path: limits.deadLetterPath)
    lanes = outputs.compactMap { AlertLane($0, limits, letters, warning: warning) }
    if lanes.count < outputs.count {
      throw AlertOutputFault(
        problem: "no thread can be started", help: "allow the process more of them")
    }
  }

  /// Hands a notice over; never waits.
  package func send(_ notice: AlertNotice) {
    for lane in lanes { lane.add(notice) }
  }

  /// What became of the notices so far, by output.
  package var accounts: [AlertAccount] { lanes.map(\.account) }

  /// Gives the outputs so long for what they have not taken yet, and says what became of it; called once.
  package func finish(within limit: Duration) -> [AlertAccount] {
    let end = ContinuousClock.now + limit
    return lanes.map { $0.finish(by: end) }
  }
}
