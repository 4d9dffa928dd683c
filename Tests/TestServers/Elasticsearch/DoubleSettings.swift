/// What a double is like, for as long as it runs.
package struct DoubleSettings: Sendable {
  /// Which indices come into being by themselves when something is written to them.
  package enum AutoCreate: String, Sendable, CaseIterable {
    /// All, and data streams where a template says so: the default of the real one.
    case any
    /// Data streams only: what no template of a setup covers is refused.
    case streams
    /// None.
    case none
  }

  /// What is kept of a document.
  package enum Keeping: Sendable, Equatable {
    /// All of it.
    case sources
    /// Its `_id`, a hash of its source, and the values at these paths, `log.offset` say.
    case digests(fields: [String])
  }

  /// A login that is let in.
  package enum Login: Sendable, Equatable {
    /// A user with a password.
    case basic(user: String, password: String)
    /// An API key, as `id:key`.
    case apiKey(String)
    /// A token.
    case bearer(String)
  }

  /// Which server it is like.
  package var personality = Personality(.elasticsearch, [8, 11, 1])
  /// Who is let in; everybody if empty.
  package var logins: [Login] = []
  /// The privileges that logins have, of those that somebody asks for; all if nil.
  package var privileges: [String]?
  /// Which indices come into being by themselves.
  package var autoCreate = AutoCreate.any
  /// What is kept of a document.
  package var keeping = Keeping.sources
  /// Whether documents that do not fit go to the failure store of their data stream.
  package var failureStore = false
  /// How many indices there may be (a cluster's limit of shards).
  package var mostIndices = 1000
  /// How much a request may be, and whether replies are compressed.
  package var limits = HTTPLimits()
  /// Whether requests are kept with their bodies; else the last thousand without.
  package var keepsRequests = true
  /// Takes everything, keeps nothing: for measuring what is before it.
  package var isSink = false
  /// What random faults follow from.
  package var seed: UInt64 = 1
  /// How it fails at first.
  package var faults = Faults()

  /// Like an Elasticsearch that was just installed, without a fault.
  package init() {}
}
