import Grok

/// A step that an event goes through: one grok filter of Logstash, or one grok processor of Elasticsearch.
protocol EventStep: Sendable {
  /// Works on an event.
  /// - Returns: why the event goes no further; nil if it does.
  func apply(
    to event: inout FieldList, noting coverage: inout ExampleCoverage
  ) throws(ExampleError) -> String?
}

/// An event that is given to the steps of a pipeline.
struct PipelineSubject: ExampleSubject {
  /// The steps, in order.
  let steps: [any EventStep]
  /// The event before the first.
  let event: FieldList
  /// Fields that do not count in what comes out.
  let ignored: [String]

  func answer(
    _ text: String, noting coverage: inout ExampleCoverage
  ) throws(ExampleError) -> ExampleAnswer {
    var answer = ExampleAnswer()
    answer.matched = true
    answer.fields = event
    for step in steps {
      if let reason = try step.apply(to: &answer.fields, noting: &coverage) {
        answer.matched = false
        answer.tags = [reason]
        return answer
      }
    }
    for name in ignored { answer.fields.remove(name) }
    return answer
  }

  /// Steps see fields of an event that steps before them made: the text alone tells nothing.
  func failure(of text: String) -> ExampleFailure? { nil }
}

extension FieldList {
  /// A field's name as a path of keys joined by dots: `[log][level]` is `log.level`.
  static func dotted(_ name: String) -> String {
    guard name.hasPrefix("["), name.hasSuffix("]") else { return name }
    return name.dropFirst().dropLast().split(separator: "][", omittingEmptySubsequences: false)
      .joined(separator: ".")
  }

  /// The same fields with the names that Logstash writes in brackets.
  var withoutBrackets: FieldList {
    var list = FieldList()
    for field in fields {
      // Only at the ends of an object's keys do brackets stand for more keys.
      list.set(Self.dotted(field.name), field.value)
    }
    return list
  }
}
