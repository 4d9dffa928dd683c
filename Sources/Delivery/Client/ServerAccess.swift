/// How requests are let in: connections that trust the right hosts, and heads that show who asks.
///
/// All connections to a server are made here, of whatever kind it is.
/// It belongs to the thread that sends; what has to be fetched first is fetched by others.
final class ServerAccess {
  /// Whether requests can be made.
  enum State: Equatable {
    case open
    /// Not yet; ``ServerAccess`` wakes who waits.
    case pending
    case failed(AccessFault)
  }

  private let settings: DeliverySettings
  private let scope: AWSScope?
  private let keys: Fetched<AWSKeys>?
  private let authority: Fetched<[UInt8]>?
  private var clock = ServerClock()
  private var secrets: Secrets

  /// - Parameters:
  ///   - hosts: the URLs that connections are made to: `https://es-1:9200`.
  ///   - wake: called when ``state(_:)`` may be another, from any thread.
  ///   - warning: called with a text for people when keys cannot be renewed.
  init(
    hosts: [String], _ settings: DeliverySettings,
    environment: AWSEnvironment = .process, wake: @escaping @Sendable () -> Void,
    warning: @escaping @Sendable (String) -> Void
  ) {
    self.settings = settings
    secrets = settings.credentials.secrets
    secrets.add(settings.proxy?.password, settings.tls.keyPassword)
    secrets.add(Secrets.ofEnvironment { environment[$0] })
    if case .aws(let scope) = settings.credentials {
      self.scope = scope
      let chain = AWSKeyChain(environment: environment, region: scope.region, proxy: settings.proxy)
      keys = Fetched(backoff: settings.backoff, wake: wake, warning: warning) {
        () throws(AccessFault) in
        let keys = try chain.find()
        return (keys, keys.expires.map { .seconds($0 - WireTime.now) })
      }
    } else {
      (scope, keys) = (nil, nil)
    }
    authority = settings.tls.fingerprint.map { fingerprint in
      let finder = PinnedAuthority(
        fingerprint: fingerprint, hosts: hosts, tls: settings.tls, proxy: settings.proxy)
      return Fetched(backoff: settings.backoff, wake: wake, warning: warning) {
        () throws(AccessFault) in (try finder.find(), nil)
      }
    }
  }

  /// Whether requests can be made at the time `now`.
  func state(_ now: ContinuousClock.Instant) -> State {
    // Both are asked, so that both are fetched at once.
    let states = [keys.map { State($0.state(now)) }, authority.map { State($0.state(now)) }]
    let missing = states.compactMap { $0 }.filter { $0 != .open }
    return missing.first { $0 != .pending } ?? missing.first ?? .open
  }

  /// How long to wait before ``state(_:)`` is asked again, where nobody wakes who waits: fetching goes on after
  /// pauses that are longer.
  var pause: Duration { min(.milliseconds(50), settings.backoff.first) }

  /// A new transfer that trusts the right hosts; nil if there is no memory for it.
  func makeTransfer() -> CurlTransfer? {
    guard let trust,
      let transfer = CurlTransfer(trust, proxy: settings.proxy, secrets: secrets)
    else { return nil }
    transfer.setLimits(connect: .seconds(10), total: settings.replyTimeout)
    return transfer
  }

  /// A new connection to `url` that trusts the right hosts, for bytes that are no HTTP; nil if there is no
  /// memory for it.
  func makeSocket(_ url: String) -> CurlSocket? {
    trust.flatMap { CurlSocket(url: url, $0, proxy: settings.proxy, secrets: secrets) }
  }

  /// Whom to trust; nil while that has to be fetched.
  private var trust: TLSTrust? {
    var trust = TLSTrust(settings: settings.tls, authorities: authority?.value)
    if authority != nil, trust.authorities == nil { return nil }
    if let path = settings.tls.authorityPath, CertificateFolder.exists(path) {
      trust.authorities = CertificateFolder.certificates(in: path)
    }
    return trust
  }

  /// Sets up a request: its head has `headers`, and those that let it in.
  ///
  /// - Parameter body: as it is sent; nil for none.
  func prepare(
    _ transfer: CurlTransfer, _ method: String, _ url: String, _ headers: [HTTPHeader],
    body: Span<UInt8>?
  ) {
    var all = headers
    if let scope, let keys = keys?.value {
      all = SignatureV4(scope: scope).headers(
        method: method, url: url, headers: headers, body: body, keys: keys, at: clock.now)
    } else if let login = settings.credentials.authorization {
      all.append(HTTPHeader(name: "Authorization", value: login))
    }
    transfer.prepare(method: method, url: url, headers: all.map(\.line), body: body)
  }

  /// Looks at a reply that refuses a request.
  ///
  /// Where that is for the time of its signature, requests are signed by the server's clock from now on,
  /// which is said; where it may be for the keys, they are fetched anew.
  ///
  /// - Parameter host: what the words call the server.
  func learn(_ transfer: CurlTransfer, _ host: String) -> String? {
    guard let keys, transfer.status == 401 || transfer.status == 403 else { return nil }
    let now = ContinuousClock.now
    if let words = clock.correct(reply: transfer.reply, date: transfer.date, at: now) {
      return "\(host): \(words)"
    }
    keys.renew(now)
    return nil
  }

  /// The same text without any secret.
  func scrubbed(_ reason: DeadLetterReason) -> DeadLetterReason {
    var all = secrets
    if let keys = keys?.value { all.add(keys.secret, keys.token) }
    var scrubbed = reason
    scrubbed.type = all.scrubbed(reason.type)
    scrubbed.reason = all.scrubbed(reason.reason)
    return scrubbed
  }
}

extension ServerAccess.State {
  fileprivate init<Value>(_ state: Fetched<Value>.State) {
    switch state {
    case .ready: self = .open
    case .pending: self = .pending
    case .failed(let fault): self = .failed(fault)
    }
  }
}
