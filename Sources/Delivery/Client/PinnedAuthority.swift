import CCurl

/// Finds the certificate of a known fingerprint among those that a host shows.
///
/// OpenSSL and libcurl trust certificates, and not fingerprints. So a first connection is only made and
/// closed: nothing is sent over it, and whatever is at its end may show what it likes, as one certificate
/// has the fingerprint. All other connections then trust that certificate alone, and are verified in full.
struct PinnedAuthority: Sendable {
  let fingerprint: CertificateFingerprint
  /// The URLs to connect to: `https://es-1:9200`.
  let hosts: [String]
  let tls: TLSSettings
  let proxy: ProxySettings?

  /// No sound chain is longer.
  private static let mostCertificates = 32

  /// The certificate (PEM), from the first host that can be reached.
  ///
  /// It waits for connections, some seconds each.
  func find() throws(AccessFault) -> [UInt8] {
    var unverified = tls
    unverified.verification = .none
    guard let transfer = CurlTransfer(TLSTrust(settings: unverified), proxy: proxy) else {
      throw .passing("no memory for a connection")
    }
    transfer.connectsOnly()
    var fault = AccessFault.passing("no host")
    for host in hosts {
      transfer.prepare(method: "GET", url: host, headers: [], body: nil)
      if let failure = transfer.perform() {
        fault = AccessFault(
          text: "\(host): \(failure.text)", isFinal: CurlFault.isFinal(failure.code))
        continue
      }
      let shown = transfer.certificates().prefix(PinnedAuthority.mostCertificates)
      if let certificate = shown.first(where: fingerprint.matches(pem:)) {
        return Array(certificate.utf8)
      }
      throw .final(
        "\(host): of the \(shown.count) certificates it shows none has the fingerprint of --tls-fingerprint"
      )
    }
    throw fault
  }
}
