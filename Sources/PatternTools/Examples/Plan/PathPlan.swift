import GenesysLog
import Grok
import YAMLReading

extension ExamplePlan {
  /// The tests of files and folders.
  init(paths: [String], options: TestOptions) {
    let files = ExampleFiles(paths)
    problems = files.problems
    let marks = files.patterns.map { (path: $0, flavour: Self.flavour(of: $0)) }
    for flavour in Flavour.allCases {
      let isMain = flavour == options.flavour
      // Files that say nothing are tried in the flavour that was asked for.
      let meant = Set(marks.filter { ($0.flavour ?? options.flavour) == flavour }.map(\.path))
      guard isMain || !meant.isEmpty else { continue }
      let patterns = marks.filter { ($0.flavour ?? flavour) == flavour }.map(\.path)
      do throws(RuleError) {
        let rules = try RuleSet(
          userPaths: options.userPaths + patterns + (isMain ? files.rules : []), flavour: flavour)
        add(rules.library, flavour) { meant.contains($0.origin.file) }
        warnings += meant.sorted().flatMap { Self.replaced(in: $0, rules.library) }
        guard isMain else { continue }
        let ruleFiles = Set(files.rules)
        add(rules) { ruleFiles.contains($0.place.file) }
      } catch {
        problems.append(error.description)
      }
    }
    let patterns = marks.filter { ($0.flavour ?? options.flavour) == options.flavour }.map(\.path)
    let workbench = Workbench(
      flavour: options.flavour, userPaths: options.userPaths + patterns + files.rules)
    let pipeline = PipelineSource(
      path: options.filterPath, expressions: options.expressions, workbench: workbench)
    for document in files.tests { add(document, workbench, pipeline) }
  }

  /// The tests of a file in JSON or YAML, whichever form it has.
  private mutating func add(
    _ document: ExampleFiles.TestDocument, _ workbench: Workbench, _ pipeline: PipelineSource
  ) {
    do throws(ExampleError) {
      if VerifierReader.recognises(document.root) {
        tests += try VerifierReader.read(document, try pipeline.steps(for: document.path))
      } else if SimulateReader.recognises(document.root) {
        tests += try SimulateReader.read(document, workbench) { () throws(ExampleError) in
          try pipeline.steps(for: document.path)
        }
      } else {
        tests += try TestFileReader.read(document, workbench)
      }
    } catch {
      problems.append(error.description)
    }
  }

  /// The definitions of a file that have examples, and that another of the same name replaces.
  private static func replaced(in path: String, _ library: PatternLibrary) -> [String] {
    let definitions = (try? PatternFiles.definitions(at: path)) ?? []
    return definitions.compactMap { definition in
      guard !definition.examples.isEmpty, let winner = library[definition.name]?.origin,
        winner != definition.origin
      else { return nil }
      return "\(path):\(definition.origin.line): \(definition.name) is defined again in "
        + "\(winner.file):\(winner.line); its examples are not run"
    }
  }

  /// The only flavour that a pattern file is for, as its name or a comment in it says; nil for both.
  private static func flavour(of path: String) -> Flavour? {
    if let named = Flavour.allCases.first(where: { path.hasSuffix(".\($0.rawValue).grok") }) {
      return named
    }
    for flavour in Flavour.allCases {
      do throws(GrokError) {
        var library = try PatternLibrary.standard(flavour)
        try library.load(path: path)
      } catch .wrongFlavour(let expected, _) {
        return expected
      } catch {
        // Loading it in earnest will tell.
        return nil
      }
    }
    return nil
  }
}
