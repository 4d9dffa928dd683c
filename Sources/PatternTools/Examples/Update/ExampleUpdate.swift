import Grok
import YAMLReading

/// Writes what examples give now as what they are expected to give.
///
/// Only fields are written anew, of examples that match. What should match and does not stays a failure.
struct ExampleUpdate {
  /// The files that were written, and how many expectations of each.
  private(set) var updated: [(file: String, count: Int)] = []
  /// What could not be updated.
  private(set) var problems: [String] = []

  /// Updates the files of the tests that failed.
  init(_ results: [ExampleResult]) {
    var files: [String] = []
    var byFile: [String: [ExampleResult]] = [:]
    for result in results {
      guard let source = result.test.source else { continue }
      let file =
        if case .simulated(let answer, _) = source { answer } else { result.test.origin.file }
      if byFile[file] == nil { files.append(file) }
      byFile[file, default: []].append(result)
    }
    for file in files {
      let results = byFile[file] ?? []
      guard results.contains(where: { !$0.passed }) || Self.isNew(file, results) else { continue }
      do throws(ExampleError) {
        let (text, count) = try text(of: file, results)
        guard count > 0 else { continue }
        try write(text, to: file)
        updated.append((file, count))
      } catch {
        problems.append(error.description)
      }
    }
  }

  /// Whether a file is one that the update makes: the answer to a question that has none yet.
  private static func isNew(_ file: String, _ results: [ExampleResult]) -> Bool {
    if case .simulated = results.first?.test.source { !InputFile.exists(file) } else { false }
  }

  private func write(_ text: [UInt8], to file: String) throws(ExampleError) {
    do {
      try FileReplacement.write(text, to: file)
    } catch {
      throw .engine(error.description)
    }
  }

  /// The new text of a file, and how many expectations in it are new.
  private mutating func text(
    of file: String, _ results: [ExampleResult]
  ) throws(ExampleError) -> ([UInt8], Int) {
    switch results.first?.test.source {
    case .patternLine: return try Self.patternText(of: file, results)
    case .simulated: return try SimulatedAnswer.text(of: file, results)
    default: return try documentText(of: file, results)
    }
  }

  private static func patternText(
    of file: String, _ results: [ExampleResult]
  ) throws(ExampleError) -> ([UInt8], Int) {
    var edit = try PatternLineEdit(file)
    var count = 0
    for result in results {
      guard let fields = result.updatedFields, case .patternLine(let old) = result.test.source
      else {
        continue
      }
      if edit.set(line: result.test.origin.line, from: old, to: fields) { count += 1 }
    }
    return (try edit.text(), count)
  }

  private mutating func documentText(
    of file: String, _ results: [ExampleResult]
  ) throws(ExampleError) -> ([UInt8], Int) {
    var edit = try DocumentEdit(file)
    var done: Set<String> = []
    for result in results {
      guard let fields = result.updatedFields, let source = result.test.source else { continue }
      // One expectation may be that of several lines, which have to agree on the new one.
      let others = results.filter { $0.test.source == source }
      guard others.allSatisfy({ $0.fieldsToCome == fields }), done.insert("\(source)").inserted
      else { continue }
      switch source {
      case .ruleExample(let place): _ = edit.set("fields", ofObjectAt: place, to: fields)
      case .value(let place, _):
        _ = edit.set(
          place, to: fields, isDottedUnlessTold: !result.test.expectation.isLaxWithNumbers)
      case .patternLine, .simulated: break
      }
    }
    let finished = edit.finished()
    problems += finished.problems
    return (finished.text, finished.count)
  }
}

extension ExampleResult {
  /// What its expectation says after an update.
  fileprivate var fieldsToCome: FieldList? { updatedFields ?? test.expectation.fields }
}
