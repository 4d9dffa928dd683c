/// Whom a client of TLS trusts, and as whom it shows itself.
package struct TLSSettings: Sendable, Equatable {
  /// What a host's certificate has to be.
  package enum Verification: String, Sendable, CaseIterable {
    /// Signed by an authority that is trusted, and for the name that the host is called by.
    case full
    /// Signed by an authority that is trusted, for whatever name.
    case certificate
    /// Any: whoever is in between can read and change everything.
    case none
  }

  /// A file of certificates (PEM), or a folder of such files, to trust instead of the system's.
  package var authorityPath: String?
  /// The one certificate to trust, of a host or of an authority, which the host is to show.
  package var fingerprint: CertificateFingerprint?
  /// The client's own certificate (PEM).
  package var certificatePath: String?
  /// The key of that certificate (PEM); nil where it stands in the same file.
  package var keyPath: String?
  /// What the key is encrypted by.
  package var keyPassword: String?
  /// What a host's certificate has to be.
  package var verification = Verification.full

  /// Makes the usual settings: the system's authorities, no certificate of one's own.
  package init() {}
}

/// TLS settings, and what had to be read or fetched for them.
struct TLSTrust: Sendable {
  var settings = TLSSettings()
  /// Certificates (PEM) to trust, and no others; nil for those that the settings name.
  var authorities: [UInt8]?
}
