import Grok

/// The files that `--patterns` names: rule files read, pattern files listed.
struct UserPatterns {
  /// The rules, the last file's first, each file's in its order.
  private(set) var rules: [Rule] = []
  /// Paths of the Grok pattern files, in the order to load.
  private(set) var patternFiles: [String] = []

  /// Reads files, the files of folders in the order of their names, and what globs name.
  init(paths: [String]) throws(RuleError) {
    do {
      for path in paths {
        for file in try PatternFiles.files(at: path) { try add(file) }
      }
    } catch let error as RuleError {
      throw error
    } catch GrokError.unreadable(let path, let reason) {
      throw .unreadable(path: path, reason: reason)
    } catch {
      throw .badPatternFile(problem: "\(error)")
    }
  }

  private mutating func add(_ path: String) throws {
    guard path.hasSuffix(".yml") || path.hasSuffix(".yaml") else {
      patternFiles.append(path)
      return
    }
    let text = String(decoding: try PatternFiles.contents(of: path), as: UTF8.self)
    rules = try RuleFile(text: text, file: path).rules + rules
  }
}
