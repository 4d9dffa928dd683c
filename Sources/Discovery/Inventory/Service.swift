/// What carries the bytes of a service.
package enum Transport: String, Comparable, Sendable {
  case sctp, tcp, udp

  package static func < (one: Transport, other: Transport) -> Bool {
    one.rawValue < other.rawValue
  }
}

/// Which service: where it listens, and on what.
package struct ServiceKey: Hashable, Comparable, Sendable {
  /// The host and the port.
  package let endpoint: Endpoint
  /// What carries its bytes.
  package let transport: Transport
  /// Whether it is all the ports of a host that carry media.
  package let isMedia: Bool

  /// A service at a port.
  init(_ endpoint: Endpoint, _ transport: Transport) {
    self.endpoint = endpoint
    self.transport = transport
    isMedia = false
  }

  /// The media of a host.
  init(mediaOf host: HostAddress) {
    endpoint = Endpoint(host, 0)
    transport = .udp
    isMedia = true
  }

  /// What it is called: `192.0.2.20:5060 udp`, `192.0.2.30 media`.
  var name: String { isMedia ? "\(endpoint.address) media" : "\(endpoint) \(transport)" }

  package static func < (one: ServiceKey, other: ServiceKey) -> Bool {
    (one.endpoint, one.transport, one.isMedia ? 1 : 0)
      < (other.endpoint, other.transport, other.isMedia ? 1 : 0)
  }
}

/// Something that listens at a port of a host, or all ports of a host that carry media.
struct Service: Equatable, Sendable {
  /// Where.
  let key: ServiceKey
  /// When it was seen.
  var span: SeenSpan
  /// The ports, of media.
  var ports: ClosedRange<UInt16>?
  /// What is spoken, as the content tells.
  var protocols = TextSet()
  /// What it says that it is: `Server`, `User-Agent`, the beginning of a stream.
  var software = TextSet()
  /// What it is called: `Host`, server name, names of certificates, domains of SIP.
  var names = TextSet()
  /// The protocols of Genesys that it may speak.
  var applications = TextSet()
  /// Why it is thought to speak a protocol of Genesys.
  var evidence = TextSet()
  /// What is seen of its TLS.
  var tls: TLSFacts?
  /// Connections that it accepted, or about which nothing else is known.
  var accepted = 0
  /// Connections that it refused.
  var refused = 0
  /// Connections that were asked for and got no answer.
  var unanswered = 0

  /// Begins a service.
  init(_ key: ServiceKey, _ span: SeenSpan) {
    self.key = key
    self.span = span
  }

  /// Whether no more is known of it than that nobody got through to it.
  var isSilent: Bool { refused + unanswered > 0 && accepted == 0 && protocols.isEmpty }

  /// Adds a port of media.
  mutating func add(port: UInt16) {
    ports = ports.map { min($0.lowerBound, port)...max($0.upperBound, port) } ?? port...port
  }
}

/// What is seen of a service's TLS without its keys.
struct TLSFacts: Equatable, Sendable {
  /// The versions that were agreed on: `1.2`.
  var versions = TextSet()
  /// The cipher suites that were agreed on.
  var ciphers = TextSet()
  /// What is spoken within, as ALPN says: `h2`.
  var nextProtocols = TextSet()
  /// The certificates that it showed, at most ``maxCertificates``.
  private(set) var certificates: [Certificate] = []
  /// Handshakes that came to no end.
  var failed = 0

  /// More than a service shows while one is replaced.
  private static let maxCertificates = 4

  /// Adds a certificate, if it is new.
  mutating func add(_ certificate: Certificate) {
    guard certificates.count < TLSFacts.maxCertificates, !certificates.contains(certificate)
    else { return }
    certificates.append(certificate)
  }
}

/// A certificate, as far as it concerns who is meant and until when.
struct Certificate: Equatable, Sendable {
  /// The common name, or the whole subject.
  let subject: String
  /// Who signed it.
  let issuer: String?
  /// Until when it is valid, in microseconds since 1970.
  let notAfter: Int64?
}
