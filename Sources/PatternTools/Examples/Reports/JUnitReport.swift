import Grok

/// The results of a run as JUnit's XML: a suite for each file, a case for each example.
enum JUnitReport {
  /// The document.
  static func document(_ run: ExampleRun) -> String {
    var files: [String] = []
    var byFile: [String: [ExampleResult]] = [:]
    for result in run.results {
      let file = result.test.origin.file
      if byFile[file] == nil { files.append(file) }
      byFile[file, default: []].append(result)
    }
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    xml +=
      "<testsuites tests=\"\(run.results.count)\" failures=\"\(run.failed)\" "
      + "errors=\"\(run.problems.count)\">\n"
    for file in files { xml += suite(file, byFile[file] ?? []) }
    if !run.problems.isEmpty { xml += problems(run.problems) }
    return xml + "</testsuites>\n"
  }

  private static func suite(_ file: String, _ results: [ExampleResult]) -> String {
    var xml =
      "  <testsuite name=\(attribute(file)) tests=\"\(results.count)\" "
      + "failures=\"\(results.count { !$0.passed })\">\n"
    for result in results {
      let test = result.test
      xml += "    <testcase classname=\(attribute(file)) name=\(attribute(name(test))) "
      xml += "file=\(attribute(file)) line=\"\(test.origin.line)\""
      guard !result.passed else {
        xml += "/>\n"
        continue
      }
      let lines = result.explanation
      xml += ">\n      <failure message=\(attribute(lines.first ?? ""))>"
      xml += escaped((["text: \(test.text)"] + lines).joined(separator: "\n"))
      xml += "</failure>\n    </testcase>\n"
    }
    return xml + "  </testsuite>\n"
  }

  private static func problems(_ problems: [String]) -> String {
    var xml =
      "  <testsuite name=\"files\" tests=\"\(problems.count)\" errors=\"\(problems.count)\">\n"
    for problem in problems {
      let first = problem.unicodeScalars.split(separator: "\n").first.map { String($0) } ?? ""
      xml += "    <testcase classname=\"files\" name=\(attribute(first))>\n"
      xml +=
        "      <error message=\(attribute(first))>\(escaped(problem))</error>\n    </testcase>\n"
    }
    return xml + "  </testsuite>\n"
  }

  /// Names of cases are to differ: the text tells one example of a pattern from the next.
  private static func name(_ test: ExampleTest) -> String {
    let text = test.text.count <= 80 ? test.text : test.text.prefix(77) + "..."
    return "\(test.title): \(text)"
  }

  private static func attribute(_ text: String) -> String {
    "\"" + escaped(text, isAttribute: true) + "\""
  }

  /// The text as XML 1.0 has it; characters that it has not are left out (section 2.2).
  private static func escaped(_ text: String, isAttribute: Bool = false) -> String {
    var xml = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: xml += "&amp;"
      case 0x3C: xml += "&lt;"
      case 0x3E: xml += "&gt;"
      case 0x22: xml += "&quot;"
      // A reader makes blanks of these in an attribute, and line feeds of returns in a text.
      case (0x09...0x0A) where isAttribute: xml += "&#\(scalar.value);"
      case 0x0D: xml += "&#13;"
      case 0x09...0x0A, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF:
        xml.unicodeScalars.append(scalar)
      default: break
      }
    }
    return xml
  }
}
