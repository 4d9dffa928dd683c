import Foundation
import Pipeline
import Testing

@testable import PatternTools

/// A log in a directory of its own, and what is suggested for it.
final class SuggestedFile {
  /// The log's path.
  let log: String
  private let directory: String

  /// Writes a log.
  convenience init(_ lines: [String]) throws {
    try self.init(bytes: Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  /// Writes a log.
  init(bytes: [UInt8]) throws {
    directory = NSTemporaryDirectory() + "genlog-suggest-" + UUID().uuidString
    log = directory + "/some.log"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: log))
  }

  deinit {
    try? FileManager.default.removeItem(atPath: directory)
  }

  /// What is suggested for the log.
  func suggestion(_ options: SuggestOptions = SuggestOptions()) throws -> Suggestion {
    try Self.suggestion(for: log, options)
  }

  /// What is suggested for a log.
  static func suggestion(
    for path: String, _ options: SuggestOptions = SuggestOptions()
  ) throws -> Suggestion {
    let reading = try Self.reading(path)
    return try PatternTools.suggestion(options, reading, MessageLog(reading))
  }

  /// Whether rules, loaded alone, explain so much of a log: asked of `coverage`.
  func explains(_ rules: String, percent: Double, of path: String? = nil) throws -> Bool {
    let file = directory + "/suggested.yml"
    try Data(rules.utf8).write(to: URL(filePath: file))
    let reading = try Self.reading(path ?? log, patterns: [file])
    var options = CoverageOptions()
    options.isJSON = true
    options.usesBuiltInRules = false
    options.leastPercent = percent
    return try PatternTools.coverage(
      reading, options, style: TextStyle(usesColor: false), MessageLog(reading)
    ) { _ in } == 0
  }

  private static func reading(_ path: String, patterns: [String]? = nil) throws -> ParseOptions {
    var values = OptionValues()
    values.inputs = [path]
    values.patterns = patterns
    values.quiet = true
    return try ParseOptions(values)
  }
}
