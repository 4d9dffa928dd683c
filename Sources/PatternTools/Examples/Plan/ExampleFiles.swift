import Grok

/// The files that arguments mean, by what they hold.
struct ExampleFiles {
  /// Grok pattern files.
  private(set) var patterns: [String] = []
  /// Files of rules.
  private(set) var rules: [String] = []
  /// Files of tests, in JSON or YAML, read.
  private(set) var tests: [TestDocument] = []
  /// What cannot be read.
  private(set) var problems: [String] = []

  private var known: Set<String> = []

  /// A file of tests.
  struct TestDocument {
    /// Its path.
    let path: String
    /// What it holds.
    let root: DocumentNode
  }

  /// Looks at files, the files of folders and what globs name.
  init(_ paths: [String]) {
    for path in paths {
      do throws(GrokError) {
        let isDirectory = PatternFiles.isDirectory(path)
        let files =
          isDirectory
          ? try PatternFiles.allFiles(inDirectory: path) : try PatternFiles.files(at: path)
        let meant = files.filter { !isDirectory || Self.isMeant($0) }
        if meant.isEmpty {
          problems.append(
            "\(path): holds no patterns, rules or tests\nhelp: give a folder that does")
        }
        for file in meant where known.insert(file).inserted { add(file) }
      } catch {
        problems.append(error.description)
      }
    }
  }

  /// Whether a file of a folder is looked at; answers that stand beside questions are read with them.
  private static func isMeant(_ file: String) -> Bool {
    PatternFiles.isPatternFile(file) || file.hasSuffix(".test.yml") || file.hasSuffix(".test.yaml")
      || file.hasSuffix(".json") && !file.hasSuffix(".expected.json")
  }

  private mutating func add(_ file: String) {
    do throws(ExampleError) {
      if file.hasSuffix(".json") {
        tests.append(TestDocument(path: file, root: try DocumentReader.readJSON(file)))
      } else if file.hasSuffix(".yml") || file.hasSuffix(".yaml") {
        try addYAML(file)
      } else {
        patterns.append(file)
      }
    } catch {
      problems.append(error.description)
    }
  }

  /// Tells tests from rules: by the name, else by the keys.
  private mutating func addYAML(_ file: String) throws(ExampleError) {
    let isNamedTest = file.hasSuffix(".test.yml") || file.hasSuffix(".test.yaml")
    guard isNamedTest || DocumentReader.isTest(file) else {
      rules.append(file)
      return
    }
    tests.append(TestDocument(path: file, root: try DocumentReader.readYAML(file)))
  }
}
