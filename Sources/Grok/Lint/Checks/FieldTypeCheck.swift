/// Fields that are a number in one place and a text in another.
enum FieldTypeCheck {
  /// What it finds in a pattern.
  static func findings(_ subject: LintSubject) -> [GrokFinding] {
    var first: [[String]: (type: GrokType?, element: PatternElement)] = [:]
    var findings: [GrokFinding] = []
    for capture in ExpandedCapture.all(in: subject)
    where findings.count < LintSubject.mostFindings {
      guard let known = first[capture.path] else {
        first[capture.path] = (capture.type, capture.own)
        continue
      }
      guard known.element.path != capture.own.path,
        GrokType.shape(known.type) != GrokType.shape(capture.type)
      else { continue }
      findings.append(
        GrokFinding(
          .fieldTwoTypes, .warning, at: capture.own.place,
          "field \(capture.path.joined(separator: ".")) is \(GrokType.shape(capture.type)) here, and "
            + "\(GrokType.shape(known.type)) in \(known.element.short)",
          help: "give both the same type, as in %{INT:n:int}, or one another name"))
    }
    return findings
  }
}

extension GrokType {
  /// What a value of the type is in JSON: types of one shape can share a field.
  package static func shape(_ type: GrokType?) -> String {
    switch type {
    case nil, .string, .lowercase, .uppercase: "a text"
    case .int, .long, .hex, .seconds, .milliseconds, .microseconds: "a whole number"
    case .float, .double: "a number with a fraction"
    case .boolean: "true or false"
    }
  }
}

/// A capture of a pattern, its own or of a definition it refers to.
struct ExpandedCapture {
  let path: [String]
  let type: GrokType?
  /// The element of the pattern's own text that it stands in, or is.
  let own: PatternElement

  /// Elements that are walked.
  private static let mostElements = 20_000

  /// The captures in the order of the text; of a very large pattern, the first of them.
  static func all(in subject: LintSubject) -> [ExpandedCapture] {
    var captures: [ExpandedCapture] = []
    var rest = [subject.root]
    var count = 0
    while let element = rest.popLast(), count < mostElements {
      count += 1
      if let capture = element.capture {
        captures.append(
          ExpandedCapture(
            path: capture.field.path, type: capture.type,
            own: element.inText(of: subject.parsed) ?? subject.root))
      }
      rest += element.children.reversed()
    }
    return captures
  }
}
