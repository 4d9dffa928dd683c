/// What a rule found.
package struct Alert: Sendable {
  /// What has happened.
  package enum Status: String, Sendable {
    /// A match of a rule in ElastAlert's mode, which knows no end.
    case matched
    /// Something has happened, or begun.
    case firing
    /// What had begun is over.
    case resolved
  }

  /// The number of the rule among those of the engine.
  package let rule: Int
  /// The rule's name.
  package let ruleName: String
  /// What has happened.
  package let status: Status
  /// What stays the same from the first alert of a condition to its end, and in every run over the same events; for
  /// receivers that drop what they have.
  package let id: String
  /// How often the condition was told, this time included; receivers that drop what they have know a reminder by it.
  package let telling: Int
  /// When, in microseconds since 1970; nil where the event has no time.
  package let time: Int64?
  /// The value of the query key; nil without one.
  package let key: JSONTree?
  /// Why, in words: `3 events within 30s`.
  package let reason: String
  /// How many matches were kept silent since the last alert of the same thing.
  package let silenced: Int
  /// The event or the figures, with what ElastAlert adds.
  package let match: JSONObject
}

extension Alert {
  /// What a receiver knows the alert by: the id, or with `match` one of all that the alert holds, so that two events of one
  /// moment are two.
  ///
  /// A match in ElastAlert's mode has no other.
  package func receiverID(match isOfMatch: Bool) -> String {
    guard id.isEmpty || isOfMatch else { return id }
    var hash = KeyHash()
    hash.append(ruleName)
    hash.append(id)
    hash.append(JSONTree.object(match).json)
    return hash.hexadecimal
  }
}
