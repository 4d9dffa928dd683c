/// One place to which notices go.
///
/// It is made and used by the thread of its lane alone.
protocol AlertOutput: AnyObject {
  /// Sends a notice, and waits until it is known what became of it.
  func send(_ notice: AlertNotice) -> AlertVerdict
}

/// What became of a notice at an output.
enum AlertVerdict: Sendable, Equatable {
  /// It is there.
  case taken
  /// It may be taken later: why it was not, and how long the other side asks to be left alone.
  case later(String, after: Duration? = nil)
  /// It will never be taken.
  case refused(String)

  /// What an answer over HTTP means.
  static func http(_ status: Int, _ reason: String, after: Duration?) -> AlertVerdict {
    switch status {
    case 200..<300: .taken
    case 408, 425, 429, 500...: .later(reason, after: after)
    default: .refused(reason)
    }
  }
}
