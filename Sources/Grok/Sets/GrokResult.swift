/// What came of a subject.
public struct GrokResult: Sendable, Equatable {
  /// A field and its value.
  public struct Field: Sendable, Equatable {
    /// The keys from the outermost object inwards.
    public let path: [String]
    /// What was captured.
    public var value: GrokValue
  }

  /// Whether any pattern matched.
  public var matched: Bool { !patterns.isEmpty }

  /// The indexes, in the set, of the patterns that matched.
  public internal(set) var patterns: [Int] = []

  /// The fields, in order of first appearance.
  public internal(set) var fields: [Field] = []

  /// What went wrong: see ``GrokTag``.
  public internal(set) var tags: [String] = []

  /// The value of a field; nil if it is absent.
  public subscript(path: String...) -> GrokValue? {
    fields.first { $0.path == path }?.value
  }
}

/// The tags that mark an event whose text was not understood in full.
public enum GrokTag {
  /// No pattern matched.
  public static let parseFailure = "_grokparsefailure"
  /// A search passed a limit and was given up.
  public static let timeout = "_groktimeout"
  /// A text was captured that is none of the type asked for; it was kept as text.
  public static let convertFailure = "_grok_convert_failure"
}
