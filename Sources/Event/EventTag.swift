/// The marks an event can carry in `tags`, as a set in one word.
package struct EventTags: OptionSet, Sendable, Hashable {
  /// The set's bits; bit n is the n-th name of ``names``.
  package let rawValue: UInt16

  /// Makes the set with these bits.
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Whether no mark is set.
  ///
  /// The general `isEmpty`, and the literal `[]`, go through witness tables that the hot path cannot
  /// afford.
  package var isClear: Bool { rawValue == 0 }

  /// Sets marks; what the general `insert` does, without its witness tables.
  package mutating func add(_ tags: EventTags) {
    self = EventTags(rawValue: rawValue | tags.rawValue)
  }

  /// No rule or expression knew the record.
  package static let parseFailure = EventTags(rawValue: 1 << 0)
  /// A match ran into its limit of steps, memory or time.
  package static let timeout = EventTags(rawValue: 1 << 1)
  /// A captured text is not of the type asked for; the text was kept.
  package static let convertFailure = EventTags(rawValue: 1 << 2)
  /// The record was longer than allowed and was cut.
  package static let truncated = EventTags(rawValue: 1 << 3)
  /// The record is left over from an earlier round of a snapshot file.
  package static let stale = EventTags(rawValue: 1 << 4)

  /// The record goes on where one was cut.
  package static let continued = EventTags(rawValue: 1 << 5)

  /// The words that stand in `tags`, in the order of the bits.
  package static let names: [StaticString] = [
    "_grokparsefailure", "_groktimeout", "_grok_convert_failure", "_truncated", "stale",
    "_continued",
  ]

  /// Appends the set as a JSON array of words.
  package func append(to out: inout JSONBuffer) {
    out.append(UInt8(ascii: "["))
    var isFirst = true
    for (bit, name) in EventTags.names.enumerated() where rawValue & 1 << UInt16(bit) != 0 {
      if !isFirst { out.append(UInt8(ascii: ",")) }
      isFirst = false
      out.append(UInt8(ascii: "\""))
      out.append(name)
      out.append(UInt8(ascii: "\""))
    }
    out.append(UInt8(ascii: "]"))
  }
}
