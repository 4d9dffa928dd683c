package import YAMLReading

/// The options as given in one place, the command line or a configuration file; nil is not given.
///
/// An option is a field here, a row of ``OptionKey/all`` and, as it has a flag, a line in the command.
package struct OptionValues: Sendable, Equatable {
  package var inputs: [String]?
  package var to: [String]?
  package var format: String?
  package var fields: String?
  package var patterns: [String]?
  package var pattern: [String]?
  package var ecs: Bool?
  package var component: String?
  package var date: String?
  package var timezone: String?
  package var `where`: String?
  package var from: String?
  package var until: String?
  package var geo: Bool?
  package var geoNumbers: [String]?
  package var geoPostcodes: [String]?
  package var geoTable: String?
  package var geoIP: [String]?
  package var geoAddresses: [String]?
  package var payload: String?
  package var flows: String?
  package var interface: [String]?
  package var filter: String?
  package var promiscuous: Bool?
  package var snapLength: Int?
  package var kernelBuffer: String?
  package var queue: String?
  package var dropTo: String?
  package var write: String?
  package var rotateSize: String?
  package var rotateEvery: String?
  package var keep: Int?
  package var count: Int?
  package var duration: String?
  package var mask: String?
  package var unmatched: String?
  package var maxRecordLines: Int?
  package var maxRecordBytes: Int?
  package var index: String?
  package var user: String?
  package var password: String?
  package var passwordFile: String?
  package var apiKey: String?
  package var apiKeyFile: String?
  package var token: String?
  package var tokenFile: String?
  package var aws: Bool?
  package var awsRegion: String?
  package var awsService: String?
  package var tlsCA: String?
  package var tlsFingerprint: String?
  package var tlsVerify: String?
  package var tlsInsecure: Bool?
  package var tlsCert: String?
  package var tlsKey: String?
  package var tlsKeyPasswordFile: String?
  package var proxy: String?
  package var batchBytes: Int?
  package var batchEvents: Int?
  package var flush: String?
  package var requests: Int?
  package var compression: Bool?
  package var retryFor: String?
  package var deadLetters: String?
  package var state: String?
  package var start: String?
  package var recordTimeout: String?
  package var drainTimeout: String?
  package var metrics: String?
  package var poll: Bool?
  package var exclude: [String]?
  package var rules: String?
  package var notify: [String]?
  package var strict: Bool?
  package var jobs: Int?
  package var report: String?
  package var quiet: Bool?
  package var verbose: Bool?
  package var logFormat: String?

  /// The options of one destination: by the number of it in `to`.
  package var destinationOptions: [Int: OptionValues] = [:]
  /// Where values stand in a configuration file, by the name of their option: one for each element of a list.
  ///
  /// A value without a source was given on the command line.
  package var sources: [String: [OptionSource]] = [:]
  /// What is wrong with the file that the values come from.
  package var problems: [PipelineError] = []
  /// What is not as it should be with that file, though it can be used.
  package var warnings: [String] = []

  /// Makes values of which none is given.
  package init() {}

  /// These values, and where one is not given that of `other`.
  ///
  /// Whoever says one way to log in has said them all: an API key here leaves out a password there.
  package func over(_ other: OptionValues) -> OptionValues {
    var merged = self
    let hasLogin = OptionKey.all.contains { $0.isLogin && $0.isGiven(in: self) }
    for key in OptionKey.all where !(hasLogin && key.isLogin) { key.inherit(&merged, other) }
    merged.problems += other.problems
    merged.warnings += other.warnings
    return merged
  }

  /// The values for one of the destinations: the command line's for all, then its own, then the file's for all.
  func ofDestination(_ number: Int) -> OptionValues {
    guard let own = destinationOptions[number] else { return self }
    var flags = OptionValues()
    for key in OptionKey.all where sources[key.name] == nil { key.inherit(&flags, self) }
    var values = flags.over(own)
    values.problems = []
    return values.over(self)
  }

  /// Where an element of an option's value stands in the file; nil for the command line.
  func place(of name: String, element: Int = 0) -> OptionSource? {
    sources[name].flatMap { $0.indices.contains(element) ? $0[element] : $0.first }
  }
}

/// Where a value stands in a configuration file.
package struct OptionSource: Sendable, Equatable {
  /// Where it starts.
  package let place: TextPlace
  /// The value as written, with variables in it; nil where it has none.
  package let written: String?
  /// What the variables hold that stand in it; not to be shown.
  package let variables: [String: String]
}
