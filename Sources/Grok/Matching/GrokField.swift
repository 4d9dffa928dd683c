/// A field that a pattern captures.
public struct GrokField: Sendable, Equatable {
  /// The keys from the outermost object inwards: `[client][ip]` and `client.ip` are both two.
  public let path: [String]

  /// The type of the first group.
  public let type: GrokType?

  /// The capture groups that fill it, in order; several where the name repeats.
  public let groups: [GrokGroup]
}

/// One capture group of a field.
public struct GrokGroup: Sendable, Equatable {
  /// The number to ask ``GrokMatcher/range(ofGroup:)`` for.
  public let number: Int

  /// What its text is turned into; nil is text.
  public let type: GrokType?
}
