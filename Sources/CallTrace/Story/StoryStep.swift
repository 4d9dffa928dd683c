/// One line of a story: a message between two participants, or something that one of them wrote.
package struct StoryStep: Sendable {
  /// What it looks like.
  package enum Tone: Sendable {
    /// A message of SIP.
    case sip
    /// A message of T-Library, or another between servers.
    case message
    /// A message that says that something failed.
    case failure
    /// Anything else.
    case note
  }

  /// When it happened, in microseconds since 1970.
  package let time: Int64
  /// The column that it comes from; of a note, the one that wrote it.
  package internal(set) var from: Int
  /// The column that it goes to; nil for a note.
  package internal(set) var to: Int?
  /// What it says.
  package let label: String
  /// What it looks like.
  package let tone: Tone
  /// The places of its events in the story: two for a message that both ends logged.
  package internal(set) var events: [Int]
}
