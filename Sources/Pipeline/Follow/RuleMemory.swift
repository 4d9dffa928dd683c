import AlertDelivery
import Alerting
import Event

/// What rules know after some event, and the notices that were on their way then.
///
/// As bytes it is a line of JSON with the notices, and the engine's own state behind it.
struct RuleMemory {
  /// ``AlertEngine/state``.
  let engine: [UInt8]
  /// Notices that no output had taken, with the output's name.
  let waiting: [(output: String, notice: AlertNotice)]

  /// Takes both.
  init(engine: [UInt8], waiting: [(output: String, notice: AlertNotice)]) {
    self.engine = engine
    self.waiting = waiting
  }

  /// Reads bytes; nil if they are none.
  init?(_ bytes: [UInt8]) {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
      let list = JSONTree(json: Array(bytes[..<end]))?.array
    else { return nil }
    engine = Array(bytes[(end + 1)...])
    waiting = list.compactMap { element in
      guard let element = element.object, let output = element["output"]?.text,
        let notice = AlertNotice(memory: element)
      else { return nil }
      return (output, notice)
    }
  }

  /// The bytes.
  var bytes: [UInt8] {
    let list = waiting.map { output, notice in
      JSONTree.object(JSONObject([("output", JSONTree(output))] + notice.memory))
    }
    return Array(JSONTree.array(list).json.utf8) + [UInt8(ascii: "\n")] + engine
  }
}

extension AlertNotice {
  /// What it is made of.
  fileprivate var memory: [(String, JSONTree)] {
    [
      ("id", JSONTree(id)), ("rule", JSONTree(rule)), ("state", JSONTree(state.rawValue)),
      ("severity", JSONTree(severity.rawValue)), ("time", .integer(time)),
      ("key", key.map { JSONTree($0) } ?? .null), ("subject", JSONTree(subject)),
      ("text", JSONTree(text)), ("match", .string(match)),
    ]
  }

  /// Makes one again; nil where something is missing.
  fileprivate init?(memory: JSONObject) {
    guard let id = memory["id"]?.text, let rule = memory["rule"]?.text,
      let state = (memory["state"]?.text).flatMap(State.init),
      let severity = (memory["severity"]?.text).flatMap(Severity.init),
      let time = memory["time"]?.integer, let subject = memory["subject"]?.text,
      let text = memory["text"]?.text, case .string(let match)? = memory["match"]
    else { return nil }
    self.init(
      id: id, rule: rule, state: state, severity: severity, time: time,
      key: memory["key"]?.text, subject: subject, text: text, match: match)
  }
}
