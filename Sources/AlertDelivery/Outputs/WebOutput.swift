import Delivery

/// Notices as requests to a web server: webhooks, and documents of an index.
final class WebOutput: AlertOutput {
  /// What requests look like.
  enum Form: Sendable, Equatable {
    /// A POST of what a service expects.
    case webhook(WebhookTemplate)
    /// A document of an index, under the notice's id.
    case document
  }

  private let form: Form
  private let host: String
  private let path: String
  private let headers: [HTTPHeader]
  private let settings: DeliverySettings
  private var client: WebClient?

  /// Sends to what stands at `path` of `host`, `https://hooks.example.com`.
  init(
    _ form: Form, host: String, path: String, headers: [HTTPHeader], _ settings: DeliverySettings
  ) {
    self.form = form
    self.host = host
    self.path = path
    self.headers =
      [HTTPHeader(name: "Content-Type", value: "application/json")]
      + headers
    self.settings = settings
  }

  func send(_ notice: AlertNotice) -> AlertVerdict {
    do throws(AdministrationFault) {
      let client = try open()
      let (method, path, body) = request(notice)
      let reply = try client.send(method, host: host, path: path, headers, body: body)
      // What has the notice already has it from us: the reply was lost.
      if form == .document, reply.status == 409 { return .taken }
      return .http(reply.status, client.refusal(reply), after: reply.retryAfter)
    } catch {
      return .later(error.text)
    }
  }

  private func open() throws(AdministrationFault) -> WebClient {
    if let client { return client }
    let new = try WebClient(hosts: [host], settings, limit: .seconds(20))
    client = new
    return new
  }

  private func request(_ notice: AlertNotice) -> (method: String, path: String, body: [UInt8]) {
    switch form {
    case .webhook(let template): ("POST", path, template.body(of: notice))
    case .document:
      ("PUT", "\(path)/_create/\(notice.id)-\(notice.state.rawValue)", notice.document)
    }
  }
}
