import Grok
import YAMLReading

/// Reads the grok filters of a Logstash configuration; what else it holds is refused.
struct LogstashGrokReader {
  private let workbench: Workbench
  private let file: String
  private var grok = LogstashGrok()
  private var options = GrokOptions()
  private var keepsEmpty = false
  private var expressions: [(field: String, node: DocumentNode)] = []
  private var definitions: [DocumentNode.Member] = []
  private var directories: [DocumentNode] = []
  private var flavour: Flavour?

  /// Settings that do not change what comes of an event.
  private static let idle = ["id", "enable_metric", "periodic_flush", "timeout_scope"]

  private init(_ workbench: Workbench, file: String) {
    self.workbench = workbench
    self.file = file
  }

  /// The filters of a configuration.
  static func read(
    _ path: String, _ workbench: Workbench
  ) throws(ExampleError) -> [any EventStep] {
    let bytes = try DocumentReader.contents(of: path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .file(path, "is not UTF-8", help: "give a Logstash configuration")
    }
    return try read(text, file: path, workbench)
  }

  /// The filters of a configuration's text.
  static func read(
    _ text: String, file: String, _ workbench: Workbench
  ) throws(ExampleError) -> [any EventStep] {
    var steps: [any EventStep] = []
    for plugin in try LogstashConfig(text, file: file).filters {
      if plugin.settings.allSatisfy({ idle.contains($0.key) }) { continue }
      guard plugin.name == "grok" else {
        throw .problem(
          at: plugin.place, "the filter `\(plugin.name)` cannot be followed: only grok is",
          help: "test the grok filters by themselves, in a file without others")
      }
      var reader = LogstashGrokReader(workbench, file: file)
      for setting in plugin.settings { try reader.take(setting) }
      steps.append(try reader.finish())
    }
    guard !steps.isEmpty else {
      throw .file(
        file, "holds no grok filter", help: "give a configuration with filter { grok { ... } }")
    }
    return steps
  }

  // MARK: Settings

  private mutating func take(_ setting: DocumentNode.Member) throws(ExampleError) {
    let (key, node) = (setting.key, setting.node)
    if Self.idle.contains(key) { return }
    switch key {
    case "match": try takeMatch(node)
    case "pattern_definitions": definitions += try node.object(named: key)
    case "patterns_dir": directories.append(node)
    case "overwrite":
      grok.overwrite.formUnion(try node.texts(named: key).map(FieldList.dotted))
    case "tag_on_failure": grok.failureTags = try node.texts(named: key)
    case "tag_on_timeout": grok.timeoutTags = try node.texts(named: key)
    case "break_on_match": grok.breaksOnMatch = try node.flag(named: key)
    case "keep_empty_captures": keepsEmpty = try node.flag(named: key)
    case "named_captures_only": options.capturesUnnamed = !(try node.flag(named: key))
    case "target": grok.target = FieldList.dotted(try node.text(named: key))
    case "ecs_compatibility": flavour = try node.flavour(named: key)
    case "timeout_millis": try takeTimeout(node)
    default: try takeAction(setting)
    }
  }

  private mutating func takeAction(_ setting: DocumentNode.Member) throws(ExampleError) {
    let (key, node) = (setting.key, setting.node)
    switch key {
    case "add_tag": grok.success.tags += try node.plainTexts(named: key)
    case "remove_tag": grok.success.removedTags += try node.plainTexts(named: key)
    case "remove_field":
      grok.success.removedFields += try node.plainTexts(named: key).map(FieldList.dotted)
    case "add_field":
      for member in try node.object(named: key) {
        let texts = try member.node.plainTexts(named: member.key)
        grok.success.fields.set(
          FieldList.dotted(member.key),
          texts.count == 1 ? .string(texts[0]) : .array(texts.map(FieldValue.string)))
      }
    default:
      throw .unknownKey(
        at: setting.place, key: key,
        known: [
          "match", "pattern_definitions", "patterns_dir", "overwrite", "tag_on_failure",
          "break_on_match", "keep_empty_captures", "named_captures_only", "target",
          "ecs_compatibility", "add_field", "add_tag", "remove_field", "remove_tag",
        ])
    }
  }

  /// `{ "field" => ["expression", ...] }`, or the older `[ "field", "expression", ... ]`.
  private mutating func takeMatch(_ node: DocumentNode) throws(ExampleError) {
    guard case .list(let nodes) = node.value else {
      for member in try node.object(named: "match") {
        expressions.append((member.key, member.node))
      }
      return
    }
    guard nodes.count % 2 == 0 else {
      throw .problem(
        at: node.place, "`match` has a field without an expression",
        help: "write match => { \"message\" => \"EXPRESSION\" }")
    }
    for index in stride(from: 0, to: nodes.count, by: 2) {
      expressions.append((try nodes[index].text(named: "match"), nodes[index + 1]))
    }
  }

  private mutating func takeTimeout(_ node: DocumentNode) throws(ExampleError) {
    guard case .scalar(.integer(let value)) = node.value, value >= 0 else {
      throw node.wrongType("timeout_millis", "a number of milliseconds")
    }
    // 0 is none; a test has to end all the same.
    if value > 0 { options.timeBudget = .milliseconds(min(value, 60_000)) }
  }

  // MARK: The filter

  private mutating func finish() throws(ExampleError) -> LogstashGrok {
    let library = try library()
    for (field, node) in expressions {
      var patterns: [GrokPattern] = []
      let nodes = if case .list(let nodes) = node.value { nodes } else { [node] }
      for node in nodes {
        patterns.append(
          try GrokPattern.compile(
            try node.text(named: "match"), library, options, at: PatternOrigin(node.place)))
      }
      let set = GrokSet(
        patterns, breakOnMatch: grok.breaksOnMatch, keepEmptyCaptures: keepsEmpty,
        timeBudget: options.timeBudget)
      grok.matches.append(LogstashGrok.Match(field: FieldList.dotted(field), set: set))
    }
    return grok
  }

  private func library() throws(ExampleError) -> PatternLibrary {
    var workbench = workbench
    workbench.flavour = flavour ?? workbench.flavour
    for node in directories {
      for path in try node.texts(named: "patterns_dir") { workbench.userPaths.append(found(path)) }
    }
    for member in definitions {
      workbench.definitions.append(
        Workbench.Definition(
          name: member.key, regex: try member.node.text(named: member.key),
          origin: PatternOrigin(member.node.place)))
    }
    return try workbench.library()
  }

  /// A folder of patterns: where the configuration says, or else beside it.
  private func found(_ path: String) -> String {
    guard !InputFile.exists(path), !path.hasPrefix("/") else { return path }
    let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
    return folder + path
  }
}

extension DocumentNode {
  /// `true` or `false`, in quotes or not.
  fileprivate func flag(named name: String) throws(ExampleError) -> Bool {
    switch value {
    case .scalar(.string("true")): return true
    case .scalar(.string("false")): return false
    default: return try boolean(named: name)
    }
  }

  /// Texts that do not refer to the event's fields.
  fileprivate func plainTexts(named name: String) throws(ExampleError) -> [String] {
    let texts = try texts(named: name)
    guard !texts.contains(where: { $0.contains("%{") }) else {
      throw .problem(
        at: place, "`\(name)` takes its value from a field, which cannot be followed",
        help: "write the value out, or leave the setting out of the test")
    }
    return texts
  }

  /// The flavour that a value of `ecs_compatibility` means.
  func flavour(named name: String) throws(ExampleError) -> Flavour {
    switch try text(named: name) {
    case "disabled": return .legacy
    case "v1", "v8": return .ecs
    default: throw wrongType(name, "disabled, v1 or v8")
    }
  }
}

extension GrokPattern {
  /// A pattern; what is wrong with it in the words of the engine.
  static func compile(
    _ expression: String, _ library: PatternLibrary, _ options: GrokOptions,
    at origin: PatternOrigin
  ) throws(ExampleError) -> GrokPattern {
    do {
      return try GrokPattern(expression, library: library, options: options, origin: origin)
    } catch {
      throw .engine(error.description)
    }
  }
}
