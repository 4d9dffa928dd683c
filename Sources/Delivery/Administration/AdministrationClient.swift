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
  /// Where it asks.
  package let address: ElasticsearchAddress
  private let client: WebClient
  /// The host that answered; asked first from then on.
  private var host = 0

  /// Makes a client; nothing is sent yet.
  package init(
    _ address: ElasticsearchAddress, _ settings: DeliverySettings
  ) throws(AdministrationFault) {
    self.address = address
    client = try WebClient(hosts: address.hosts, settings)
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
  func refusal(_ reply: WebClient.Reply, help: String) -> AdministrationFault {
    AdministrationFault("refused: \(client.refusal(reply))", help: help, status: reply.status)
  }

  /// The reply to a request, whatever it is.
  ///
  /// Hosts are asked in turn until one answers.
  package func send(
    _ method: String, _ path: String, _ body: JSONTree? = nil
  ) throws(AdministrationFault) -> WebClient.Reply {
    var headers = [HTTPHeader(name: "Accept", value: "application/json")]
    if body != nil { headers.append(HTTPHeader(name: "Content-Type", value: "application/json")) }
    let bytes = body?.bytes
    var fault: AdministrationFault?
    for _ in address.hosts {
      do throws(AdministrationFault) {
        return try client.send(
          method, host: address.hosts[host], path: address.prefix + path, headers, body: bytes)
      } catch {
        fault = error
        host = (host + 1) % address.hosts.count
      }
    }
    throw fault ?? AdministrationFault("no host to ask", help: "name one in the address")
  }
}
