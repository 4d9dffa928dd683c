import Delivery
import Event
import YAMLReading

/// What `--show-config` prints: every option in force with where it comes from.
///
/// The text is a configuration file of the same meaning. What has no value, or a secret one, is a comment or hidden;
/// a value with variables of the environment is shown as it is written in the file.
package struct ShownConfiguration {
  private let values: OptionValues
  private var lines: [String] = []

  /// The text for `values`, which were found to be right.
  package static func text(_ values: OptionValues) -> String {
    var shown = ShownConfiguration(values: values)
    for section in OptionKey.Section.allCases {
      shown.lines.append("\(shown.lines.isEmpty ? "" : "\n")# \(section.rawValue)")
      for key in OptionKey.all where key.section == section { shown.append(key) }
    }
    return shown.lines.joined(separator: "\n") + "\n"
  }

  private init(values: OptionValues) { self.values = values }

  private mutating func append(_ key: OptionKey) {
    guard key.isGiven(in: values) else { return appendStandard(key) }
    if case .texts(let path) = key.place {
      return appendList(key, values[keyPath: path] ?? [])
    }
    append("\(key.name): \(ShownConfiguration.value(of: key, in: values))", origin(key, in: values))
  }

  private mutating func append(_ line: String, _ origin: String) {
    lines.append("\(line)  # \(origin)")
  }

  private mutating func appendStandard(_ key: OptionKey) {
    if let variable = key.variable, variableInForce == variable {
      return append("# \(key.name): \(Secrets.mark)", variable)
    }
    switch key.standard {
    case .none: append("# \(key.name):", "not given")
    case .words(let words): append("# \(key.name): \(words)", "default")
    case .processors: append("\(key.name): \(WorkerThreads.processorCount)", "default")
    case .value(let text):
      let value = if case .text = key.place { YAMLText.scalar(text) } else { text }
      append("\(key.name): \(key.isList ? "['\(text)']" : value)", "default")
    }
  }

  private mutating func appendList(_ key: OptionKey, _ texts: [String]) {
    lines.append("\(key.name):")
    for (number, text) in texts.enumerated() {
      let source = values.place(of: key.name, element: number)
      let value = ShownConfiguration.scalar(text, source, key)
      let own = key.name == OptionKey.to.name ? ownOptions(number) : []
      append(
        "  - \(own.isEmpty ? "" : ConfigurationReader.addressKey + ": ")\(value)",
        origin(source, key))
      lines += own
    }
  }

  /// The lines of a destination's own options, as far as the command line does not overrule them.
  private func ownOptions(_ number: Int) -> [String] {
    guard let own = values.destinationOptions[number] else { return [] }
    let inForce = values.ofDestination(number)
    return OptionKey.all.filter {
      $0.isGiven(in: own) && inForce.sources[$0.name] == own.sources[$0.name]
    }
    .map { key in
      "    \(key.name): \(ShownConfiguration.value(of: key, in: own))  # \(origin(key, in: own))"
    }
  }
}

// MARK: - Values

extension ShownConfiguration {
  private static func value(of key: OptionKey, in values: OptionValues) -> String {
    let source = values.place(of: key.name)
    switch key.place {
    case .text(let path): return scalar(values[keyPath: path] ?? "", source, key)
    case .integer(let path):
      return source?.written.map(YAMLText.scalar) ?? "\(values[keyPath: path] ?? 0)"
    case .flag(let path):
      return source?.written.map(YAMLText.scalar) ?? "\(values[keyPath: path] ?? false)"
    case .texts: return ""
    }
  }

  private static func scalar(_ text: String, _ source: OptionSource?, _ key: OptionKey) -> String {
    let written = source?.written ?? VariableText.escaped(text)
    if key.form == .secret, source?.written == nil { return YAMLText.scalar(Secrets.mark) }
    return YAMLText.scalar(
      key.name == OptionKey.to.name ? Secrets.withoutPasswords(written) : written)
  }

  /// The variable that has the login, where options have none.
  private var variableInForce: String? {
    let hasServer = (values.to ?? []).contains { (try? Destination(parsing: $0))?.isServer == true }
    guard hasServer, !OptionKey.all.contains(where: { $0.isLogin && $0.isGiven(in: values) }) else {
      return nil
    }
    return ["api-key", "token", "password"].first { LoginParsing.variable($0) != nil }
      .flatMap { OptionKey.named($0)?.variable }
  }

  private func origin(_ key: OptionKey, in values: OptionValues) -> String {
    if case .flag(let path) = key.place, values[keyPath: path] == false,
      values.sources[key.name] == nil
    {
      return "--no-\(key.name)"
    }
    return origin(values.place(of: key.name), key)
  }

  private func origin(_ source: OptionSource?, _ key: OptionKey) -> String {
    guard let place = source?.place else {
      return key.form == .argument ? "command line" : "--\(key.name)"
    }
    return "\(PrintableText.short(place.file)):\(place.line)"
  }
}

extension OptionKey {
  fileprivate var isList: Bool { if case .texts = place { true } else { false } }
}
