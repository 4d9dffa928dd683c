/// The answer to a `_simulate` question, written as Elasticsearch would have given it.
enum SimulatedAnswer {
  /// The new text of an answer, and how many documents in it are new.
  /// - Parameter results: those of all documents of the question, in order.
  static func text(
    of file: String, _ results: [ExampleResult]
  ) throws(ExampleError) -> ([UInt8], Int) {
    guard InputFile.exists(file) else {
      let docs = FieldValue.array(results.map(document))
      let whole = FieldValue.object([FieldValue.Member(key: "docs", value: docs)])
      return (Array((FieldText.lines(whole, indent: "", step: "  ") + "\n").utf8), results.count)
    }
    let bytes = try DocumentReader.contents(of: file)
    let root = try JSONReader.read(bytes, file: file)
    guard case .object(let members) = root.value,
      case .list(let docs) = members.first(where: { $0.key == "docs" })?.node.value
    else { return (bytes, 0) }
    var edits: [TextEdit] = []
    for result in results where !result.passed {
      guard case .simulated(_, let index) = result.test.source, docs.indices.contains(index),
        let range = docs[index].range
      else { continue }
      edits.append(TextEdit(range: range, text: FieldText.flowJSON(document(result))))
    }
    return (TextEdit.apply(edits, to: bytes) ?? bytes, edits.count)
  }

  /// What comes of one document.
  private static func document(_ result: ExampleResult) -> FieldValue {
    guard result.answer.matched else {
      let error = [
        FieldValue.Member(key: "type", value: .string("illegal_argument_exception")),
        FieldValue.Member(
          key: "reason", value: .string(result.answer.tags.joined(separator: ", "))),
      ]
      return .object([FieldValue.Member(key: "error", value: .object(error))])
    }
    var source = result.answer.fields
    source.remove(IngestGrok.matchIndex)
    var members = [FieldValue.Member(key: "_source", value: source.nested)]
    if let index = result.answer.fields[IngestGrok.matchIndex] {
      let metadata = FieldValue.Member(key: "_grok_match_index", value: index)
      members.append(FieldValue.Member(key: "_ingest", value: .object([metadata])))
    }
    return .object([FieldValue.Member(key: "doc", value: .object(members))])
  }
}
