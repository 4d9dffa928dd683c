import GenesysLog
import Grok

/// What is to be looked at, with the patterns it may refer to.
struct LintInput {
  /// A file of definitions.
  struct PatternFile {
    /// Its path, or the base name of a built-in one.
    let name: String
    /// What it holds.
    let contents: PatternFileContents
  }

  /// A file of rules.
  struct RuleSource {
    /// Its path.
    let name: String
    /// Its text, comments too.
    let text: String
    /// What it holds.
    let file: RuleFile
  }

  /// Which of the two flavours the library has.
  let flavour: Flavour
  /// What references may name: the built-in patterns and those of all files.
  private(set) var library: PatternLibrary
  /// The library before the files that are looked at were added.
  private(set) var standard: PatternLibrary
  /// The files of definitions that are looked at.
  private(set) var patternFiles: [PatternFile] = []
  /// The files of rules.
  private(set) var ruleFiles: [RuleSource] = []
  /// The expressions.
  private(set) var expressions: [String] = []
  /// Whether these are the files that come with genlog.
  private(set) var isBuiltIn = false

  /// The built-in library, and for ECS the built-in rules.
  init(builtIn flavour: Flavour) throws(PatternToolsError) {
    self.flavour = flavour
    isBuiltIn = true
    do {
      standard = try PatternLibrary.standard(flavour)
      library = try GenesysPatterns.library(flavour)
    } catch {
      throw .library(description: "\(error)")
    }
    patternFiles = PatternLibrary.standardContents(flavour).map(PatternFile.init)
    guard flavour == .ecs else { return }
    for file in BuiltInRules.patternFiles {
      let name = "\(BuiltInRules.folder)/\(file.name)"
      patternFiles.append(
        PatternFile(
          name: name, contents: PatternFileContents(file.bytes(), path: name, flavour: flavour)))
    }
    for file in BuiltInRules.ruleFiles {
      addRules(file.bytes(), "\(BuiltInRules.folder)/\(file.name)")
    }
  }

  /// Files, folders and globs, and expressions.
  ///
  /// - Parameter loaded: files whose patterns may be referred to, and that are not looked at.
  init(
    paths: [String], expressions: [String], flavour: Flavour, loaded: [String]
  ) throws(PatternToolsError) {
    self.flavour = flavour
    self.expressions = expressions
    standard = try PatternLibrary.load(flavour, userPaths: loaded)
    library = standard
    do {
      for path in paths {
        for file in try PatternFiles.files(at: path) {
          let bytes = try PatternFiles.contents(of: file)
          if file.hasSuffix(".yml") || file.hasSuffix(".yaml") {
            addRules(bytes, file)
            continue
          }
          let contents = PatternFileContents(bytes, path: file, flavour: flavour)
          patternFiles.append(PatternFile(name: file, contents: contents))
          for definition in contents.definitions { try library.add(definition) }
        }
      }
    } catch {
      throw .grok(error)
    }
  }

  private mutating func addRules(_ bytes: [UInt8], _ name: String) {
    let text = String(decoding: bytes, as: UTF8.self)
    ruleFiles.append(
      RuleSource(name: name, text: text, file: RuleFile(all: text, file: name)))
  }

  /// The rules of the files, in their order.
  var rules: [Rule] { ruleFiles.flatMap(\.file.rules) }

  /// The definitions that hold: of several with one name in built-in files the last.
  var definitions: [PatternDefinition] {
    patternFiles.flatMap(\.contents.definitions).filter { definition in
      !isBuiltIn || library[definition.name]?.origin == definition.origin
    }
  }
}
