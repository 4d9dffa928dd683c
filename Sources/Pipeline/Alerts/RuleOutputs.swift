package import AlertDelivery
package import Alerting
import Delivery
import YAMLReading
import Yams

/// The outputs that a rule names itself, as ElastAlert has them: `alert: [slack, email]`, each with its options.
///
/// Besides these names any text of ``AlertOutputSettings/forms`` may stand there: `alert: ["syslog://loghost"]`.
package struct RuleOutputs: Sendable {
  /// Names that stand for outputs.
  static let names = [
    "slack", "ms_teams", "ms_power_automate", "alertmanager", "email", "command", "post", "post2",
    "debug",
  ]

  /// The beginnings of options of outputs.
  private static let prefixes = [
    "alertmanager_", "email", "smtp_", "http_post_", "http_post2_", "slack_", "ms_teams_",
    "ms_power_automate_",
  ]

  /// The outputs.
  package private(set) var settings: [AlertOutputSettings] = []
  /// What was passed over.
  package private(set) var warnings: [AlertRuleWarning] = []

  private let password: String?
  private var known: Set<String> = []

  /// Reads what a rule says of its outputs.
  ///
  /// - Parameter password: what logs in where a rule names a user but no password.
  /// - Parameter file: the text of a file that the rule names.
  package init(
    _ rule: AlertRule, password: String? = nil,
    file: (_ path: String, _ from: String) -> Result<String, RuleFileProblem>
  ) throws(AlertRuleError) {
    self.password = password
    for (name, own) in try Self.outputs(rule) {
      var options = OutputOptions(rule, own: own)
      try add(name, rule, &options, file)
      known.formUnion(options.known)
    }
    for (key, _) in rule.options.members {
      let key = String(decoding: key, as: UTF8.self)
      let isOfOutputs = Self.prefixes.contains { key.hasPrefix($0) }
      guard isOfOutputs, !known.contains(key), let place = rule.places[key] else { continue }
      warnings.append(
        AlertRuleWarning(
          place: place, text: "`\(key)` is passed over: no output of the rule has such an option"))
    }
  }

  private static func outputs(
    _ rule: AlertRule
  ) throws(AlertRuleError) -> [(name: String, own: JSONObject)] {
    guard let value = rule.options["alert"], !value.isNull else { return [] }
    let items = value.array ?? [value]
    var outputs: [(String, JSONObject)] = []
    for item in items.prefix(50) {
      if let name = item.text, !name.isEmpty {
        outputs.append((name, JSONObject()))
      } else if let object = item.object, !object.members.isEmpty {
        for (key, own) in object.members {
          outputs.append((String(decoding: key, as: UTF8.self), own.object ?? JSONObject()))
        }
      } else {
        throw .wrongType(
          at: rule.places["alert"] ?? rule.place, key: "alert",
          expected: "names of outputs, or their texts", found: "`\(item.json)`")
      }
    }
    return outputs
  }

  private mutating func add(
    _ name: String, _ rule: AlertRule, _ options: inout OutputOptions,
    _ file: (String, String) -> Result<String, RuleFileProblem>
  ) throws(AlertRuleError) {
    switch name {
    case "slack": try hooks("slack", "slack_webhook_url", name, &options)
    case "ms_teams": try hooks("teams", "ms_teams_webhook_url", name, &options)
    case "ms_power_automate": try hooks("teams", "ms_power_automate_webhook_url", name, &options)
    case "alertmanager":
      for host in try options.need("alertmanager_hosts", name) {
        let url = host.contains("://") ? host : "http://\(host)"
        settings.append(try parsed("alertmanager+\(url)", "alertmanager_hosts", options))
      }
    case "post": try posts("http_post", name, &options)
    case "post2": try posts("http_post2", name, &options)
    case "command": try command(&options)
    case "email": try mail(&options, file)
    case "debug": settings.append(.lines(path: nil))
    default: try other(name, rule, options)
    }
  }

  /// A text of an output, or a name that means nothing here.
  private mutating func other(
    _ name: String, _ rule: AlertRule, _ options: OutputOptions
  ) throws(AlertRuleError) {
    guard name.contains("/") || name.contains(":") || name.hasSuffix("json") else {
      warnings.append(
        AlertRuleWarning(
          place: rule.places["alert"] ?? rule.place,
          text: "the output `\(name)` is passed over: known are "
            + Self.names.map { "`\($0)`" }.joined(separator: ", ")
            + ", and texts like those of --notify"))
      return
    }
    settings.append(try parsed(name, "alert", options))
  }

  private mutating func hooks(
    _ template: String, _ key: String, _ name: String, _ options: inout OutputOptions
  ) throws(AlertRuleError) {
    for url in try options.need(key, name) {
      settings.append(try parsed("\(template)+\(url)", key, options))
    }
  }

  /// A POST of the match, to each URL.
  private mutating func posts(
    _ prefix: String, _ name: String, _ options: inout OutputOptions
  ) throws(AlertRuleError) {
    let urls = try options.need("\(prefix)_url", name)
    let headers = try options.mapping("\(prefix)_headers").map {
      name, text throws(AlertRuleError) in
      let isPlain = (name + text).utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
      guard isPlain, !name.isEmpty, !name.contains(":"), !name.contains(" ") else {
        throw .badValue(
          at: options.place("\(prefix)_headers"), key: "\(prefix)_headers", text: name,
          expected: "names and texts of one line each")
      }
      return HTTPHeader(name: name, value: text)
    }
    for url in urls {
      var output = try parsed("match+\(url)", "\(prefix)_url", options)
      if case .web(var web) = output {
        web.headers = headers
        output = .web(web)
      }
      settings.append(output)
    }
  }

  private mutating func command(_ options: inout OutputOptions) throws(AlertRuleError) {
    let arguments = try options.need("command", "command")
    if arguments.count == 1, arguments[0].contains(" ") {
      throw .badValue(
        at: options.place("command"), key: "command", text: arguments[0],
        expected: "the program and its arguments as a list, [PROGRAM, ARGUMENT]: no shell is used")
    }
    let isMatch = try options.flag("pipe_match_json")
    let isText = try options.flag("pipe_alert_text")
    settings.append(
      .command(CommandSettings(arguments, input: isMatch ? .matches : isText ? .text : .notice)))
  }

  private func parsed(
    _ text: String, _ key: String, _ options: OutputOptions
  ) throws(AlertRuleError) -> AlertOutputSettings {
    do throws(AlertOutputFault) {
      return try AlertOutputSettings(parsing: text, password: password)
    } catch {
      throw .conflict(
        at: options.place(key), reason: "`\(key)`: \(error.problem)", help: error.help)
    }
  }
}

// MARK: - Mail

extension RuleOutputs {
  private mutating func mail(
    _ options: inout OutputOptions,
    _ file: (String, String) -> Result<String, RuleFileProblem>
  ) throws(AlertRuleError) {
    let isTLS = try options.flag("smtp_ssl")
    var recipients = try options.need("email", "email")
    for key in ["cc", "bcc"] { recipients += try options.texts(key) }
    let from = try options.text("from_addr") ?? "genlog@localhost"
    for (key, address) in recipients.map({ ("email", $0) }) + [("from_addr", from)] {
      guard MailSettings.isAddress(address) else {
        throw .badValue(
          at: options.place(key), key: key, text: address, expected: "name@example.com")
      }
    }
    let login = try self.login(&options, file)
    let server = MailTransfer.Server(
      host: try options.text("smtp_host") ?? "localhost",
      port: try options.port("smtp_port"), security: isTLS ? .tls : .opportunistic,
      user: login?.user, password: login?.password)
    settings.append(.mail(MailSettings(server: server, from: from, recipients: recipients)))
  }

  /// `user` and `password` of the file that `smtp_auth_file` names.
  private func login(
    _ options: inout OutputOptions,
    _ file: (String, String) -> Result<String, RuleFileProblem>
  ) throws(AlertRuleError) -> (user: String, password: String?)? {
    guard let path = try options.text("smtp_auth_file") else { return nil }
    let place = options.place("smtp_auth_file")
    switch file(path, place.file) {
    case .failure(let problem): throw .file(at: place, path: path, reason: problem.reason)
    case .success(let text):
      let tree = YAMLTree<AlertRuleError>(file: path)
      var values: [String: String] = [:]
      for (key, value) in try tree.mapping(try tree.compose(text), named: "the file") {
        values[key.text] = value.scalar?.string
      }
      guard let user = values["user"] else {
        throw .file(at: place, path: path, reason: "it has no `user`")
      }
      return (user, values["password"] ?? password)
    }
  }
}
