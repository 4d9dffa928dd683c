/// What has to come of an example.
struct ExampleExpectation: Sendable {
  /// How the fields of an answer have to agree.
  enum Extent: Sendable {
    /// The answer has these fields and no others.
    case exact
    /// The answer has these fields, and may have more.
    case contains
  }

  /// Whether it has to match.
  var matches = true
  /// The rule that has to take it; of an example that must not match: that must not take it.
  var rule: String?
  /// The fields; nil where they do not count.
  var fields: FieldList?
  /// What `fields` says of those that are not in it.
  var extent = Extent.exact
  /// Fields that must not be there.
  var absent: [String] = []
  /// The tags, in any order; nil for those that go without saying.
  var tags: [String]?
  /// Whether 7 and 7.0 are the same, as in formats of others.
  var isLaxWithNumbers = false

  /// The ways in which an answer is another than this; none if it is as expected.
  func differences(from answer: ExampleAnswer) -> [FieldDifference] {
    guard matches else { return failureDifferences(from: answer) }
    guard answer.matched else {
      return [.noMatch(answer.tags)] + tagDifferences(from: answer, usual: answer.tags)
    }
    if let rule, answer.rule != rule { return [.otherRule(expected: rule, got: answer.rule)] }
    return fieldDifferences(from: answer) + tagDifferences(from: answer, usual: [])
  }

  /// Of an example that must not match.
  private func failureDifferences(from answer: ExampleAnswer) -> [FieldDifference] {
    if let rule {
      return answer.matched && answer.rule == rule ? [.match(answer)] : []
    }
    if answer.matched { return [.match(answer)] }
    return tagDifferences(from: answer, usual: answer.tags)
  }

  private func fieldDifferences(from answer: ExampleAnswer) -> [FieldDifference] {
    var differences: [FieldDifference] = []
    for field in fields?.fields ?? [] {
      guard let got = answer.fields[field.name] else {
        differences.append(.missing(field.name, field.value))
        continue
      }
      let isSame = isLaxWithNumbers ? field.value.isAlike(got) : field.value == got
      if !isSame { differences.append(.other(field.name, expected: field.value, got: got)) }
    }
    if let fields, extent == .exact {
      differences += answer.fields.fields.filter { fields[$0.name] == nil }
        .map { .unexpected($0.name, $0.value) }
    }
    for name in absent {
      for field in answer.fields.fields
      where field.name == name || field.name.hasPrefix(name + ".") {
        let difference = FieldDifference.unexpected(field.name, field.value)
        if !differences.contains(difference) { differences.append(difference) }
      }
    }
    return differences
  }

  private func tagDifferences(
    from answer: ExampleAnswer, usual: [String]
  ) -> [FieldDifference] {
    let expected = tags ?? usual
    guard expected.sorted() != answer.tags.sorted() else { return [] }
    return [.tags(expected: expected, got: answer.tags)]
  }
}
