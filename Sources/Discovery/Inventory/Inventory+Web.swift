import Event

extension Inventory {
  /// Adds a request of HTTP with its answer.
  mutating func addHTTP(_ facts: EventFacts, _ event: Span<UInt8>) {
    let status = reader.count(.httpStatus, in: event)
    let server = reader.text(.httpServer, in: event)
    let agent = reader.text(.userAgent, in: event)
    let domain = domainName(.urlDomain, event)
    let sent = reader.count(.httpRequestBytes, in: event) ?? 0
    let received = reader.count(.httpResponseBytes, in: event) ?? 0
    change(facts.service, facts.span) { service in
      service.protocols.add("http")
      service.software.add(server)
      service.names.add(domain)
    }
    nameHost(facts.destination.address, domain, facts.span)
    change(facts.source.address, facts.service, facts.span) { connection in
      connection.protocols.add("http")
      connection.software.add(agent)
      connection.requests += 1
      connection.messageBytes.add(sent: sent)
      connection.messageBytes.add(received: received)
      if let status, status >= 500 { connection.errors += 1 }
    }
  }

  /// Adds a handshake of TLS.
  mutating func addTLS(_ facts: EventFacts, _ event: Span<UInt8>) {
    let serverName = domainName(.tlsServerName, event)
    let certificate = certificate(event)
    let certificateNames = reader.texts(.certificateNames, in: event, limit: TextSet.limit)
      .compactMap(Self.domainName)
    let version = reader.text(.tlsVersion, in: event)
    let kind = reader.text(.tlsVersionProtocol, in: event) ?? "tls"
    let cipher = reader.text(.tlsCipher, in: event)
    let next = reader.text(.tlsNextProtocol, in: event)
    let hasFailed = reader.value(.tlsEstablished)?.kind == .false
    change(facts.service, facts.span) { service in
      service.protocols.add("tls")
      service.names.add(serverName)
      service.names.add(certificateNames)
      var tls = service.tls ?? TLSFacts()
      tls.versions.add(version.map { "\(kind) \($0)" })
      tls.ciphers.add(cipher)
      tls.nextProtocols.add(next)
      if let certificate { tls.add(certificate) }
      if hasFailed { tls.failed += 1 }
      service.tls = tls
    }
    nameHost(facts.destination.address, serverName, facts.span)
    nameHost(
      facts.destination.address, domainName(.certificateName, event), facts.span)
    change(facts.source.address, facts.service, facts.span) { connection in
      connection.protocols.add("tls")
      if hasFailed { connection.errors += 1 }
    }
  }

  private func certificate(_ event: Span<UInt8>) -> Certificate? {
    guard
      let subject = reader.text(.certificateName, in: event)
        ?? reader.text(.tlsSubject, in: event)
    else { return nil }
    return Certificate(
      subject: subject,
      issuer: reader.text(.certificateIssuer, in: event) ?? reader.text(.tlsIssuer, in: event),
      notAfter: reader.time(.certificateNotAfter, in: event)
        ?? reader.time(.tlsNotAfter, in: event))
  }

  /// Gives a host a name, where there is one.
  mutating func nameHost(_ address: HostAddress, _ name: String?, _ span: SeenSpan) {
    guard let name else { return }
    change(address, span) { $0.names.add(name) }
  }

  /// A name of a host; nil where it is none or an address, which says nothing new.
  func domainName(_ field: EventField, _ event: Span<UInt8>) -> String? {
    reader.text(field, in: event).flatMap(Self.domainName)
  }

  private static func domainName(_ text: String) -> String? {
    var bare = Substring(text)
    if bare.hasPrefix("["), bare.hasSuffix("]") { bare = bare.dropFirst().dropLast() }
    let isName = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "*"), 0x80...0xFF:
        true
      default: false
      }
    }
    guard isName, HostAddress(String(bare)) == nil else { return nil }
    return text.lowercased()
  }
}
