import YAMLReading

/// Where in its file an example says what it expects, for it to be written anew.
enum ExpectationSource: Sendable, Equatable {
  /// Behind the `=>` of the example's own line in a pattern file, where this stands.
  case patternLine(String)
  /// Under `fields` of an example in a rule file, which stands here; perhaps it has none yet.
  case ruleExample(TextPlace)
  /// A value of a document; the bytes it takes, where the document is JSON.
  case value(TextPlace, bytes: Range<Int>?)
  /// The answer beside a question for `_simulate`: the file, and which of its documents.
  case simulated(String, index: Int)

  /// The place of a node of a document.
  static func node(_ node: DocumentNode) -> ExpectationSource {
    .value(node.place, bytes: node.range)
  }
}

extension ExampleResult {
  /// What the fields of the expectation have to be for the test to pass; nil where other things than fields
  /// are not as expected.
  var updatedFields: FieldList? {
    guard let expected = test.expectation.fields, answer.matched, !differences.isEmpty else {
      return nil
    }
    for difference in differences {
      switch difference {
      case .missing, .other: continue
      case .unexpected where test.expectation.extent == .exact: continue
      default: return nil
      }
    }
    // Names in the order that they had; new ones behind.
    var fields = FieldList()
    for field in expected.fields {
      guard let got = answer.fields[field.name] else { continue }
      let isKept = test.expectation.isLaxWithNumbers && field.value.isAlike(got)
      fields.set(field.name, isKept ? field.value : got)
    }
    guard test.expectation.extent == .exact else { return fields }
    for field in answer.fields.fields where fields[field.name] == nil {
      fields.set(field.name, field.value)
    }
    return fields
  }
}
