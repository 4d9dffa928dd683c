import Delivery
import Synchronization

@testable import AlertDelivery

extension AlertNotice {
  /// A notice as rules make it.
  static func sample(_ id: String = "a1", _ state: State = .firing) -> AlertNotice {
    AlertNotice(
      id: id, rule: "Trunk silent", state: state, severity: .major, time: 1_768_208_400_000_000,
      key: "trunk-1", subject: "No INVITE over trunk-1",
      text: "Nothing for 5 minutes.\nSee <SBC> & \"co\".",
      match: Array(#"{"host":{"name":"sip-1"},"num":7,"trunk":"trunk-1"}"#.utf8))
  }
}

/// Values that other threads add, and a test reads.
final class Collected<Value: Sendable>: Sendable {
  private let values = Mutex<[Value]>([])

  func add(_ value: Value) { values.withLock { $0.append(value) } }
  var all: [Value] { values.withLock { $0 } }
}

extension AlertLimits {
  /// Limits that wait for nothing longer than a test may take, and a dead-letter file of their own.
  static func quick(_ deadLetterPath: String = "/dev/null") -> AlertLimits {
    var limits = AlertLimits()
    limits.backoff.first = .milliseconds(5)
    limits.backoff.most = .milliseconds(20)
    limits.perMinute = nil
    limits.deadLetterPath = deadLetterPath
    return limits
  }
}
