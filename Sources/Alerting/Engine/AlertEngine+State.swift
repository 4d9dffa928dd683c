import Event

extension AlertEngine {
  /// The form of states; another number is another form.
  private static let version: Int64 = 1

  /// What the engine knows of the stream so far, as JSON; a new engine that takes it over goes on as this one would.
  package var state: [UInt8] {
    let rules = JSONObject(
      ruleStates.map { rule, state in
        (rule.name, .array([JSONTree(rule.fingerprint), state]))
      })
    let state = JSONObject([
      ("version", .integer(Self.version)), ("clock", clock.map { .integer($0) } ?? .null),
      ("silence", book.state),
      ("muted", book.mutes.state), ("rules", .object(rules)),
    ])
    return Array(JSONTree.object(state).json.utf8)
  }

  /// Takes over a state, before any event; rules that were changed since, or are new, begin afresh.
  ///
  /// - Returns: the names of rules that begin afresh; nil, and nothing is taken over, if it is no state.
  package func restore(_ bytes: [UInt8]) -> [String]? {
    guard let state = JSONTree(json: bytes)?.object, state["version"]?.integer == Self.version,
      let known = state["rules"]?.object, book.restore(state["silence"]),
      book.mutes.restore(state["muted"])
    else { return nil }
    var states: [String: JSONTree] = [:]
    for (key, value) in known.members {
      states[String(decoding: key, as: UTF8.self)] = value
    }
    return restore(clock: state["clock"]?.time) { rule in
      guard let pair = states[rule.name]?.array, pair.count == 2,
        pair[0].text == rule.fingerprint
      else { return nil }
      return pair[1]
    }
  }
}

extension AlertRule {
  /// A text that changes with the rule.
  var fingerprint: String {
    var hash = KeyHash()
    hash.append(JSONTree.object(options).json)
    hash.append(mode.rawValue)
    return String(hash.value().high, radix: 16)
  }
}
