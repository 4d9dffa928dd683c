import CCurl

/// Goes the way to one host: its name, a connection, TLS.
///
/// Nothing is sent over it.
struct ConnectionProbe {
  /// `https://es-1:9200`; `https` for TLS, `http` for a plain connection.
  let url: String
  let tls: TLSSettings
  let proxy: ProxySettings?
  let secrets: Secrets

  /// The names of the steps.
  static let steps = ["name", "connection", "tls"]
  /// A certificate that ends sooner is told of.
  private static let fewDays: Int64 = 30

  /// How an attempt ended.
  private struct Attempt {
    var fault: CurlTransfer.Fault?
    var peer = ""
    /// OpenSSL's code of what is wrong with the certificates.
    var verdict = 0
    var certificates: [ShownCertificate] = []
  }

  /// Tries, and tells of each step; returns whether all went well.
  func run(_ report: (ProbeStep) -> Void) -> Bool {
    guard let attempt = attempt(tls) else {
      report(ProbeStep("connection", .fail, "no memory for it", help: "give the process more"))
      return false
    }
    let isTLS = url.hasPrefix("https")
    guard let fault = attempt.fault else {
      tellConnected(attempt, report)
      return tellTLS(attempt, isTLS, report)
    }
    let help = CurlFault.help(fault.code)
    if isNameFault(fault.code) {
      report(ProbeStep("name", .fail, fault.text, help: help))
      report(.skipped("connection"))
      report(.skipped("tls"))
    } else if isTLS, isTLSFault(fault.code) {
      tellConnected(attempt, report)
      tellTLSFault(fault, attempt, report)
    } else {
      report(ProbeStep("name", .ok, way))
      report(
        ProbeStep(
          "connection", .fail, fault.text,
          help: help ?? "check that it is running, its port, and firewalls"))
      report(.skipped("tls"))
    }
    return false
  }

  /// How the name is found.
  private var way: String {
    var host = URLParts(url).host
    if let end = host.lastIndex(of: ":"), !host.hasSuffix("]") { host = String(host[..<end]) }
    return proxy.map { "\(host), by way of \($0.url)" } ?? host
  }

  private func isNameFault(_ code: UInt32) -> Bool {
    code == CURLE_COULDNT_RESOLVE_HOST.rawValue || code == CURLE_COULDNT_RESOLVE_PROXY.rawValue
  }

  private func isTLSFault(_ code: UInt32) -> Bool {
    CurlFault.isFinal(code) && code != CURLE_URL_MALFORMAT.rawValue
      && code != CURLE_UNSUPPORTED_PROTOCOL.rawValue
  }

  private func tellConnected(_ attempt: Attempt, _ report: (ProbeStep) -> Void) {
    report(ProbeStep("name", .ok, way))
    report(ProbeStep("connection", .ok, attempt.peer.isEmpty ? "made" : "to \(attempt.peer)"))
  }

  // MARK: - TLS

  private func tellTLS(
    _ attempt: Attempt, _ isTLS: Bool, _ report: (ProbeStep) -> Void
  ) -> Bool {
    guard isTLS else {
      report(.skipped("tls", "none: all goes over the network as it is"))
      return true
    }
    guard let first = attempt.certificates.first else {
      report(ProbeStep("tls", .ok, "spoken; the certificate is not known"))
      return true
    }
    if let fingerprint = tls.fingerprint,
      !attempt.certificates.contains(where: { fingerprint.matches(pem: $0.pem) })
    {
      report(
        ProbeStep(
          "tls", .fail,
          "of the \(attempt.certificates.count) certificates shown none has the fingerprint of --tls-fingerprint; \(words(first))",
          help: "compare with `openssl x509 -fingerprint -sha256 -noout -in FILE` on the server"))
      return false
    }
    let days = attempt.certificates.compactMap { $0.days(at: WireTime.now) }.min()
    let isShort = days.map { $0 < ConnectionProbe.fewDays } ?? false
    if tls.verification == .none {
      report(
        ProbeStep(
          "tls", .warn, "not verified: \(words(first))",
          help: "name the authority by --tls-ca, or the certificate by --tls-fingerprint"))
    } else {
      report(
        ProbeStep(
          "tls", isShort ? .warn : .ok,
          words(first) + (days.map { "; \($0) \($0 == 1 ? "day" : "days") left" } ?? ""),
          help: isShort ? "renew the certificate before it ends" : nil))
    }
    return true
  }

  private func tellTLSFault(
    _ fault: CurlTransfer.Fault, _ attempt: Attempt, _ report: (ProbeStep) -> Void
  ) {
    // Certificates that are not trusted are not kept by libcurl: they are asked for once more.
    var unverified = tls
    unverified.verification = .none
    let shown = self.attempt(unverified)?.certificates.first
    report(
      ProbeStep(
        "tls", .fail, fault.text + (shown.map { "; \(words($0))" } ?? ""),
        help: help(fault, attempt, shown)))
  }

  private func help(
    _ fault: CurlTransfer.Fault, _ attempt: Attempt, _ shown: ShownCertificate?
  ) -> String {
    // Codes of openssl/x509_vfy.h: X509_V_ERR_*.
    switch attempt.verdict {
    case 9: return "wait until it is valid, or correct the clocks"
    case 10: return "renew the certificate of the server"
    case 18...21:
      return
        "name the authority that signed it by --tls-ca, or the certificate by --tls-fingerprint"
    default: break
    }
    if shown != nil, fault.code == CURLE_PEER_FAILED_VERIFICATION.rawValue {
      return "call the host by the name in its certificate, or give --tls-verify certificate"
    }
    if fault.code == CURLE_SSL_CERTPROBLEM.rawValue {
      return "check --tls-cert and --tls-key, and what the key is encrypted by"
    }
    return shown == nil
      ? "check whether the server speaks TLS: http or https" : DeliveryError.certificateHelp
  }

  private func words(_ certificate: ShownCertificate) -> String {
    "\(certificate.subject), signed by \(certificate.issuer)"
  }

  // MARK: - Connecting

  private func attempt(_ tls: TLSSettings) -> Attempt? {
    var settings = tls
    // Whether the fingerprint is the right one is looked at here.
    if tls.fingerprint != nil { settings.verification = .none }
    var trust = TLSTrust(settings: settings)
    if let path = tls.authorityPath, CertificateFolder.exists(path) {
      trust.authorities = CertificateFolder.certificates(in: path)
    }
    guard let transfer = CurlTransfer(trust, proxy: proxy, secrets: secrets) else { return nil }
    transfer.setLimits(connect: .seconds(10), total: .seconds(20))
    transfer.connectsOnly()
    transfer.prepare(method: "GET", url: url, headers: [], body: nil)
    var attempt = Attempt()
    attempt.fault = transfer.perform()
    attempt.peer = transfer.peer
    attempt.verdict = transfer.verification
    attempt.certificates = transfer.shownCertificates()
    return attempt
  }
}
