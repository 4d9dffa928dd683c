package import Delivery

/// Where notices go, and how.
package enum AlertOutputSettings: Sendable, Equatable {
  /// NDJSON: a file, or standard output for nil.
  case lines(path: String?)
  /// A web server.
  case web(WebSettings)
  /// Mail.
  case mail(MailSettings)
  /// A program.
  case command(CommandSettings)
  /// Syslog.
  case syslog(SyslogSettings, SocketAddress)
  /// SNMP.
  case trap(TrapSettings, SocketAddress)

  /// What messages call the output, without secrets: webhooks' paths are secrets, so hosts only.
  package var name: String {
    switch self {
    case .lines(let path): path ?? "standard output"
    case .web(let web): "\(web.form.name) at \(web.host)"
    case .mail(let mail): "mail by \(mail.server.host)"
    case .command(let command): command.name
    case .syslog(_, let address): "syslog at \(address.name)"
    case .trap(_, let address): "SNMP at \(address.name)"
    }
  }

  /// The output itself; its thread alone may use it.
  func make() -> any AlertOutput {
    switch self {
    case .lines(let path): LineOutput(path: path)
    case .web(let web):
      WebOutput(
        web.form.form, host: web.host, path: web.path, headers: web.headers, web.delivery)
    case .mail(let mail): MailOutput(mail)
    case .command(let command): CommandOutput(command)
    case .syslog(let settings, let address): SocketOutput(.syslog(settings), address)
    case .trap(let settings, let address): SocketOutput(.trap(settings), address)
    }
  }
}

/// A web server that takes notices.
package struct WebSettings: Sendable, Equatable {
  /// What requests look like.
  package enum Form: Sendable, Equatable {
    /// A POST of what a service expects.
    case webhook(WebhookTemplate)
    /// A document of an index in Elasticsearch or OpenSearch.
    case document

    var form: WebOutput.Form {
      switch self {
      case .webhook(let template): .webhook(template)
      case .document: .document
      }
    }

    var name: String {
      switch self {
      case .webhook(let template): template == .json ? "webhook" : template.rawValue
      case .document: "index"
      }
    }
  }

  /// What requests look like.
  package var form: Form
  /// The server, `https://hooks.example.com`.
  package var host: String
  /// What stands there: a path with its query, or `/` and the index.
  package var path: String
  /// What else the head of a request says.
  package var headers: [HTTPHeader]
  /// How the server lets one in, and is trusted.
  package var delivery: DeliverySettings

  /// Describes a server.
  package init(
    _ form: Form, host: String, path: String, headers: [HTTPHeader] = [],
    delivery: DeliverySettings = DeliverySettings()
  ) {
    self.form = form
    self.host = host
    self.path = path
    self.headers = headers
    self.delivery = delivery
  }
}

/// Who sends mail to whom, and by which server.
package struct MailSettings: Sendable, Equatable {
  /// The server.
  package var server: MailTransfer.Server
  /// The sender's address.
  package var from: String
  /// The receivers' addresses.
  package var recipients: [String]

  /// Describes mail.
  package init(server: MailTransfer.Server, from: String, recipients: [String]) {
    self.server = server
    self.from = from
    self.recipients = recipients
  }

  /// Whether a text can stand between `<` and `>` of SMTP: nothing there may end a line or the address.
  package static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && text.utf8.allSatisfy {
        $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
      }
  }
}

/// A program that is run for each notice.
package struct CommandSettings: Sendable, Equatable {
  /// What the program finds on its standard input.
  package enum Input: Sendable, Equatable {
    /// The notice as a line of JSON.
    case notice
    /// A list of the match as a line of JSON, as programs for ElastAlert expect it.
    case matches
    /// The notice's text.
    case text
  }

  /// What messages call it: the program as written.
  package let name: String
  /// The program and its arguments.
  package let arguments: [MatchTemplate]
  /// How long it may take.
  package let limit: Duration
  /// What it finds on its standard input.
  package let input: Input

  /// Describes a program by its name or path and its arguments.
  package init(_ arguments: [String], input: Input = .notice, limit: Duration = .seconds(30)) {
    self.input = input
    name = arguments.first ?? ""
    self.arguments = arguments.map(MatchTemplate.init)
    self.limit = limit
  }
}

/// How messages of syslog look.
package struct SyslogSettings: Sendable, Equatable {
  /// The facility's number (RFC 5424 s 6.2.1); 22 is local6.
  package var facility: Int

  /// The usual ones.
  package init(facility: Int = 22) {
    self.facility = facility
  }
}

/// How SNMP traps look.
package struct TrapSettings: Sendable, Equatable {
  /// The community.
  package var community: String
  /// What the traps and their variables are named below; by default the number for examples (RFC 5612).
  package var identifier: [UInt32]

  /// The usual ones.
  package init(community: String = "public", identifier: [UInt32] = [1, 3, 6, 1, 4, 1, 32473, 1]) {
    self.community = community
    self.identifier = identifier
  }
}
