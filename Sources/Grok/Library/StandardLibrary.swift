import Synchronization

/// Which of the two sets of field names the standard patterns capture under.
public enum Flavour: String, Sendable, CaseIterable {
  /// Elastic Common Schema: `[source][address]`.
  case ecs
  /// The names of older Logstash patterns: `clientip`.
  case legacy
}

extension PatternLibrary {
  /// The patterns that come with the library.
  ///
  /// - Throws: what reading the built-in files would throw; the tests keep them free of errors.
  public static func standard(_ flavour: Flavour) throws(GrokError) -> PatternLibrary {
    if let known = loaded.withLock({ $0[flavour] }) { return known }
    var library = PatternLibrary()
    library.flavour = flavour
    for file in StandardFile.all where file.flavour == nil || file.flavour == flavour {
      try library.load(contents: file.contents(), path: file.name)
    }
    loaded.withLock { $0[flavour] = library }
    return library
  }

  private static let loaded = Mutex<[Flavour: PatternLibrary]>([:])
}

/// A built-in pattern file.
struct StandardFile: Sendable {
  /// Its base name under `patterns/standard`.
  let name: String
  /// The only flavour that loads it; nil for both.
  let flavour: Flavour?
  /// Its bytes, as they were when the library was built.
  let contents: @Sendable () -> [UInt8]

  /// The files in the order of loading: a later definition wins.
  static let all: [StandardFile] = [
    StandardFile(name: "core.grok", flavour: nil) { PackageResources.core_grok },
    StandardFile(name: "core.legacy.grok", flavour: .legacy) {
      PackageResources.core_legacy_grok
    },
  ]
}
