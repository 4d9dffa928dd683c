import GenesysLog

/// What an import of message files did.
package struct CatalogueImport: Sendable {
  /// What was added, a line for each file, and what is known now.
  package private(set) var summary = ""
  /// The lines that were passed over, each with file, number and reason.
  package private(set) var warnings: [String] = []
  /// The files that were not read.
  package internal(set) var errors: [String] = []

  /// Notes a file whose messages are added.
  mutating func add(_ file: MessageFile, _ path: String) {
    let skipped = file.skippedLines == 0 ? "" : ", \(count(file.skippedLines, "line")) skipped"
    summary += "\(path): \(count(file.entries.count, "message"))\(skipped)\n"
    for problem in file.problems {
      warnings.append("\(path):\(problem.line): \(problem.reason)")
    }
    let rest = file.skippedLines - file.problems.count
    if rest > 0 { warnings.append("\(path): and \(count(rest, "line")) more") }
  }

  /// Notes what is known after the import.
  mutating func finish(_ catalogue: MessageCatalogue, _ path: String) {
    summary += "\(path): the catalogue now knows \(count(catalogue.entries.count, "message"))\n"
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
