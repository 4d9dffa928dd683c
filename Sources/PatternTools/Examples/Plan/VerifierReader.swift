import Grok
import YAMLReading

/// Reads test cases as Logstash Filter Verifier has them, in JSON or YAML, of version 1 or 2.
///
///     {"fields":{"type":"call"},"ignore":["@timestamp"],"codec":"line",
///      "testcases":[{"input":["16:29:54 ..."],"expected":[{"message":"...","type":"call"}]}]}
struct VerifierReader {
  private static let keys = [
    "codec", "fields", "ignore", "input", "expected", "testcases", "input_plugin",
    "export_metadata", "export_outputs",
  ]
  private static let caseKeys = [
    "input", "expected", "description", "fields", "event", "expected_outputs",
  ]

  private let steps: [any EventStep]
  private var fields = FieldList()
  private var ignored = ["@version"]
  private var readsJSON = false

  /// Whether a document is one of these.
  static func recognises(_ root: DocumentNode) -> Bool {
    guard case .object(let members) = root.value else { return false }
    return members.contains { ["testcases", "input"].contains($0.key) }
  }

  /// The tests of a document, whose events go through these steps.
  static func read(
    _ document: ExampleFiles.TestDocument, _ steps: [any EventStep]
  ) throws(ExampleError) -> [ExampleTest] {
    let members = try document.root.members(of: "the file", known: keys)
    var reader = VerifierReader(steps: steps)
    reader.fields = try members["fields"]?.fields(named: "fields").withoutBrackets ?? FieldList()
    reader.ignored += try members["ignore"]?.texts(named: "ignore").map(FieldList.dotted) ?? []
    if try !(members["export_metadata"]?.boolean(named: "export_metadata") ?? false) {
      reader.ignored.append("@metadata")
    }
    if let node = members["codec"] { reader.readsJSON = try codec(node) }
    var tests: [ExampleTest] = []
    if members["input"] != nil || members["expected"] != nil {
      tests += try reader.tests(members, at: document.root.place)
    }
    for node in try members["testcases"]?.list(named: "testcases") ?? [] {
      tests += try reader.tests(
        try node.members(of: "a test case", known: caseKeys), at: node.place)
    }
    return tests
  }

  /// Whether lines of input are JSON.
  private static func codec(_ node: DocumentNode) throws(ExampleError) -> Bool {
    let text = try node.text(named: "codec")
    switch text.prefix(while: { $0 != " " && $0 != "{" }) {
    case "line", "plain", "": return false
    case "json", "json_lines": return true
    default:
      throw .problem(
        at: node.place, "the codec `\(text)` cannot be followed",
        help: "known are line, plain, json and json_lines")
    }
  }

  /// A test for each line of a test case.
  private func tests(
    _ members: [String: DocumentNode], at place: TextPlace
  ) throws(ExampleError) -> [ExampleTest] {
    let inputs = try members["input"]?.list(named: "input") ?? []
    let expected = try members["expected"]?.list(named: "expected") ?? []
    // A test case without lines is one event of its fields alone.
    guard expected.count == max(inputs.count, 1) else {
      throw .problem(
        at: place, "lines of input: \(inputs.count), events expected: \(expected.count)",
        help: "a grok filter makes one event of each line")
    }
    var tests: [ExampleTest] = []
    for (index, node) in expected.enumerated() {
      let input = index < inputs.count ? inputs[index] : nil
      var expectation = ExampleExpectation()
      expectation.fields = try node.fields(named: "expected").withoutBrackets
      expectation.isLaxWithNumbers = true
      let text = try input?.text(named: "input") ?? ""
      tests.append(
        ExampleTest(
          name: try members["description"]?.text(named: "description") ?? "test case",
          origin: PatternOrigin(input?.place ?? place), text: text,
          subject: PipelineSubject(
            steps: steps, event: try event(input, text, members), ignored: ignored),
          expectation: expectation, source: .node(node)))
    }
    return tests
  }

  /// What the input would have made of a line.
  private func event(
    _ input: DocumentNode?, _ text: String, _ members: [String: DocumentNode]
  ) throws(ExampleError) -> FieldList {
    var event = FieldList()
    if let input {
      if readsJSON {
        event = try json(text, input)
      } else {
        event.set("message", .string(text))
      }
    }
    for field in fields.fields { event.set(field.name, field.value) }
    for key in ["fields", "event"] {
      for field in try members[key]?.fields(named: key).withoutBrackets.fields ?? [] {
        event.set(field.name, field.value)
      }
    }
    return event
  }

  private func json(_ text: String, _ node: DocumentNode) throws(ExampleError) -> FieldList {
    do throws(ExampleError) {
      return try JSONReader.read(Array(text.utf8), file: "input").fields(named: "input")
        .withoutBrackets
    } catch {
      throw .problem(
        at: node.place, "the line is no JSON object, which the codec says it is",
        help: "write an object, or \"codec\": \"line\"")
    }
  }
}
