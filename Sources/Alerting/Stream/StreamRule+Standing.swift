extension StreamRule {
  /// The conditions that hold, those of the longest unseen keys first.
  var standing: [StandingAlert] {
    slots.oldestFirst.compactMap { slot in
      let phase = phases[slot]
      let stage: StandingAlert.Stage
      switch phase.stage {
      case .idle: return nil
      case .pending: stage = .pending
      case .firing: stage = .firing
      case .ending: stage = .ending
      }
      return StandingAlert(
        rule: rule.name, key: keyText(slot), stage: stage, since: phase.since,
        tellings: Int(clamping: phase.tellings))
    }
  }

  /// Ends the conditions of one key or of all, and begins with those keys as if they were new.
  ///
  /// - Returns: how many there were.
  func resolve(key: String?, at time: Int64, _ tell: (Alert) -> Void) -> Int {
    var count = 0
    for slot in slots.oldestFirst where phases[slot].stage != .idle {
      if let key, keyText(slot) != key { continue }
      count += 1
      if phases[slot].tellings > 0 { tell(alert(slot, .resolved, at: time, silenced: 0)) }
      forget(slot)
      condition.begin(slot, at: time)
      plan(slot, condition.look(slot, at: time).next, at: time)
    }
    return count
  }
}
