/// Sends single requests and waits for each reply, let in and trusting as deliveries do.
///
/// It belongs to one thread.
package final class WebClient {
  /// What a server answered.
  package struct Reply: Sendable {
    /// The status.
    package let status: Int
    /// The body, decompressed.
    package let body: [UInt8]
    /// How long the server asks to be left alone; nil if it does not.
    package let retryAfter: Duration?
  }

  private let access: ServerAccess
  private let multi: CurlMulti
  private let limit: Duration
  private var transfer: CurlTransfer?

  /// How long it may take to fetch keys or a certificate.
  private static var accessLimit: Duration { .seconds(60) }

  /// Makes a client; nothing is sent yet.
  ///
  /// - Parameters:
  ///   - hosts: the URLs of the hosts that are asked: `https://es-1:9200`.
  ///   - limit: how long a request may take in all.
  package init(
    hosts: [String], _ settings: DeliverySettings, limit: Duration = .seconds(60)
  ) throws(AdministrationFault) {
    guard let multi = CurlMulti() else { throw WebClient.noMemory }
    self.multi = multi
    self.limit = limit
    var settings = settings
    settings.backoff.first = .milliseconds(100)
    access = ServerAccess(hosts: hosts, settings, wake: { multi.wake() }, warning: { _ in })
  }

  /// The reply of `host` to a request for what stands at `path` there, whatever the reply is.
  ///
  /// - Parameter body: nil for none, which makes the request one of GET or HEAD.
  package func send(
    _ method: String, host: String, path: String, _ headers: [HTTPHeader], body: [UInt8]?
  ) throws(AdministrationFault) -> Reply {
    let transfer = try open()
    for isLast in [false, true] {
      access.prepare(transfer, method, host + path, headers, body: body?.span)
      if let failure = transfer.perform() {
        throw AdministrationFault(
          "\(host): \(failure.text)",
          help: CurlFault.help(failure.code) ?? "check that the server is well, and run again")
      }
      // Signatures may be made by another clock than the server's, or by keys that have ended.
      if isLast || access.learn(transfer, host) == nil { break }
    }
    return Reply(status: transfer.status, body: transfer.reply, retryAfter: transfer.retryAfter)
  }

  /// Why a reply refuses a request, without secrets.
  package func refusal(_ reply: Reply) -> String {
    let reason = DeadLetterReason(status: reply.status, reply: reply.body.span)
    return String(access.scrubbed(reason).text.prefix(500))
  }

  /// The transfer, once keys and certificates are there.
  private func open() throws(AdministrationFault) -> CurlTransfer {
    let end = ContinuousClock.now + WebClient.accessLimit
    while true {
      switch access.state(.now) {
      case .open: return try made()
      case .failed(let fault) where fault.isFinal || .now >= end:
        throw AdministrationFault(
          fault.text,
          help: "docs/delivery.md says under `Who is let in` what is looked for, and where")
      case .failed: multi.wait(.milliseconds(100))
      case .pending:
        if .now >= end {
          throw AdministrationFault(
            "keys or certificates take too long to fetch", help: "check the network, and run again")
        }
        multi.wait(.milliseconds(50))
      }
    }
  }

  private func made() throws(AdministrationFault) -> CurlTransfer {
    if let transfer { return transfer }
    guard let new = access.makeTransfer() else { throw WebClient.noMemory }
    new.setLimits(connect: min(.seconds(10), limit), total: limit)
    transfer = new
    return new
  }

  private static let noMemory = AdministrationFault(
    "no memory for a connection", help: "give the process more")
}
