package import Alerting
import LogInput
import YAMLReading

/// What keeps the rules of a folder from being read.
package enum RuleDirectoryError: Error, Equatable, CustomStringConvertible {
  /// There is no such file or folder, or it cannot be read; in words.
  case unreadable(String)
  /// A folder holds no rules.
  case noRules(path: String)
  /// Rules with mistakes, each in its own words.
  case badRules([String])

  /// The message as printed.
  package var description: String {
    switch self {
    case .unreadable(let problem): problem
    case .noRules(let path):
      "\(path): holds no rules\nhelp: rules are files whose names end in .yaml or .yml"
    case .badRules(let problems): problems.joined(separator: "\n")
    }
  }
}

/// Whose behaviour rules can have.
package enum AlertCompatibility: String, Sendable, CaseIterable {
  /// ElastAlert 2's.
  case elastalert
}

/// The rules of a file, or of all files in a folder and those below.
package struct RuleDirectory: Sendable {
  /// The rules, in the order of their files' names.
  package let rules: [AlertRule]
  /// What was passed over.
  package let warnings: [AlertRuleWarning]

  /// How many rules there are, and of which types, in words.
  package var summary: String {
    let enabled = rules.filter(\.isEnabled)
    let types = Dictionary(grouping: enabled, by: \.type.rawValue).sorted { $0.key < $1.key }
    let list = types.map { "\($0.value.count) \($0.key)" }.joined(separator: ", ")
    let rest = rules.count - enabled.count
    return "\(enabled.count) rules\(list.isEmpty ? "" : ": \(list)")"
      + (rest > 0 ? "; \(rest) not enabled" : "")
  }

  /// What was passed over, in words.
  package var warningTexts: [String] { warnings.map(\.description) }

  /// The folder within which lie the files that rules name.
  private let folder: String

  /// How large a list may be that a rule names.
  private static let mostListBytes = 16 << 20

  /// Reads all rules; with `compat` they behave as another program's, whatever they say of it themselves.
  ///
  /// - Throws: ``RuleDirectoryError``, with the mistakes of all files.
  package init(_ path: String, compat: AlertCompatibility? = nil) throws(RuleDirectoryError) {
    let mode: RuleMode? = compat == .elastalert ? .elastalert : nil
    let names = try Self.files(path)
    let folder = SmallText.isFolder(path) ? path : Self.folder(of: path)
    let files = RuleFiles { name, from in Self.text(name, from, within: folder) }
    var rules: [AlertRule] = []
    var warnings: [AlertRuleWarning] = []
    var problems: [String] = []
    for name in names {
      switch SmallText.read(name, limit: AlertRuleReader.mostBytes) {
      case .failure(let problem):
        problems.append(
          "\(name): cannot be read: \(problem.reason)\nhelp: make it readable, or take it out")
      case .success(let text):
        var reader = AlertRuleReader(file: name, files: files, mode: mode)
        do throws(AlertRuleError) {
          let rule = try reader.read(text)
          try Self.refuseNamesake(rule, among: rules)
          rules.append(rule)
        } catch {
          problems.append(error.description)
        }
        warnings += reader.warnings
      }
    }
    guard problems.isEmpty else { throw .badRules(problems) }
    self.rules = rules
    self.folder = folder
    self.warnings = warnings
  }

  private static func refuseNamesake(
    _ rule: AlertRule, among rules: [AlertRule]
  ) throws(AlertRuleError) {
    guard let first = rules.first(where: { $0.name == rule.name }) else { return }
    throw .sameName(at: rule.place, name: rule.name, first: first.place)
  }

  private static func files(_ path: String) throws(RuleDirectoryError) -> [String] {
    let (files, problems) = InputDiscovery.resolve([path])
    if let problem = problems.first {
      throw .unreadable("\(problem)")
    }
    guard SmallText.isFolder(path) else { return files.map(\.path) }
    let names = files.map(\.path).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
    guard !names.isEmpty else { throw .noRules(path: path) }
    return names
  }

  /// The text of the file `name`, as the file of rules `from` names it.
  func text(_ name: String, _ from: String) -> Result<String, RuleFileProblem> {
    Self.text(name, from, within: folder)
  }

  /// The text of a file that a rule names; its path counts from the folder of the file that names it.
  private static func text(
    _ name: String, _ from: String, within root: String
  ) -> Result<String, RuleFileProblem> {
    let path = name.hasPrefix("/") ? name : folder(of: from) + "/" + name
    guard let real = SmallText.realPath(path), let rootPath = SmallText.realPath(root) else {
      return .failure(RuleFileProblem(reason: "there is no such file"))
    }
    guard real.hasPrefix(rootPath.hasSuffix("/") ? rootPath : rootPath + "/") else {
      return .failure(RuleFileProblem(reason: "it lies outside of the folder of the rules"))
    }
    return SmallText.read(path, limit: mostListBytes)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
