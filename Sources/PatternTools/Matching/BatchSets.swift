import Grok

/// Keeps what documents of a batch were compiled to: most ask with the same library, many with the
/// same expressions.
struct BatchSets {
  /// All that compiled expressions depend on.
  private struct Key: Hashable {
    let library: LibraryKey
    let patterns: [String]
    let options: MatchOptions
  }

  /// All that a library depends on.
  private struct LibraryKey: Hashable {
    let isECS: Bool
    let definitions: [String: String]
  }

  private let userPaths: [String]
  private var libraries: [LibraryKey: PatternLibrary] = [:]
  private var sets: [Key: GrokSet] = [:]

  /// A batch of any number of different documents must not grow without bound.
  private static let limit = 512

  /// Starts with nothing; `userPaths` are values of `--patterns`.
  init(userPaths: [String]) { self.userPaths = userPaths }

  /// The compiled expressions of a document.
  mutating func set(for document: BatchDocument) throws(PatternToolsError) -> GrokSet {
    let library = LibraryKey(isECS: document.isECS, definitions: document.definitions)
    let key = Key(library: library, patterns: document.patterns, options: document.options)
    if let known = sets[key] { return known }
    let set = try GrokSet.compile(
      document.patterns, library: try self.library(for: library), options: document.options)
    if sets.count >= Self.limit { sets.removeAll() }
    sets[key] = set
    return set
  }

  private mutating func library(for key: LibraryKey) throws(PatternToolsError) -> PatternLibrary {
    if let known = libraries[key] { return known }
    var library = try PatternLibrary.load(key.isECS ? .ecs : .legacy, userPaths: userPaths)
    do throws(GrokError) {
      for (name, regex) in key.definitions.sorted(by: { $0.key < $1.key }) {
        try library.define(name, as: regex, at: PatternOrigin(file: "<definitions>"))
      }
    } catch {
      throw .grok(error)
    }
    if libraries.count >= Self.limit { libraries.removeAll() }
    libraries[key] = library
    return library
  }
}

extension GrokSet {
  /// Compiles expressions to be tried as `options` say.
  static func compile(
    _ expressions: [String], library: PatternLibrary, options: MatchOptions
  ) throws(PatternToolsError) -> GrokSet {
    do throws(GrokError) {
      var patterns: [GrokPattern] = []
      for (index, expression) in expressions.enumerated() {
        // Of several, an error says which.
        let origin =
          expressions.count == 1
          ? PatternOrigin.expression : PatternOrigin(file: "<expression \(index + 1)>")
        patterns.append(try GrokPattern(expression, library: library, origin: origin))
      }
      return GrokSet(
        patterns, breakOnMatch: options.breaksOnMatch,
        keepEmptyCaptures: options.keepsEmptyCaptures)
    } catch {
      throw .grok(error)
    }
  }
}
