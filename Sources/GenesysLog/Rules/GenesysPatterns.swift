package import Grok

/// The Grok patterns that rules are written with.
package enum GenesysPatterns {
  /// The standard library and the building blocks of `patterns/genesys/*.grok`.
  /// - Parameters:
  ///   - flavour: which standard library.
  ///   - files: paths of more pattern files; the last definition of a name wins.
  /// - Throws: `RuleError.badPatternFile` for a mistake in one of `files`.
  package static func library(
    _ flavour: Flavour, adding files: [String] = []
  ) throws(RuleError) -> PatternLibrary {
    do {
      var library = try PatternLibrary.standard(flavour)
      for file in BuiltInRules.patternFiles {
        try library.load(contents: file.bytes(), path: "\(BuiltInRules.folder)/\(file.name)")
      }
      for path in files { try library.load(path: path) }
      return library
    } catch {
      throw .badPatternFile(problem: error.description)
    }
  }
}
