import Yams

/// Reads `--config FILE`: YAML in which every option has its key.
///
///     to: [events.ndjson.gz]
///     timezone: Europe/London
///     where: log.level >= Std
package enum ConfigurationFile {
  /// The values in the file at `path`.
  /// - Throws: ``PipelineError/configuration(file:line:problem:help:)`` for an unreadable file, text
  ///   that is not YAML, an unknown key, or a value of the wrong kind.
  package static func load(_ path: String) throws(PipelineError) -> OptionValues {
    try parse(try TextFile.read(path), file: path)
  }

  /// The values in `text`, which came from `file`.
  package static func parse(_ text: String, file: String) throws(PipelineError) -> OptionValues {
    var values = OptionValues()
    let root: Node?
    do {
      root = try Yams.compose(yaml: text, .basic)
    } catch {
      throw .configuration(
        file: file, line: line(of: error), problem: "is not YAML: \(reason(error))",
        help: "write one `option: value` a line")
    }
    guard let root else { return values }
    guard case .mapping(let mapping) = root else {
      throw .configuration(
        file: file, line: root.mark?.line, problem: "is not a mapping of options to values",
        help: "write one `option: value` a line")
    }
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      guard let option = OptionKey.all.first(where: { $0.name == name }) else {
        throw .configuration(
          file: file, line: key.mark?.line, problem: "unknown key `\(name)`",
          help: "known keys: " + OptionKey.all.map(\.name).joined(separator: ", "))
      }
      guard option.set(&values, value) else {
        throw .configuration(
          file: file, line: value.mark?.line,
          problem: "`\(name)` needs \(option.kind)", help: "write `\(name): \(option.example)`")
      }
    }
    return values
  }

  private static func line(of error: any Error) -> Int? {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: nil
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? YamlError {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _):
      problem
    case .duplicatedKeysInMapping: "a key stands twice"
    default: "unreadable text"
    }
  }
}

extension OptionKey {
  /// What a value has to be.
  fileprivate var kind: String {
    switch place {
    case .text: "a text"
    case .texts: "a text or a list of texts"
    case .integer: "a whole number"
    case .flag: "true or false"
    }
  }

  fileprivate var example: String {
    switch place {
    case .text, .texts: "VALUE"
    case .integer: "2"
    case .flag: "true"
    }
  }

  /// Takes the value over; false if it is of the wrong kind.
  fileprivate func set(_ values: inout OptionValues, _ node: Node) -> Bool {
    switch place {
    case .text(let path):
      guard let text = node.scalar?.string, !text.isEmpty else { return false }
      values[keyPath: path] = text
    case .texts(let path):
      let texts = node.scalar.map { [$0.string] } ?? node.sequence?.compactMap { $0.scalar?.string }
      guard let texts, !texts.isEmpty, texts.count == node.sequence?.count ?? 1 else {
        return false
      }
      values[keyPath: path] = texts
    case .integer(let path):
      guard let number = node.scalar.flatMap({ Int($0.string) }) else { return false }
      values[keyPath: path] = number
    case .flag(let path):
      guard let word = node.scalar?.string, word == "true" || word == "false" else { return false }
      values[keyPath: path] = word == "true"
    }
    return true
  }
}
