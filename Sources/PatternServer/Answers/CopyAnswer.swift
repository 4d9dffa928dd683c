import Event
import Grok
import PatternTools

/// What an author takes along: a rule and a pattern file, both with the lines as tests.
///
///     {"rule":"rules:\n...","ruleProblem":null,"grok":"...","grokProblem":null,"command":"genlog ..."}
struct CopyAnswer {
  private let compiled: Workbench.Compiled
  private let question: Question

  /// Lines that are looked at; those that show something new become tests.
  private static let mostLines = 500

  /// Prepares to write.
  init(_ compiled: Workbench.Compiled, _ question: Question) {
    self.compiled = compiled
    self.question = question
  }

  /// Appends the answer.
  func append(to out: inout JSONBuffer) {
    let subject = question.subject
    let lines = Array(question.lines.prefix(Self.mostLines))
    out.append("{")
    append("rule", to: &out) { () throws(CopyProblem) in
      try CopiedRule(
        name: question.name, expression: subject.expression,
        needsDefinitions: !subject.definitions.isEmpty, library: compiled.library, lines: lines
      ).text
    }
    out.append(",")
    append("grok", to: &out) { () throws(CopyProblem) in
      try CopiedPattern(
        name: question.name, expression: subject.expression, definitions: subject.definitions,
        library: compiled.library, lines: lines
      ).text
    }
    out.append(",\"command\":")
    out.append(quoted: command(subject))
    out.append("}")
  }

  private func append(
    _ key: String, to out: inout JSONBuffer, _ write: () throws(CopyProblem) -> String
  ) {
    out.append(quoted: key)
    out.append(":")
    do throws(CopyProblem) {
      out.append(quoted: try write())
      out.append(",")
      out.append(quoted: key + "Problem")
      out.append(":null")
    } catch {
      out.append("null,")
      out.append(quoted: key + "Problem")
      out.append(":")
      out.append(quoted: error.description)
    }
  }

  /// The same in a shell.
  private func command(_ subject: Question.Subject) -> String {
    var command = "genlog patterns match "
    if subject.flavour == .legacy { command += "--no-ecs " }
    if !subject.definitions.isEmpty { command += "--patterns definitions.grok " }
    return command + "'" + subject.expression.replacing("'", with: #"'\''"#) + "' FILE"
  }
}
