import Grok
import YAMLReading

/// Reads what Elasticsearch's `_simulate` is asked, and the answers it gave.
///
/// The question is `{"pipeline":{"processors":[{"grok":{...}}]},"docs":[{"_source":{"message":"..."}}]}`. The
/// answer, `{"docs":[{"doc":{"_source":{...}}}]}`, stands beside it: `NAME.expected.json` for
/// `NAME.simulate.json`, or for `NAME.json`. Without one, each document has to match.
struct SimulateReader {
  /// Whether a document is such a question.
  static func recognises(_ root: DocumentNode) -> Bool {
    guard case .object(let members) = root.value else { return false }
    return members.contains { $0.key == "docs" }
  }

  /// Where the answer to a question stands.
  static func answerPath(for path: String) -> String {
    for suffix in [".simulate.json", ".json"] where path.hasSuffix(suffix) {
      return path.dropLast(suffix.utf8.count) + ".expected.json"
    }
    return path + ".expected.json"
  }

  /// The tests of a document.
  /// - Parameter steps: what documents go through if the question has no pipeline of its own.
  static func read(
    _ document: ExampleFiles.TestDocument, _ workbench: Workbench,
    steps: () throws(ExampleError) -> [any EventStep]
  ) throws(ExampleError) -> [ExampleTest] {
    let members = try document.root.members(of: "the file", known: ["pipeline", "docs"])
    let through: [any EventStep]
    if let pipeline = members["pipeline"] {
      through = try IngestPipelineReader.read(pipeline, workbench)
    } else {
      through = try steps()
    }
    let expectations = try expectations(for: document.path)
    let docs = try members["docs"]?.list(named: "docs") ?? []
    if let expectations, expectations.count != docs.count {
      throw .file(
        answerPath(for: document.path),
        "has \(expectations.count) documents, the question \(docs.count)",
        help: "simulate the pipeline again, or run `genlog patterns test --update`")
    }
    var tests: [ExampleTest] = []
    for (index, doc) in docs.enumerated() {
      tests.append(
        try test(
          doc, through, expectations?[index] ?? ExampleExpectation(),
          .simulated(answerPath(for: document.path), index: index)))
    }
    return tests
  }

  private static func test(
    _ doc: DocumentNode, _ steps: [any EventStep], _ expectation: ExampleExpectation,
    _ source: ExpectationSource
  ) throws(ExampleError) -> ExampleTest {
    let members = try doc.object(named: "a document")
    guard let content = members.first(where: { $0.key == "_source" })?.node else {
      throw .problem(
        at: doc.place, "the document has no `_source`",
        help: #"write {"_source":{"message":"..."}}"#)
    }
    let event = try content.fields(named: "_source")
    let text =
      if case .string(let text) = event["message"] { text } else { content.fieldValue.json }
    return ExampleTest(
      name: "document", origin: PatternOrigin(doc.place), text: text,
      subject: PipelineSubject(
        steps: steps, event: event,
        // Which pattern matched counts where the answer says so.
        ignored: expectation.fields?[IngestGrok.matchIndex] == nil ? [IngestGrok.matchIndex] : []),
      expectation: expectation, source: source)
  }

  // MARK: Answers

  /// What the answers say; nil if there are none.
  private static func expectations(for path: String) throws(ExampleError) -> [ExampleExpectation]? {
    let path = answerPath(for: path)
    guard InputFile.exists(path) else { return nil }
    let root = try DocumentReader.readJSON(path)
    guard let docs = try root.object(named: "the answer").first(where: { $0.key == "docs" }) else {
      throw .file(path, "has no `docs`", help: "keep the answer of _simulate as it is")
    }
    var expectations: [ExampleExpectation] = []
    for doc in try docs.node.list(named: "docs") { expectations.append(try expectation(doc)) }
    return expectations
  }

  private static func expectation(_ doc: DocumentNode) throws(ExampleError) -> ExampleExpectation {
    var expectation = ExampleExpectation()
    expectation.isLaxWithNumbers = true
    var members = try doc.object(named: "a document")
    // With `?verbose`, what the last processor left is the answer.
    if let results = members.first(where: { $0.key == "processor_results" }),
      let last = try results.node.list(named: "processor_results").last
    {
      members = try last.object(named: "a result")
    }
    guard let inner = members.first(where: { $0.key == "doc" })?.node else {
      guard members.contains(where: { $0.key == "error" }) else {
        throw .problem(
          at: doc.place, "neither `doc` nor `error` stands here",
          help: "keep the answer of _simulate as it is")
      }
      expectation.matches = false
      return expectation
    }
    var fields = FieldList()
    for member in try inner.object(named: "doc") {
      if member.key == "_source" { fields = try member.node.fields(named: "_source") }
    }
    for member in try inner.object(named: "doc") where member.key == "_ingest" {
      let metadata = try member.node.fields(named: "_ingest")
      if let index = metadata["_grok_match_index"] { fields.set(IngestGrok.matchIndex, index) }
    }
    expectation.fields = fields
    return expectation
  }
}
