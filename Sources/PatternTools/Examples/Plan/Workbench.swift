import GenesysLog
import Grok
import Synchronization

/// The patterns and rules that a test file's texts can be given to.
struct Workbench: Sendable {
  /// A pattern that a test file defines itself.
  struct Definition: Sendable, Hashable {
    /// Its name.
    let name: String
    /// Its text.
    let regex: String
    /// Where it is written.
    let origin: PatternOrigin
  }

  /// Which standard library is loaded.
  var flavour: Flavour
  /// Files and folders that are loaded over it.
  var userPaths: [String]
  /// Patterns that are loaded over these.
  var definitions: [Definition] = []

  private let shelf = Shelf()

  /// The patterns of files, and the built-in ones.
  init(flavour: Flavour, userPaths: [String]) {
    self.flavour = flavour
    self.userPaths = userPaths
  }

  /// The rules; definitions of the test file are not for them.
  func rules() throws(ExampleError) -> RuleSet {
    let key = Shelf.Key(flavour: flavour, userPaths: userPaths)
    if let known = shelf.sets.withLock({ $0[key] }) { return known }
    do throws(RuleError) {
      let rules = try RuleSet(userPaths: userPaths, flavour: flavour)
      shelf.sets.withLock { $0[key] = rules }
      return rules
    } catch {
      throw .engine(error.description)
    }
  }

  /// The patterns.
  func library() throws(ExampleError) -> PatternLibrary {
    var library = try rules().library
    do throws(GrokError) {
      for definition in definitions {
        try library.define(definition.name, as: definition.regex, at: definition.origin)
      }
    } catch {
      throw .engine(error.description)
    }
    return library
  }

  /// What was loaded, for all test files of a run.
  private final class Shelf: Sendable {
    struct Key: Hashable {
      let flavour: Flavour
      let userPaths: [String]
    }

    let sets = Mutex<[Key: RuleSet]>([:])
  }
}
