import Event

/// Asks a server one thing after another, and waits for each reply.
///
/// Brief overview: `AdministrationClient` sends single requests, let in and trusting as deliveries do. ``ServerKind``
/// is what a server says it is. ``SetupPlan`` is what such a server needs, made of ``SetupPart``s, and
/// ``SetupRun`` installs it. ``ServerProbe`` goes the way to a server step by step, and says how far it got.
///
///     let client = try AdministrationClient(address, settings)
///     let kind = try client.kind()
///     try SetupRun(client, kind).install { line in print(line.text) }
///
/// It belongs to one thread.
package final class AdministrationClient {
  /// What a server answered.
  package struct Reply {
    /// The status.
    package let status: Int
    /// The body, decompressed.
    package let body: [UInt8]
  }

  /// Where it asks.
  package let address: ElasticsearchAddress
  private let access: ServerAccess
  private let multi: CurlMulti
  /// The host that answered; asked first from then on.
  private var host: Int = 0

  /// Templates and policies are far smaller.
  private static let mostReplyBytes = 16 << 20
  /// How long it may take to fetch keys or a certificate.
  private static var accessLimit: Duration { .seconds(60) }

  /// Makes a client; nothing is sent yet.
  package init(
    _ address: ElasticsearchAddress, _ settings: DeliverySettings
  ) throws(AdministrationFault) {
    guard let multi = CurlMulti() else { throw AdministrationClient.noMemory }
    self.address = address
    self.multi = multi
    var settings = settings
    settings.backoff.first = .milliseconds(100)
    access = ServerAccess(
      hosts: address.hosts, settings, wake: { multi.wake() }, warning: { _ in })
  }

  /// What the server says it is.
  package func kind() throws(AdministrationFault) -> ServerKind {
    let reply = try send("GET", "/")
    guard reply.status == 200 else {
      throw refusal(
        reply,
        help: reply.status == 403
          ? "give this user the cluster privilege monitor: what is to be set up follows from the version"
          : DeliveryError.refusalHelp(reply.status))
    }
    guard let kind = ServerKind(root: reply.body.span) else {
      throw AdministrationFault(
        "what answers is neither Elasticsearch nor OpenSearch",
        help: "check the address, its port and its path")
    }
    return kind
  }

  /// A refusal in words.
  func refusal(_ reply: Reply, help: String) -> AdministrationFault {
    let reason = DeadLetterReason(status: reply.status, reply: reply.body.span)
    let words = String(access.scrubbed(reason).text.prefix(500))
    return AdministrationFault("refused: \(words)", help: help, status: reply.status)
  }

  /// The reply to a request, whatever it is.
  ///
  /// Hosts are asked in turn until one answers.
  package func send(
    _ method: String, _ path: String, _ body: JSONTree? = nil
  ) throws(AdministrationFault) -> Reply {
    let transfer = try open()
    var fault = AdministrationClient.noMemory
    for _ in address.hosts {
      do throws(AdministrationFault) {
        return try send(method, path, body, over: transfer)
      } catch {
        fault = error
        host = (host + 1) % address.hosts.count
      }
    }
    throw fault
  }

  private func send(
    _ method: String, _ path: String, _ body: JSONTree?, over transfer: CurlTransfer
  ) throws(AdministrationFault) -> Reply {
    let name = address.hosts[host]
    var headers = [HTTPHeader(name: "Accept", value: "application/json")]
    if body != nil { headers.append(HTTPHeader(name: "Content-Type", value: "application/json")) }
    let bytes = body?.bytes
    for isLast in [false, true] {
      access.prepare(transfer, method, name + address.prefix + path, headers, body: bytes?.span)
      if let failure = transfer.perform() {
        throw AdministrationFault(
          "\(name): \(failure.text)",
          help: CurlFault.help(failure.code) ?? "check that the server is well, and run again")
      }
      // Signatures may be made by another clock than the server's, or by keys that have ended.
      if isLast || access.learn(transfer, name) == nil { break }
    }
    return Reply(status: transfer.status, body: transfer.reply)
  }

  /// A transfer, once keys and certificates are there.
  private func open() throws(AdministrationFault) -> CurlTransfer {
    let limit = ContinuousClock.now + AdministrationClient.accessLimit
    while true {
      switch access.state(.now) {
      case .open:
        guard let transfer = access.makeTransfer() else { throw AdministrationClient.noMemory }
        transfer.setLimits(connect: .seconds(10), total: .seconds(60))
        return transfer
      case .failed(let fault) where fault.isFinal || .now >= limit:
        throw AdministrationFault(
          fault.text,
          help: "docs/delivery.md says under `Who is let in` what is looked for, and where")
      case .failed: multi.wait(.milliseconds(100))
      case .pending:
        if .now >= limit {
          throw AdministrationFault(
            "keys or certificates take too long to fetch", help: "check the network, and run again")
        }
        multi.wait(.milliseconds(50))
      }
    }
  }

  private static let noMemory = AdministrationFault(
    "no memory for a connection", help: "give the process more")
}
