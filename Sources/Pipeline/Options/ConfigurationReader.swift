import Grok
import YAMLReading
import Yams

/// Reads the keys of a configuration file into option values, and goes on after each mistake.
struct ConfigurationReader {
  private typealias Tree = YAMLTree<PipelineError>

  private let tree: Tree
  private let environment: (String) -> String?
  private var problems: [PipelineError] = []

  /// The key of a destination's address, where it has options of its own.
  static let addressKey = "url"
  /// More problems than that nobody reads.
  private static let most = 1000

  /// Prepares to read what came from `file`; `environment` gives variables.
  init(file: String, environment: @escaping (String) -> String?) {
    tree = Tree(file: file)
    self.environment = environment
  }

  /// Reads the file's text.
  /// - Throws: ``PipelineError`` where it is no YAML, so that nothing of it means anything.
  mutating func read(_ text: String) throws(PipelineError) -> OptionValues {
    let (root, duplicates) = try tree.composeCollecting(text)
    guard case .mapping = root else {
      throw .configuration(
        at: tree.place(of: root), problem: "is not a mapping of options to values",
        help: "write one `option: value` a line")
    }
    problems = duplicates
    var values = OptionValues()
    collecting { (reader) throws(PipelineError) in
      for (key, node) in try reader.tree.mapping(root, named: "the file") {
        reader.read(key, node, into: &values)
      }
    }
    values.problems = problems
    return values
  }

  private mutating func read(_ key: Tree.Scalar, _ node: Node, into values: inout OptionValues) {
    collecting { (reader) throws(PipelineError) in
      guard let option = OptionKey.named(key.text) else {
        throw reader.unknown(key, known: OptionKey.all.map(\.name))
      }
      if option.name == OptionKey.to.name {
        reader.readDestinations(node, into: &values)
      } else {
        try reader.set(option, node, in: &values)
      }
    }
  }

  /// Does `body`, and keeps what it throws.
  private mutating func collecting(
    _ body: (inout ConfigurationReader) throws(PipelineError) -> Void
  ) {
    guard problems.count < ConfigurationReader.most else { return }
    do throws(PipelineError) {
      try body(&self)
    } catch {
      problems.append(error)
    }
  }

  private func unknown(_ key: Tree.Scalar, known: [String]) -> PipelineError {
    let near = Spelling.nearest(to: key.text, among: known)
    return .configuration(
      at: key.place, problem: "unknown key `\(PrintableText.short(key.text))`",
      help: near.map { "did you mean `\($0)`?" }
        ?? "`genlog parse --show-config` lists all keys, docs/configuration.md tells them")
  }
}

// MARK: - Destinations

extension ConfigurationReader {
  /// Reads `to`: a text, a mapping with options of its own, or a list of both.
  private mutating func readDestinations(_ node: Node, into values: inout OptionValues) {
    var nodes = [node]
    if case .sequence(let sequence) = node { nodes = Array(sequence) }
    var texts: [String] = []
    var sources: [OptionSource] = []
    collecting { (reader) throws(PipelineError) in
      guard !nodes.isEmpty else { throw reader.wrongKind(node, .to) }
    }
    for node in nodes {
      collecting { (reader) throws(PipelineError) in
        var own: OptionValues?
        var address = node
        if case .mapping = node {
          (address, own) = try reader.readDestination(node)
        }
        let (text, source) = try reader.text(address, of: .to)
        if let own { values.destinationOptions[texts.count] = own }
        texts.append(text)
        sources.append(source)
      }
    }
    guard !texts.isEmpty else { return }
    values.to = texts
    values.sources[OptionKey.to.name] = sources
  }

  /// Reads a destination with options of its own; returns its address too.
  private mutating func readDestination(
    _ node: Node
  ) throws(PipelineError) -> (address: Node, own: OptionValues) {
    let known = OptionKey.all.filter(\.section.isOfServers).map(\.name)
    var address: Node?
    var own = OptionValues()
    for (key, value) in try tree.mapping(node, named: OptionKey.to.name) {
      if key.text == ConfigurationReader.addressKey {
        address = value
        continue
      }
      collecting { (reader) throws(PipelineError) in
        guard let option = OptionKey.named(key.text), option.section.isOfServers else {
          throw reader.misplaced(key, known: known + [ConfigurationReader.addressKey])
        }
        try reader.set(option, value, in: &own)
      }
    }
    guard let address else {
      throw .configuration(
        at: tree.place(of: node), problem: "the destination has no `url`",
        help: "write `- url: https://HOST:9200`, and its options below")
    }
    return (address, own)
  }

  private func misplaced(_ key: Tree.Scalar, known: [String]) -> PipelineError {
    guard OptionKey.named(key.text) != nil else { return unknown(key, known: known) }
    return .configuration(
      at: key.place, problem: "`\(key.text)` is no option of one destination",
      help: "write it at the left margin, where it holds for all")
  }
}

// MARK: - Values

extension ConfigurationReader {
  private mutating func set(
    _ option: OptionKey, _ node: Node, in values: inout OptionValues
  ) throws(PipelineError) {
    if case .texts(let path) = option.place {
      let (texts, sources) = try self.texts(node, of: option)
      values[keyPath: path] = texts
      values.sources[option.name] = sources
      return
    }
    let (text, source) = try self.text(node, of: option)
    switch option.place {
    case .text(let path): values[keyPath: path] = text
    case .integer(let path):
      guard let number = Int(text) else { throw wrongKind(node, option, source) }
      values[keyPath: path] = number
    case .flag(let path):
      guard text == "true" || text == "false" else { throw wrongKind(node, option, source) }
      values[keyPath: path] = text == "true"
    case .texts: break
    }
    values.sources[option.name] = [source]
  }

  private mutating func texts(
    _ node: Node, of option: OptionKey
  ) throws(PipelineError) -> ([String], [OptionSource]) {
    guard case .sequence(let nodes) = node, !nodes.isEmpty else {
      if case .sequence = node { throw wrongKind(node, option) }
      let (text, source) = try text(node, of: option)
      return ([text], [source])
    }
    var texts: [String] = []
    var sources: [OptionSource] = []
    for node in nodes {
      collecting { (reader) throws(PipelineError) in
        let (text, source) = try reader.text(node, of: option)
        texts.append(text)
        sources.append(source)
      }
    }
    return (texts, sources)
  }

  /// A scalar that is not empty, its variables replaced.
  private mutating func text(
    _ node: Node, of option: OptionKey
  ) throws(PipelineError) -> (String, OptionSource) {
    guard case .scalar(let scalar) = node, !isNothing(scalar) else { throw wrongKind(node, option) }
    let place = tree.place(of: node)
    let name = option.name
    let value: VariableText
    do {
      value = try VariableText(scalar.string, environment: environment)
    } catch {
      throw .configuration(at: place, problem: "\(name): \(error.problem)", help: error.help)
    }
    guard !value.text.isEmpty else {
      throw .configuration(
        at: place, problem: "\(name): \(PrintableText.short(scalar.string)) is empty",
        help: "set the variable, or write ${NAME:-text}")
    }
    if isHidden(value.text, option) {
      throw .configuration(
        at: place, problem: "\(name): \(Secrets.mark) stands where --show-config hid a secret",
        help: "write the secret here, best as ${NAME}")
    }
    let written = value.names.isEmpty ? nil : scalar.string
    return (value.text, OptionSource(place: place, written: written, variables: value.contents))
  }

  /// Whether the text is what `--show-config` writes for a secret.
  private func isHidden(_ text: String, _ option: OptionKey) -> Bool {
    option.form == .secret && text == Secrets.mark
      || option.name == OptionKey.to.name && text.contains(":\(Secrets.mark)@")
  }

  private func isNothing(_ scalar: Node.Scalar) -> Bool {
    scalar.string.isEmpty
      || scalar.style == .plain && ["~", "null", "Null", "NULL"].contains(scalar.string)
  }

  private func wrongKind(
    _ node: Node, _ option: OptionKey, _ source: OptionSource? = nil
  ) -> PipelineError {
    let found =
      switch node {
      case .scalar(let scalar) where isNothing(scalar): "nothing"
      case .scalar where option.form == .secret: "that"
      case .scalar(let scalar): PrintableText.short(source?.written ?? scalar.string)
      case .sequence(let sequence): sequence.isEmpty ? "an empty list" : "a list"
      case .mapping: "a mapping"
      case .alias: "an alias"
      }
    return .configuration(
      at: tree.place(of: node), problem: "`\(option.name)` needs \(option.kind), not \(found)",
      help: "write `\(option.name): \(option.example)`")
  }
}

extension OptionKey {
  fileprivate var example: String {
    switch place {
    case .text: "VALUE"
    case .texts: "[VALUE, VALUE]"
    case .integer: "2"
    case .flag: "true"
    }
  }
}

extension VariableText.Fault {
  fileprivate var problem: String {
    switch self {
    case .unset(let name): "the variable \(PrintableText.short(name)) of the environment is not set"
    case .malformed(let text): "`\(PrintableText.short(text))` is no variable"
    }
  }

  fileprivate var help: String {
    switch self {
    case .unset(let name): "set it, or write ${\(PrintableText.short(name)):-text}"
    case .malformed: "write ${NAME} or ${NAME:-text}; $${ stands for ${ itself"
    }
  }
}
