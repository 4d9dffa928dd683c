/// One figure that is told: its name, and what it means.
package struct Metric: Sendable {
  /// How a figure behaves.
  package enum Kind: String, Sendable {
    /// Only grows, from zero at the start of the process.
    case counter
    /// Goes up and down.
    case gauge
    /// A sum and a count.
    case summary
  }

  /// The name, by Prometheus' conventions.
  package let name: String
  /// How it behaves.
  package let kind: Kind
  /// The names of its labels.
  package let labels: [String]
  /// What it means, in one sentence.
  package let help: String

  /// Describes a figure.
  package init(_ name: String, _ kind: Kind, _ labels: [String], _ help: String) {
    self.name = name
    self.kind = kind
    self.labels = labels
    self.help = help
  }
}
