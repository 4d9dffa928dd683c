package import Delivery

/// Why a text names no output.
package struct AlertOutputFault: Error, Equatable, CustomStringConvertible {
  /// What is wrong.
  package let problem: String
  /// What to write instead.
  package let help: String

  /// Both.
  package var description: String { "\(problem)\nhelp: \(help)" }
}

extension AlertOutputSettings {
  /// What texts of outputs look like.
  package static let forms = [
    "-", "alerts.ndjson", "slack+https://HOST/PATH", "teams+https://HOST/PATH",
    "alertmanager+http://HOST:9093", "webhook+https://HOST/PATH", "match+https://HOST/PATH",
    "https://HOST:9200/INDEX",
    "smtp://HOST?from=A&to=B,C", "syslog://HOST:514", "syslog+tcp://HOST:601",
    "snmp://COMMUNITY@HOST",
    "exec:PROGRAM",
  ]

  /// Reads the text of an output: `-` is standard output, a path a file of NDJSON, a URL what its scheme says.
  ///
  /// - Parameter password: what logs in where the URL names a user but no password.
  /// - Throws: ``AlertOutputFault``.
  package init(
    parsing text: String, password: String? = nil, delivery: DeliverySettings = DeliverySettings()
  ) throws(AlertOutputFault) {
    if text == "-" {
      self = .lines(path: nil)
      return
    }
    if text.hasPrefix("exec:") {
      let program = String(text.dropFirst("exec:".count))
      guard !program.isEmpty else {
        throw Self.fault("a program is missing", "write exec:/path/to/program")
      }
      self = .command(CommandSettings([program]))
      return
    }
    guard text.contains("://") else {
      guard !text.isEmpty else { throw Self.fault("it is empty", Self.all) }
      self = .lines(path: text)
      return
    }
    guard let url = AlertURL(text) else {
      throw Self.fault("its host or port is none", "write it as https://HOST:PORT/PATH")
    }
    self = try Self.url(url, password, delivery)
  }

  private static func url(
    _ url: AlertURL, _ password: String?, _ delivery: DeliverySettings
  ) throws(AlertOutputFault) -> AlertOutputSettings {
    let isLocal = url.scheme == "syslog+unix"
    guard isLocal || !url.host.isEmpty else {
      throw fault("a host is missing", "write it as \(url.scheme)://HOST")
    }
    switch url.scheme {
    case "http", "https": return try index(url, password, delivery)
    case "smtp", "smtps": return try mail(url, password, delivery)
    case "syslog", "syslog+udp", "syslog+tcp", "syslog+unix": return try syslog(url)
    case "snmp": return try trap(url)
    default: break
    }
    let parts = url.scheme.split(separator: "+")
    guard parts.count == 2, parts[1] == "http" || parts[1] == "https",
      let template = parts[0] == "webhook" ? .json : WebhookTemplate(rawValue: String(parts[0]))
    else { throw fault("\(url.scheme):// is no output that is known", all) }
    let isBare = template == .alertmanager && (url.target == "/" || url.target.isEmpty)
    return .web(
      WebSettings(
        .webhook(template), host: "\(parts[1])://\(url.authority)",
        path: isBare ? "/api/v2/alerts" : url.target,
        delivery: login(url, password, delivery)))
  }

  private static func index(
    _ url: AlertURL, _ password: String?, _ delivery: DeliverySettings
  ) throws(AlertOutputFault) -> AlertOutputSettings {
    let path = url.target.split(separator: "/").joined(separator: "/")
    guard !path.isEmpty, !path.contains("?") else {
      throw fault(
        "an index is missing", "write it as \(url.scheme)://\(url.authority)/genlog-alerts")
    }
    let port = url.port == nil ? ":9200" : ""
    return .web(
      WebSettings(
        .document, host: "\(url.scheme)://\(url.authority)\(port)", path: "/\(path)",
        delivery: login(url, password, delivery)))
  }

  private static func login(
    _ url: AlertURL, _ password: String?, _ delivery: DeliverySettings
  ) -> DeliverySettings {
    guard let user = url.user else { return delivery }
    var delivery = delivery
    delivery.credentials = .basic(user: user, password: url.password ?? password ?? "")
    return delivery
  }

  private static func mail(
    _ url: AlertURL, _ password: String?, _ delivery: DeliverySettings
  ) throws(AlertOutputFault) -> AlertOutputSettings {
    let recipients = (url.query["to"] ?? "").split(separator: ",").map(String.init)
    guard let from = url.query["from"], !recipients.isEmpty else {
      throw fault("from or to is missing", "write it as smtp://HOST?from=genlog@HOST&to=ops@HOST")
    }
    for address in [from] + recipients where !MailSettings.isAddress(address) {
      throw fault("\(address) is no address of mail", "write it as name@example.com")
    }
    var security = MailTransfer.Security.opportunistic
    if url.scheme == "smtps" { security = .tls }
    if let text = url.query["tls"] {
      guard let known = MailTransfer.Security(rawValue: text) else {
        throw fault(
          "tls=\(text) is none of them", "write tls=starttls, tls=opportunistic or tls=none")
      }
      security = known
    }
    let server = MailTransfer.Server(
      host: url.host, port: url.port.map(Int.init), security: security, user: url.user,
      password: url.password ?? password, tls: delivery.tls)
    return .mail(MailSettings(server: server, from: from, recipients: recipients))
  }

  private static func syslog(_ url: AlertURL) throws(AlertOutputFault) -> AlertOutputSettings {
    var settings = SyslogSettings()
    if let text = url.query["facility"] {
      guard let number = Int(text), (0...23).contains(number) else {
        throw fault(
          "facility=\(text) is no number from 0 to 23", "leave it out for local6, which is 22")
      }
      settings.facility = number
    }
    if url.scheme == "syslog+unix" {
      let path = String(url.target.split(separator: "?").first ?? "/dev/log")
      return .syslog(
        settings, SocketAddress(host: path == "/" ? "/dev/log" : path, port: nil, .datagram))
    }
    let isStream = url.scheme == "syslog+tcp"
    return .syslog(
      settings,
      SocketAddress(
        host: url.host, port: url.port ?? (isStream ? 601 : 514), isStream ? .stream : .datagram))
  }

  private static func trap(_ url: AlertURL) throws(AlertOutputFault) -> AlertOutputSettings {
    var settings = TrapSettings()
    if let community = url.user { settings.community = community }
    if let text = url.query["oid"] {
      let numbers = text.split(separator: ".").compactMap { UInt32($0) }
      let isWhole = numbers.count == text.split(separator: ".").count && numbers.count > 2
      guard isWhole, numbers[0] < 3, numbers[1] < 40 else {
        throw fault("oid=\(text) is no object identifier", "write it as oid=1.3.6.1.4.1.NUMBER.1")
      }
      settings.identifier = numbers
    }
    return .trap(settings, SocketAddress(host: url.host, port: url.port ?? 162, .datagram))
  }

  private static let all = "write one of " + forms.joined(separator: ", ")

  private static func fault(_ problem: String, _ help: String) -> AlertOutputFault {
    AlertOutputFault(problem: problem, help: help)
  }
}
