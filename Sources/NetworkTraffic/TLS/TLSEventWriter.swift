import Event
import PacketCapture
import WireDecoder

/// Writes the event of a handshake.
enum TLSEventWriter {
  /// Writes the event of a connection of which a hello was seen, and counts it.
  static func write(_ stream: borrowing TLSStream, to output: inout EventOutput) {
    guard let head = stream.head else { return }
    let conversation = stream.conversation
    output.counts.handshakes += 1
    var facts = EventFacts(.tls, head, networkProtocol: "tls")
    facts.start = stream.start
    facts.end = head.stamp.time
    facts.duration = stream.start.map { max(head.stamp.time &- $0, 0) }
    facts.gapBytes = conversation.client.gapBytes + conversation.server.gapBytes
    output.begin(facts)
    appendMessage(conversation, head, &output.events)
    output.describe(facts)
    output.locate(facts)
    output.events.append(UInt8(ascii: ","))
    appendFields(conversation, &output.events)
    // Behind the last member there is no comma.
    output.events.truncate(to: output.events.count - 1)
    output.end(naming: content(conversation).span)
  }

  /// What names the event: the hellos, which are random enough.
  private static func content(_ conversation: TLSConversation) -> [UInt8] {
    (conversation.client.clientHello?.bytes ?? [])
      + (conversation.server.serverHello?.bytes ?? [])
  }

  /// `TLS 1.3 with sip.example.com, TLS_AES_256_GCM_SHA384`, the inside of a JSON string.
  private static func appendMessage(
    _ conversation: TLSConversation, _ head: PacketHead, _ out: inout JSONBuffer
  ) {
    let version = conversation.version
    out.append(version?.isSSL == true ? "SSL " : "TLS ")
    if let version {
      out.append(text: TLSText.number(version))
      out.append(UInt8(ascii: " "))
    }
    out.append("with ")
    if let hello = conversation.client.clientHello, let name = hello.serverName {
      out.append(escaping: hello.bytes.span, name)
    } else {
      out.append(head.destination.address)
    }
    if let cipher = conversation.server.serverHello?.cipher {
      out.append(", ")
      out.append(text: TLSText.cipher(cipher))
    }
    if conversation.isResumed == true { out.append(", resumed") }
    guard conversation.isEstablished == false else { return }
    out.append(": not established")
    for (isClient, alert) in conversation.alerts {
      out.append(isClient ? ", client says " : ", server says ")
      out.append(text: alert.description)
    }
  }

  private static func appendFields(_ conversation: TLSConversation, _ out: inout JSONBuffer) {
    let object = out.open(#""tls":"#)
    let answer = conversation.server.serverHello
    let version = conversation.version
    out.append(#""version":"#, text: version.map(TLSText.number))
    let best = version ?? conversation.client.clientHello?.version
    out.append(#""version_protocol":"#, text: best?.isSSL == true ? "ssl" : "tls")
    out.append(#""cipher":"#, text: answer.map { TLSText.cipher($0.cipher) })
    out.append(#""curve":"#, text: conversation.group.map(TLSText.group))
    out.append(#""established":"#, isTrue: conversation.isEstablished)
    out.append(#""resumed":"#, isTrue: conversation.isResumed)
    if let answer { out.append(#""next_protocol":"#, answer.bytes, answer.nextProtocol) }
    out.append(
      #""alerts":"#,
      texts: conversation.alerts.map {
        ($0.isClient ? "client: " : "server: ") + $0.alert.description
      })
    appendClient(conversation.client, &out)
    appendServer(conversation.server, &out)
    out.close(object)
  }

  private static func appendClient(_ client: TLSHalf, _ out: inout JSONBuffer) {
    let object = out.open(#""client":"#)
    if let hello = client.clientHello {
      out.append(#""server_name":"#, hello.bytes, hello.serverName)
      out.append(
        #""supported_versions":"#,
        texts: (hello.supportedVersions.isEmpty ? [hello.namedVersion] : hello.supportedVersions)
          .map(TLSText.number))
      out.append(
        #""supported_ciphers":"#,
        texts: hello.ciphers.filter { !TLSGrease.contains($0) }.map(TLSText.cipher))
      out.append(
        #""supported_protocols":"#,
        texts: hello.protocols.map { String(decoding: hello.bytes[$0], as: UTF8.self) })
      // What SSL 2.0's first message says is less than these are made of.
      if hello.isWhole, !hello.bytes.isEmpty {
        out.append(#""ja3":"#, text: TLSFingerprint.ja3(hello))
        out.append(#""ja4":"#, text: TLSFingerprint.ja4(hello))
      }
    }
    if let certificate = client.certificate { CertificateFields.append(certificate, &out) }
    out.close(object)
  }

  private static func appendServer(_ server: TLSHalf, _ out: inout JSONBuffer) {
    let object = out.open(#""server":"#)
    if let hello = server.serverHello {
      out.append(#""ja3s":"#, text: TLSFingerprint.ja3s(hello))
    }
    if let certificate = server.certificate { CertificateFields.append(certificate, &out) }
    out.close(object)
  }
}

/// Names of what TLS has numbers for; numbers where there is no name.
enum TLSText {
  /// `1.2`.
  static func number(_ version: TLSVersion) -> String {
    version.number.map { "\($0)" } ?? code(version.code)
  }

  /// `TLS_AES_256_GCM_SHA384`.
  static func cipher(_ number: UInt16) -> String {
    TLSCipherNames.name(number).map { "\($0)" } ?? code(number)
  }

  /// `x25519`.
  static func group(_ number: UInt16) -> String {
    TLSGroupNames.name(number).map { "\($0)" } ?? code(number)
  }

  private static func code(_ number: UInt16) -> String {
    "0x" + TLSFingerprint.hexadecimal([UInt8(number >> 8), UInt8(number & 0xFF)], isUpper: true)
  }
}
