package import Grok

/// What the libraries of both flavours hold.
package struct PatternCatalog: Sendable {
  /// A definition and the flavours that have it.
  package struct Entry: Sendable {
    /// The definition.
    package let definition: PatternDefinition
    /// The only flavour with this definition; nil for both.
    package let flavour: Flavour?

    /// `both`, `ecs` or `legacy`.
    package var flavourName: String { flavour?.rawValue ?? "both" }

    /// The first line of the comment above the definition.
    package var meaning: String {
      definition.summary.split(separator: "\n").first.map(String.init) ?? ""
    }
  }

  /// The entries by name; a name that the flavours define differently has two, ECS first.
  package let entries: [Entry]

  private let libraries: [Flavour: PatternLibrary]

  /// Loads both libraries.
  package init(userPaths: [String] = []) throws(PatternToolsError) {
    let ecs = try PatternLibrary.load(.ecs, userPaths: userPaths)
    let legacy = try PatternLibrary.load(.legacy, userPaths: userPaths)
    libraries = [.ecs: ecs, .legacy: legacy]
    entries = Set(ecs.names).union(legacy.names).sorted().flatMap { name in
      Self.entries(ecs[name], legacy[name])
    }
  }

  private static func entries(_ ecs: PatternDefinition?, _ legacy: PatternDefinition?) -> [Entry] {
    if let ecs, let legacy, ecs.origin == legacy.origin {
      return [Entry(definition: ecs, flavour: nil)]
    }
    return [(ecs, Flavour.ecs), (legacy, .legacy)].compactMap { definition, flavour in
      definition.map { Entry(definition: $0, flavour: flavour) }
    }
  }

  /// The library of a flavour.
  package func library(_ flavour: Flavour) -> PatternLibrary {
    // Both are there from the start.
    libraries[flavour] ?? PatternLibrary()
  }
}
