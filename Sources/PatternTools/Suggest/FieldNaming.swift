import GenesysLog
import LogTemplates

/// Names the fields of one expression, each once.
struct FieldNaming {
  /// What the names of unknown fields begin with: `genesys.confserv.`; nothing for plain lines.
  private let prefix: String
  private let isGenesys: Bool
  /// Whether texts name their values as Configuration Server does.
  private let isConfiguration: Bool
  private var taken: [String]
  /// What the last address was called, for the port behind it.
  private var peer = "server"
  private var hasOption = false

  /// Fields that the program gives to each event itself.
  private static let reserved = [
    "@timestamp", "message", "tags", "log.level", "log.file", "log.offset", "event.code",
    "event.kind", "event.module", "event.dataset", "event.action", "event.original",
    "event.severity", "event.timezone", "service.name", "service.type", "host.name",
  ]

  /// Names for records of a component, or for lines.
  ///
  /// - Parameter taken: fields that the expression has already.
  init(component: Component?, isGenesys: Bool, taken: [String]) {
    self.isGenesys = isGenesys
    prefix = isGenesys ? "genesys.\(component?.dataset ?? "site")." : ""
    isConfiguration =
      component?.id == "ConfigurationServer" || component?.parent == "ConfigurationServer"
    self.taken = taken + (isGenesys ? Self.reserved : [])
  }

  /// The name of a value.
  mutating func choice(for value: SketchedValue) -> FieldChoice {
    let wanted = wanted(for: value)
    guard isFree(wanted.name) else {
      let own = wanted.name.hasPrefix(prefix) ? wanted.name : prefix + Self.last(wanted.name)
      let free = isFree(own) ? own : numbered(own)
      return take(FieldChoice(name: free, isText: wanted.isText))
    }
    return take(wanted)
  }

  private mutating func take(_ choice: FieldChoice) -> FieldChoice {
    taken.append(choice.name)
    return choice
  }

  /// `port_2`, where `port` is taken.
  private func numbered(_ name: String) -> String {
    var number = 2
    while !isFree("\(name)_\(number)") { number += 1 }
    return "\(name)_\(number)"
  }

  /// Whether no field has the name, lies in it, or holds it.
  private func isFree(_ name: String) -> Bool {
    !taken.contains { $0 == name || $0.hasPrefix(name + ".") || name.hasPrefix($0 + ".") }
  }

  private static func last(_ name: String) -> String {
    String(name.split(separator: ".").last ?? "value")
  }

  private mutating func wanted(for value: SketchedValue) -> FieldChoice {
    if value.isLevel {
      return FieldChoice(name: isGenesys ? prefix + "level" : "log.level", isText: true)
    }
    if let choice = address(value) { return choice }
    guard let key = value.key else {
      if isGenesys, value.isFirst, ["received", "sent"].contains(value.unit ?? "") {
        return FieldChoice(name: "genesys.message.name", isText: true)
      }
      return FieldChoice(name: prefix + (place(of: value) ?? unnamed(value)), isText: false)
    }
    if isConfiguration, value.closing == UInt8(ascii: "]"), let choice = configuration(key, value) {
      return choice
    }
    if key.name == "option" { hasOption = true }
    if key.name == "value", hasOption, isGenesys {
      return FieldChoice(name: "genesys.option.value", isText: true)
    }
    if let known = KnownFields.entry(of: key, isGenesys: isGenesys),
      known.isText ? known.takesNumbers || value.type != .integer : value.type == .integer
    {
      return FieldChoice(name: known.name, isText: known.isText)
    }
    return own(key.name, value)
  }

  /// A name of the component's own.
  private func own(_ name: String, _ value: SketchedValue) -> FieldChoice {
    FieldChoice(name: prefix + name, isText: KnownFields.isTextual(name))
  }

  /// The fields of Configuration Server, as genlog reads texts for which there is no rule.
  private func configuration(_ key: FieldKey, _ value: SketchedValue) -> FieldChoice? {
    let words = Array(key.name.map { $0 == "_" ? " " : $0 }).map { String($0) }.joined()
    let bytes = Array(words.utf8)
    let field = BracketExtractor.field(ofKey: bytes.span, afterClient: key.isAfterClient)
    guard let name = field.name, !field.isInteger || value.type == .integer else { return nil }
    return FieldChoice(name: name, isText: !field.isInteger)
  }

  /// Addresses, hosts and ports: whose they are is known only where the text says it.
  private mutating func address(_ value: SketchedValue) -> FieldChoice? {
    let key = value.key
    let isPort = value.half == .port || key?.name == "port" && value.type == .integer
    if isPort { return FieldChoice(name: peer + ".port", isText: false) }
    let isHost = ["host", "address", "host_name", "hostname"].contains(key?.name ?? "")
    let isAddress = value.type == .ip
    guard isAddress || isHost, value.type != .ip || key.map(Self.namesAddress) ?? true else {
      return nil
    }
    peer = Self.peer(key) ?? "server"
    return isAddress && Self.peer(key) == nil && !isHost
      ? FieldChoice(name: prefix + "ip", isText: true)
      : FieldChoice(name: peer + (isAddress ? ".ip" : ".address"), isText: true)
  }

  /// Whether the words before an address speak of one.
  private static func namesAddress(_ key: FieldKey) -> Bool {
    let words: Set = [
      "ip", "host", "address", "from", "to", "client", "source", "src", "peer", "server", "by",
      "remote", "dst", "destination",
    ]
    return words.contains(key.name) || ["from", "to"].contains(key.clause.last ?? "")
  }

  /// Whose an address is: `from 192.0.2.7` is the source's.
  private static func peer(_ key: FieldKey?) -> String? {
    guard let key else { return nil }
    let words = key.clause.suffix(3) + [key.name]
    if words.contains("client") { return "client" }
    if words.contains("from") || words.contains("source") || words.contains("src") {
      return "source"
    }
    if words.contains("to") || words.contains("destination") || words.contains("dst") {
      return "destination"
    }
    return words.contains("server") ? "server" : nil
  }

  /// What a line says of its place in a program, behind its level: `INFO [main] com.acme.Bar - `.
  private func place(of value: SketchedValue) -> String? {
    guard !isGenesys, taken.contains("log.level"), [.word, .mixed, .any].contains(value.type) else {
      return nil
    }
    if value.closing == UInt8(ascii: "]"), value.isAlone, !taken.contains("process.thread.name") {
      return "process.thread.name"
    }
    let isDotted = value.closing == nil && value.seen.bytes.contains(UInt8(ascii: "."))
    return isDotted && value.type == .mixed && !taken.contains("log.logger") ? "log.logger" : nil
  }

  /// A name from what the value is.
  private func unnamed(_ value: SketchedValue) -> String {
    if let unit = value.unit, value.type == .integer || value.type == .float, unit.count < 12 {
      let name = FieldWords.snake(unit)
      if ["bytes", "records", "calls", "messages", "items", "rows", "agents"].contains(name) {
        return name
      }
    }
    return switch value.type {
    case .integer, .float: "number"
    case .digits, .hexDigits, .hex, .mac, .uuid: "id"
    case .ip, .ipPort: "ip"
    case .timestamp, .httpDate, .syslogTime: isGenesys ? "time" : "timestamp"
    case .date: "date"
    case .time: "time"
    case .url, .sipURI: "uri"
    case .email: "email"
    case .path: "path"
    case .level: "level"
    case .word, .mixed: value.isAlone ? "name" : "text"
    case .any: isGenesys || value.closing != nil ? "text" : "message"
    case .empty, .blank: "text"
    }
  }
}
