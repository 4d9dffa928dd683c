/// One step on the way to a destination, and how it went.
package struct ProbeStep: Sendable, Equatable {
  /// How a step went.
  package enum Result: String, Sendable {
    case ok, warn, fail
    /// It was not tried, as one before it failed or it makes no sense here.
    case skipped
  }

  /// What was tried: `name`, `tls`.
  package let name: String
  /// How it went.
  package let result: Result
  /// What was found, in one line and without secrets.
  package let text: String
  /// What to do about it; nil where nothing is to be done.
  package let help: String?

  /// Makes a step.
  package init(_ name: String, _ result: Result, _ text: String, help: String? = nil) {
    self.name = name
    self.result = result
    self.text = printable(text)
    self.help = help
  }

  /// A step that was not tried.
  package static func skipped(_ name: String, _ why: String = "not tried") -> ProbeStep {
    ProbeStep(name, .skipped, why)
  }
}
