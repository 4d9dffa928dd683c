import GenesysLog
package import Grok

extension PatternLibrary {
  /// The built-in patterns, those of Genesys logs too, with the user's loaded over them.
  /// - Parameter userPaths: values of `--patterns`; rule files among them are read and checked,
  ///   for they may stand in the same folder.
  package static func load(
    _ flavour: Flavour, userPaths: [String] = []
  ) throws(PatternToolsError) -> PatternLibrary {
    do {
      if userPaths.isEmpty { return try GenesysPatterns.library(flavour) }
      return try RuleSet(userPaths: userPaths, flavour: flavour).library
    } catch {
      throw .library(description: error.description)
    }
  }
}
