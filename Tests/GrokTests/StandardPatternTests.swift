import Testing

@testable import Grok

/// The files of the standard library, held to the examples in them.
@Suite("Standard patterns")
struct StandardPatternTests {
  /// What these match is any text at all, so that no text can be an example against them.
  static let matchAnything: Set = ["S3_REQUEST_LINE", "ELB_REQUEST_LINE", "JAVALOGMESSAGE"]

  @Test(
    "a file defines the well-known names and no others",
    arguments: StandardPatternNames.all, Flavour.allCases)
  func names(row: StandardPatternNames, flavour: Flavour) throws {
    let defined = try definitions(row, flavour).map(\.name)
    let expected = row.names(flavour).sorted()
    #expect(expected.filter { !defined.contains($0) } == [], "missing")
    #expect(defined.filter { !expected.contains($0) } == [], "not well known")
  }

  @Test("the library has the names of its files and no others", arguments: Flavour.allCases)
  func complete(flavour: Flavour) throws {
    let rows = StandardPatternNames.all.flatMap { $0.names(flavour) }
    let expected = CorePatternTests.names + rows
    let library = try PatternLibrary.standard(flavour)
    #expect(library.names.filter { !expected.contains($0) } == [])
    #expect(expected.filter { library[$0] == nil } == [])
  }

  @Test(
    "every pattern says what it means and has examples for and against it",
    arguments: StandardPatternNames.all, Flavour.allCases)
  func documented(row: StandardPatternNames, flavour: Flavour) throws {
    for definition in try definitions(row, flavour) {
      let name = definition.name
      #expect(!definition.summary.isEmpty && !definition.summary.contains("\n"), "\(name)")
      #expect(definition.examples.contains { $0.matches }, "\(name)")
      #expect(
        definition.examples.contains { !$0.matches } || Self.matchAnything.contains(name),
        "\(name)")
    }
  }

  @Test("every example holds", arguments: StandardPatternNames.all, Flavour.allCases)
  func examples(row: StandardPatternNames, flavour: Flavour) throws {
    let library = try PatternLibrary.standard(flavour)
    for definition in try definitions(row, flavour) {
      let trial = try PatternTrial(of: definition.name, in: library)
      for example in definition.examples {
        check(example, of: definition.name, trial)
      }
    }
  }

  /// An example for a pattern names all fields; one against it does not match.
  private func check(_ example: PatternExample, of name: String, _ trial: PatternTrial) {
    let place: Comment = "\(example.origin.file):\(example.origin.line): \(name)"
    let fields = trial.fields(of: example.text)
    #expect((fields != nil) == example.matches, place)
    guard example.matches, let fields else { return }
    guard let text = example.expected else {
      #expect(fields == .object([:]), place)
      return
    }
    let expected = try? ExampleFields(parsing: text)
    #expect(expected != nil, place)
    #expect(fields == expected, place)
  }

  /// The definitions of a row's files that hold in a flavour, in the order of their names.
  private func definitions(
    _ row: StandardPatternNames, _ flavour: Flavour
  ) throws -> [PatternDefinition] {
    let files = ["", ".\(flavour.rawValue)"].map { "\(row.file)\($0).grok" }
    let library = try PatternLibrary.standard(flavour)
    return library.names.compactMap { library[$0] }.filter { definition in
      files.contains(definition.origin.file)
    }
  }
}
