import Event

/// Goes the way to a server step by step, and says of each how it went.
///
/// No event is sent. Of Logstash no more can be known than that it can be reached: to its inputs all that comes is an event.
package struct ServerProbe {
  private let server: DeliveryServer
  private let settings: DeliverySettings

  private static let steps = ["login", "product", "privileges", "templates", "data streams"]

  /// For a server, as events would be delivered to it.
  package init(_ server: DeliveryServer, _ settings: DeliverySettings) {
    self.server = server
    self.settings = settings
  }

  /// Tries everything, as far as it gets; tells `report` of each step.
  package func run(_ report: (ProbeStep) -> Void) {
    var isReached = false
    for host in server.connectionURLs {
      let probe = ConnectionProbe(
        url: host, tls: settings.tls, proxy: settings.proxy, secrets: secrets)
      let isGood = probe.run { step in report(named(step, host)) }
      isReached = isReached || isGood
    }
    if isReached { warnOfOpenLogin(report) }
    guard case .elasticsearch(let address, let index) = server else { return }
    guard isReached else {
      ServerProbe.steps.forEach { report(.skipped($0)) }
      return
    }
    do throws(AdministrationFault) {
      let client = try AdministrationClient(address, settings)
      if let kind = try login(client, report) { try look(client, kind, index, report) }
    } catch {
      report(ProbeStep("login", .fail, error.text, help: error.help))
      ServerProbe.steps.dropFirst().forEach { report(.skipped($0)) }
    }
  }

  private var secrets: Secrets {
    var secrets = settings.credentials.secrets
    secrets.add(settings.proxy?.password, settings.tls.keyPassword)
    secrets.add(Secrets.ofEnvironment { AWSEnvironment.process[$0] })
    return secrets
  }

  /// Where there are several hosts, each step says whose it is.
  private func named(_ step: ProbeStep, _ host: String) -> ProbeStep {
    if server.connectionURLs.count == 1 { return step }
    return ProbeStep(
      step.name, step.result, "\(URLParts(host).host): \(step.text)", help: step.help)
  }

  private func warnOfOpenLogin(_ report: (ProbeStep) -> Void) {
    let isSecret = settings.credentials.authorization != nil
    let open = server.connectionURLs.filter { !$0.hasPrefix("https") }
    let isLocal = open.allSatisfy { url in
      let host = URLParts(url).host
      return ["localhost", "127.0.0.1", "[::1]"].contains { host == $0 || host.hasPrefix($0 + ":") }
    }
    guard isSecret, !isLocal else { return }
    report(
      ProbeStep(
        "secrecy", .warn, "the login goes over the network as it is", help: "use https"))
  }

  // MARK: - Login

  /// Asks for the version; nil where nothing more can be asked.
  private func login(
    _ client: AdministrationClient, _ report: (ProbeStep) -> Void
  ) throws(AdministrationFault) -> ServerKind? {
    let reply = try client.send("GET", "/")
    switch reply.status {
    case 200: report(ProbeStep("login", .ok, who))
    case 403:
      report(ProbeStep("login", .ok, who))
      report(
        ProbeStep(
          "product", .warn, "the version may not be asked for", help: "nothing, if this is meant"))
      ServerProbe.steps.dropFirst(2).forEach { report(.skipped($0)) }
      return nil
    default:
      throw client.refusal(reply, help: DeliveryError.refusalHelp(reply.status))
    }
    guard let kind = ServerKind(root: reply.body.span) else {
      report(
        ProbeStep(
          "product", .fail, "what answers is neither Elasticsearch nor OpenSearch",
          help: "check the address, its port and its path"))
      ServerProbe.steps.dropFirst(2).forEach { report(.skipped($0)) }
      return nil
    }
    report(
      ProbeStep(
        "product", kind.problem == nil ? .ok : .warn, kind.problem ?? kind.name,
        help: kind.problem == nil ? nil : "update it"))
    return kind
  }

  private var who: String {
    switch settings.credentials {
    case .none: settings.tls.certificatePath == nil ? "without a login" : "by certificate"
    case .basic(let user, _): "as \(user)"
    case .apiKey: "with an API key"
    case .bearer: "with a token"
    case .aws(let scope): "signed for \(scope.service.rawValue) in \(scope.region)"
    }
  }

  // MARK: - What is there

  private func look(
    _ client: AdministrationClient, _ kind: ServerKind, _ index: IndexTemplate,
    _ report: (ProbeStep) -> Void
  ) throws(AdministrationFault) {
    let pattern = index.pattern
    do throws(AdministrationFault) {
      report(try PrivilegeQuestion(pattern).ask(client, kind))
    } catch {
      report(ProbeStep("privileges", .warn, error.text, help: error.help))
    }
    do throws(AdministrationFault) {
      report(try templates(client, kind, pattern))
    } catch {
      report(ProbeStep("templates", .warn, error.text, help: error.help))
    }
    do throws(AdministrationFault) {
      report(streams(try StreamSurvey(client, pattern: pattern), pattern))
    } catch {
      report(ProbeStep("data streams", .warn, error.text, help: error.help))
    }
  }

  private func templates(
    _ client: AdministrationClient, _ kind: ServerKind, _ pattern: String
  ) throws(AdministrationFault) -> ProbeStep {
    guard pattern.hasPrefix("logs-genesys.") else {
      return .skipped("templates", "events go to \(pattern), which is not genlog's to set up")
    }
    if case .aws(let scope) = settings.credentials, scope.service == .aoss {
      return .skipped("templates", "not known to Amazon OpenSearch Serverless")
    }
    var options = SetupRun.Options()
    options.isDry = true
    var missing: [String] = []
    var isNewer = false
    try SetupRun(client, kind, options).install { line in
      switch line.outcome {
      case .created, .updated, .foreign: missing.append(line.title)
      case .newer: isNewer = true
      case .upToDate, .unknown: break
      }
    }
    if missing.isEmpty {
      return ProbeStep(
        "templates", .ok,
        isNewer ? "installed by a later genlog" : "version \(SetupStamp.current), up to date")
    }
    return ProbeStep(
      "templates", .warn, "missing or of another version: \(missing.joined(separator: ", "))",
      help:
        "genlog setup --to \(server.name) --dry-run says more, without --dry-run it installs them")
  }

  private func streams(_ survey: StreamSurvey, _ pattern: String) -> ProbeStep {
    if survey.indices.isEmpty {
      let count = survey.streams.count
      return ProbeStep(
        "data streams", .ok, count == 0 ? "none yet" : "\(count) there, and no index in their way")
    }
    if !pattern.hasPrefix("logs-") {
      return ProbeStep("data streams", .ok, "\(survey.indices.count) indices there")
    }
    let names = survey.indices.prefix(5).joined(separator: ", ")
    return ProbeStep(
      "data streams", .warn,
      "\(survey.indices.count) of their names are taken by indices, which lack the mappings: \(names)",
      help: "delete or rename these indices: the next event makes a data stream")
  }
}
