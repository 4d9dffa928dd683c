/// What both ends of a TLS connection say before they encrypt.
package struct TLSConversation: Sendable {
  private var forth = TLSHalf()
  private var back = TLSHalf()

  /// The shortest record with which a client of TLS 1.3 ends its part.
  ///
  /// A hash of 32 bytes behind a header of four, a kind and a tag: what is shorter can only be an alert.
  private static let minFinished = 4 + 32 + 1 + 8

  /// A connection in which nothing was said.
  package init() {}

  /// What one of the two directions says.
  package subscript(isBack: Bool) -> TLSHalf {
    _read { if isBack { yield back } else { yield forth } }
    _modify { if isBack { yield &back } else { yield &forth } }
  }

  /// Takes the next bytes of a direction.
  package mutating func read(_ bytes: Span<UInt8>, isBack: Bool) {
    let hadAnswer = self[isBack].serverHello != nil
    self[isBack].read(bytes)
    // What the client sent before the answer was data, and tells nothing of whether it agrees.
    if !hadAnswer, self[isBack].serverHello != nil, self[!isBack].clientHello?.hasEarlyData == true
    {
      self[!isBack].encrypted = nil
    }
  }

  /// Takes note that the next bytes of a direction are lost.
  package mutating func skip(_ count: Int, isBack: Bool) {
    self[isBack].skip(count)
  }

  /// Reads what there is of a hello of which no more comes.
  package mutating func finish() {
    forth.finish()
    back.finish()
  }

  /// Bytes that are kept.
  package var heldBytes: Int { forth.heldBytes + back.heldBytes }

  /// Whether the second direction is the client's; nil if nothing tells.
  package var isClientBack: Bool? {
    if forth.clientHello != nil || back.isServer { return false }
    if back.clientHello != nil || forth.isServer { return true }
    return nil
  }

  /// Whether anything was said that an event could tell.
  package var hasHello: Bool { isClientBack != nil }

  /// What the client says; nothing if it is not known who that is.
  package var client: TLSHalf { self[isClientBack ?? false] }

  /// What the server says; nothing if it is not known who that is.
  package var server: TLSHalf { self[!(isClientBack ?? false)] }

  /// Whether there is nothing more to learn: both sides encrypt, or one ended the connection.
  package var isOver: Bool {
    (forth.isDone && back.isDone) || hasFatalAlert
  }

  /// Whether either side ended the connection in words that can be read.
  package var hasFatalAlert: Bool {
    forth.alerts.contains { $0.isFatal == true } || back.alerts.contains { $0.isFatal == true }
  }

  /// The version that both agreed on; nil if they did not.
  package var version: TLSVersion? { server.serverHello?.version }

  /// Whether the handshake came to its end; nil if too much is missing to tell.
  package var isEstablished: Bool? {
    if hasFatalAlert { return false }
    if isFinished(server, isClient: false), isFinished(client, isClient: true) { return true }
    // Of what a server said that was agreed to, something is missing.
    return hasGap || (version == nil && client.encrypted != nil) ? nil : false
  }

  /// Whether an earlier session went on; nil if too much is missing to tell.
  package var isResumed: Bool? {
    guard let hello = server.serverHello else { return nil }
    if hello.version.isTLS13 { return hello.hasPreSharedKey }
    if server.hasHelloDone || server.certificate != nil { return false }
    if server.hasChangedCipher, server.gapBytes == 0 { return true }
    guard let offered = client.clientHello, !offered.session.isEmpty, server.hasChangedCipher else {
      return nil
    }
    return offered.bytes[offered.session].elementsEqual(hello.bytes[hello.session]) ? true : nil
  }

  /// The group in which keys were exchanged.
  package var group: UInt16? { server.serverHello?.group ?? server.group }

  /// What both sides said about why the connection fails: whether it was the client, and what.
  package var alerts: [(isClient: Bool, alert: TLSAlert)] {
    var list = client.alerts.map { (isClient: true, alert: $0) }
    if let record = client.encrypted, version?.isTLS13 == true, record.length < Self.minFinished {
      list.append((isClient: true, alert: .encrypted))
    }
    return list + server.alerts.map { (isClient: false, alert: $0) }
  }

  private var hasGap: Bool { forth.gapBytes > 0 || back.gapBytes > 0 }

  /// Whether the first record that a side encrypted is the end of its handshake.
  private func isFinished(_ half: TLSHalf, isClient: Bool) -> Bool {
    guard let record = half.encrypted, let version else { return false }
    guard version.isTLS13 else { return record.kind == TLSRecords.Kind.handshake }
    return record.kind == TLSRecords.Kind.data && (!isClient || record.length >= Self.minFinished)
  }
}
