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

  /// What no output has taken or refused yet, with the output's name.
  package var unsettled: [(output: String, notice: AlertNotice)] {
    lanes.flatMap { lane in lane.unsettled.map { (lane.name, $0) } }
  }

  /// Hands what was left by another run to the outputs of that name; false if there is none.
  package func send(_ notice: AlertNotice, again output: String) -> Bool {
    let owners = lanes.filter { $0.name == output }
    for lane in owners { lane.add(notice) }
    return !owners.isEmpty
  }

  /// Gives the outputs until then for what they have not taken yet; what is left then stays in ``unsettled``.
  package func leave(by end: ContinuousClock.Instant) {
    // All at once, so that they share the time.
    for lane in lanes { lane.leave(by: end) }
  }

  /// Gives the outputs so long for what they have not taken yet, and says what became of it; called once.
  package func finish(within limit: Duration) -> [AlertAccount] {
    let end = ContinuousClock.now + limit
    return lanes.map { $0.finish(by: end) }
  }
}
