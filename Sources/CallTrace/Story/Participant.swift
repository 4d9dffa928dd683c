/// One column of a story: who sends, receives or writes.
package struct Participant: Sendable, Hashable {
  /// What it is.
  package enum Kind: Sendable, Hashable {
    /// A server whose log was read.
    case server
    /// Someone that a log names: a client, an address, a number.
    case endpoint
  }

  /// What it is.
  package let kind: Kind
  /// How it is called.
  package let name: String
  /// What is known of it besides: a server's type.
  package let detail: String?
}
