import Delivery
import Glibc
import LogInput

/// What the inputs lead to: how many files, and whether they can be read.
struct InputCheck {
  private let inputs: [String]

  init(_ inputs: [String]) { self.inputs = inputs }

  /// A step for each input.
  var steps: [ProbeStep] {
    if inputs.isEmpty { return [.skipped("files", "none are named")] }
    return inputs.map(step)
  }

  private func step(_ input: String) -> ProbeStep {
    if input == InputFile.standardInput.path {
      return ProbeStep("files", .ok, "standard input")
    }
    let found = LogInputs([input])
    let (files, problems) = (found.logs, found.problems)
    if let first = files.first(where: { $0.isNamed && LogInputs.isCapture($0) }) {
      return ProbeStep(
        "files", .fail, "\(first.path): is a packet capture",
        help: "`genlog-wire decode` reads it; `genlog call` joins it with logs")
    }
    let unreadable = files.filter { access($0.path, R_OK) != 0 }
    if let first = unreadable.first {
      return ProbeStep(
        "files", .fail,
        "\(input): \(unreadable.count) of \(files.count) cannot be read, \(first.path) first",
        help: "give genlog the right to read them, by group or ACL")
    }
    if let problem = problems.first {
      let lines = "\(problem)".split(separator: "\n")
      let help = lines.first { $0.hasPrefix("help: ") }.map { String($0.dropFirst(6)) }
      return ProbeStep("files", .warn, String(lines.first ?? ""), help: help)
    }
    let captures =
      found.captures.isEmpty ? "" : ", \(found.captures.count) with packets passed over"
    let others = found.others.isEmpty ? "" : ", \(found.others.count) that are no logs passed over"
    let passed = captures + others
    if files.isEmpty, passed.isEmpty {
      return ProbeStep("files", .warn, "\(input): no file yet", help: "check the path, or wait")
    }
    return ProbeStep(
      "files", .ok, "\(input): \(files.count) \(files.count == 1 ? "file" : "files")\(passed)")
  }
}
