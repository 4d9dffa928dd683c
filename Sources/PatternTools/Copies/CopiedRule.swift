package import Grok

/// A file of one rule, made of an expression and log lines that it matches, which become its examples.
///
/// A rule's pattern is for the text after a record's stamp, level and id. An expression that was written
/// for whole lines is therefore cut where that text begins, if there is such a place in it.
package struct CopiedRule {
  /// The file's text.
  package let text: String

  /// A record and what the pattern sees of it.
  private struct Sample {
    let line: String
    let code: Int?
    let text: String

    init(_ line: String) {
      self.line = line
      let record = SplitRecord(line)
      code = record.code >= 0 ? record.code : nil
      text = String(decoding: record.all, as: UTF8.self)
    }
  }

  /// Places where an expression is tried to be cut.
  private static let mostCuts = 40

  /// Writes the file.
  ///
  /// - Parameters:
  ///   - name: of the new rule; what no name may hold becomes `-`.
  ///   - needsDefinitions: whether the rule needs some that are not built in.
  ///   - lines: log lines, or records of several; some of those that match become examples.
  /// - Throws: ``CopyProblem``.
  package init(
    name: String, expression: String, needsDefinitions: Bool, library: PatternLibrary,
    lines: [String]
  ) throws(CopyProblem) {
    let search = try WholeMatch(expression, library)
    let samples = lines.filter { search.matchedPart(of: $0) != nil }.map(Sample.init)
    guard let first = samples.first else { throw .noLine }
    guard let (pattern, match) = Self.fitting(expression, samples, library) else {
      let part = search.matchedPart(of: first.text) ?? ""
      throw .notWhole(rest: Self.rest(of: first.text, without: part))
    }
    var examples: [WrittenRule.Example] = []
    var choice = ExampleChoice()
    for sample in samples {
      let fields = match.fields(of: sample.text) ?? []
      guard choice.takes(fields, code: sample.code) else { continue }
      examples.append(WrittenRule.Example(line: sample.line, fields: fields))
    }
    let rule = WrittenRule(
      name: WrittenRule.name(name), codes: Set(samples.compactMap(\.code)).sorted(),
      pattern: pattern,
      seesMembers: samples.contains { $0.line.contains("\n") }, examples: examples)
    let note = needsDefinitions ? "# Needs the definitions of the .grok file beside it.\n" : ""
    text = note + "rules:\n" + rule.yaml
  }

  /// The longest end of the expression that takes the whole text of each sample.
  private static func fitting(
    _ expression: String, _ samples: [Sample], _ library: PatternLibrary
  ) -> (pattern: String, match: WholeMatch)? {
    for start in cuts(expression) {
      let pattern = String(expression[start...])
      guard let match = try? WholeMatch(pattern, library) else { continue }
      if samples.allSatisfy({ match.fields(of: $0.text) != nil }) { return (pattern, match) }
    }
    return nil
  }

  /// The expression's start, and where it goes on after a blank or with a reference.
  private static func cuts(_ expression: String) -> [String.Index] {
    var cuts = [expression.startIndex]
    var index = expression.startIndex
    while index < expression.endIndex, cuts.count < mostCuts {
      let next = expression.index(after: index)
      let isPlace = expression[index] == " " || expression[next...].hasPrefix("%{")
      if isPlace, next < expression.endIndex { cuts.append(next) }
      index = next
    }
    return cuts
  }

  /// What stands before or behind a part.
  private static func rest(of text: String, without part: String) -> String {
    guard !part.isEmpty, let range = text.firstRange(of: part) else {
      return String(text.prefix(60))
    }
    let behind = text[range.upperBound...]
    return String((behind.isEmpty ? text[..<range.lowerBound] : behind).prefix(60))
  }
}
