import CCurl

/// Asks one of the services that give keys, on the thread that calls.
struct AWSServiceClient {
  /// What messages call the service.
  let name: String
  /// Whether it is there for sure, so that one that does not answer will do so later.
  private let isExpected: Bool
  private let transfer: CurlTransfer

  /// Keys and errors are short.
  private static let mostReplyBytes = 64 << 10
  private static let tries = 2

  /// Makes a client that uses this proxy, or those of the environment, for `https` only.
  init(name: String, isExpected: Bool, proxy: ProxySettings?) throws(AccessFault) {
    self.name = name
    self.isExpected = isExpected
    var secrets = Secrets()
    secrets.add(proxy?.password)
    secrets.add(Secrets.ofEnvironment { AWSEnvironment.process[$0] })
    guard
      let transfer = CurlTransfer(
        TLSTrust(), proxy: proxy, secrets: secrets, mostReplyBytes: AWSServiceClient.mostReplyBytes)
    else { throw .passing("no memory for a connection") }
    self.transfer = transfer
    // Who answers is on this machine or beside it.
    transfer.setLimits(connect: .seconds(2), total: .seconds(10))
  }

  /// Sends a request and returns the body of the reply; tries a second time what got no reply.
  ///
  /// - Parameter secret: a text that no message is to show.
  func send(
    _ method: String, _ url: String, _ headers: [HTTPHeader], body: [UInt8] = [],
    secret: String = ""
  ) throws(AccessFault) -> [UInt8] {
    // Addresses in the network of the machine are behind no proxy.
    if URLParts(url).scheme == "http" { transfer.setNoProxy() }
    var fault: CurlTransfer.Fault?
    for _ in 0..<AWSServiceClient.tries {
      transfer.prepare(
        method: method, url: url, headers: headers.map(\.line),
        body: method == "GET" ? nil : body.span)
      fault = transfer.perform()
      if fault == nil { return try judge(secret) }
    }
    throw AccessFault(
      text: "\(name) does not answer: \(fault?.text ?? "")",
      isFinal: !isExpected || CurlFault.isFinal(fault?.code ?? 0))
  }

  private func judge(_ secret: String) throws(AccessFault) -> [UInt8] {
    let status = transfer.status
    if status == 200 { return transfer.reply }
    let reply = transfer.reply
    let code = XMLText.first("Code", in: reply) ?? AWSRoleReply.text("code", in: reply.span)
    let message =
      XMLText.first("Message", in: reply) ?? AWSRoleReply.text("message", in: reply.span)
    var text = "\(name) answers with status \(status)"
    for part in [code, message] {
      guard let part else { continue }
      text += ", \(secret.isEmpty ? part : part.replacing(secret, with: "***"))"
    }
    let isPassing = status >= 500 || status == 429 || code == "IDPCommunicationError"
    throw AccessFault(text: String(text.prefix(500)), isFinal: !isPassing)
  }
}
