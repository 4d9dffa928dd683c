/// The options as given in one place, the command line or a configuration file; nil is not given.
package struct OptionValues: Sendable, Equatable {
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
  package var mask: String?
  package var unmatched: String?
  package var maxRecordLines: Int?
  package var maxRecordBytes: Int?
  package var index: String?
  package var user: String?
  package var passwordFile: String?
  package var apiKeyFile: String?
  package var tokenFile: String?
  package var tlsCA: String?
  package var tlsCert: String?
  package var tlsKey: String?
  package var tlsInsecure: Bool?
  package var batchBytes: Int?
  package var batchEvents: Int?
  package var flush: String?
  package var requests: Int?
  package var retryFor: String?
  package var deadLetters: String?
  package var state: String?
  package var start: String?
  package var recordTimeout: String?
  package var drainTimeout: String?
  package var metrics: String?
  package var poll: Bool?
  package var exclude: [String]?
  package var strict: Bool?
  package var jobs: Int?
  package var report: String?
  package var quiet: Bool?
  package var verbose: Bool?
  package var logFormat: String?

  /// Makes values of which none is given.
  package init() {}

  /// These values, and where one is not given that of `other`.
  package func over(_ other: OptionValues) -> OptionValues {
    var merged = self
    for key in OptionKey.all { key.inherit(&merged, other) }
    return merged
  }
}

/// One option: its name on the command line and in the configuration file, and where its value goes.
///
/// The one table of options: the configuration file is read by it, and a test holds it against
/// `genlog parse --help`.
package struct OptionKey: Sendable {
  /// What a value is made of.
  enum Place: Sendable {
    case text(any WritableKeyPath<OptionValues, String?> & Sendable)
    case texts(any WritableKeyPath<OptionValues, [String]?> & Sendable)
    case integer(any WritableKeyPath<OptionValues, Int?> & Sendable)
    case flag(any WritableKeyPath<OptionValues, Bool?> & Sendable)
  }

  /// The name: `--name` on the command line, `name:` in the file.
  package let name: String
  let place: Place

  /// All options that a configuration file can hold.
  package static let all: [OptionKey] = [
    OptionKey(name: "to", place: .texts(\.to)),
    OptionKey(name: "format", place: .text(\.format)),
    OptionKey(name: "fields", place: .text(\.fields)),
    OptionKey(name: "patterns", place: .texts(\.patterns)),
    OptionKey(name: "pattern", place: .texts(\.pattern)),
    OptionKey(name: "ecs", place: .flag(\.ecs)),
    OptionKey(name: "component", place: .text(\.component)),
    OptionKey(name: "date", place: .text(\.date)),
    OptionKey(name: "timezone", place: .text(\.timezone)),
    OptionKey(name: "where", place: .text(\.where)),
    OptionKey(name: "from", place: .text(\.from)),
    OptionKey(name: "until", place: .text(\.until)),
    OptionKey(name: "mask", place: .text(\.mask)),
    OptionKey(name: "unmatched", place: .text(\.unmatched)),
    OptionKey(name: "max-record-lines", place: .integer(\.maxRecordLines)),
    OptionKey(name: "max-record-bytes", place: .integer(\.maxRecordBytes)),
    OptionKey(name: "index", place: .text(\.index)),
    OptionKey(name: "user", place: .text(\.user)),
    OptionKey(name: "password-file", place: .text(\.passwordFile)),
    OptionKey(name: "api-key-file", place: .text(\.apiKeyFile)),
    OptionKey(name: "token-file", place: .text(\.tokenFile)),
    OptionKey(name: "tls-ca", place: .text(\.tlsCA)),
    OptionKey(name: "tls-cert", place: .text(\.tlsCert)),
    OptionKey(name: "tls-key", place: .text(\.tlsKey)),
    OptionKey(name: "tls-insecure", place: .flag(\.tlsInsecure)),
    OptionKey(name: "batch-bytes", place: .integer(\.batchBytes)),
    OptionKey(name: "batch-events", place: .integer(\.batchEvents)),
    OptionKey(name: "flush", place: .text(\.flush)),
    OptionKey(name: "requests", place: .integer(\.requests)),
    OptionKey(name: "retry-for", place: .text(\.retryFor)),
    OptionKey(name: "dead-letters", place: .text(\.deadLetters)),
    OptionKey(name: "state", place: .text(\.state)),
    OptionKey(name: "start", place: .text(\.start)),
    OptionKey(name: "record-timeout", place: .text(\.recordTimeout)),
    OptionKey(name: "drain-timeout", place: .text(\.drainTimeout)),
    OptionKey(name: "metrics", place: .text(\.metrics)),
    OptionKey(name: "poll", place: .flag(\.poll)),
    OptionKey(name: "exclude", place: .texts(\.exclude)),
    OptionKey(name: "strict", place: .flag(\.strict)),
    OptionKey(name: "jobs", place: .integer(\.jobs)),
    OptionKey(name: "report", place: .text(\.report)),
    OptionKey(name: "quiet", place: .flag(\.quiet)),
    OptionKey(name: "verbose", place: .flag(\.verbose)),
    OptionKey(name: "log-format", place: .text(\.logFormat)),
  ]

  func inherit(_ values: inout OptionValues, _ other: OptionValues) {
    switch place {
    case .text(let path): values[keyPath: path] = values[keyPath: path] ?? other[keyPath: path]
    case .texts(let path): values[keyPath: path] = values[keyPath: path] ?? other[keyPath: path]
    case .integer(let path): values[keyPath: path] = values[keyPath: path] ?? other[keyPath: path]
    case .flag(let path): values[keyPath: path] = values[keyPath: path] ?? other[keyPath: path]
    }
  }
}
