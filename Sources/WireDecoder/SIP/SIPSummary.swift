package import Event

extension SIPDecoder {
  /// Appends the members of an event's `sip` object that tell a call from others: Call-ID, From, To, and the
  /// Request-URI of a request; with a comma between them, none before or after.
  ///
  /// - Parameter message: the bytes that were decoded last.
  package borrowing func appendSummary(_ message: Span<UInt8>, to out: inout JSONBuffer) {
    guard message.count == length else { return }
    let start = out.count
    out.member(#""call_id":"#, message, callID.map { SIPText($0) })
    appendParty(#""from":{"#, .from, message, &out)
    appendParty(#""to":{"#, .to, message, &out)
    if let requestURI { out.member(uri: message, requestURI) }
    if out.count > start { out.truncate(to: out.count - 1) }
  }

  /// Appends who calls whom, `07700900123 to 7000`, as the inside of a JSON string.
  ///
  /// - Parameter message: the bytes that were decoded last.
  package borrowing func appendParties(_ message: Span<UInt8>, to out: inout JSONBuffer) {
    guard message.count == length else { return }
    appendUser(.from, message, &out)
    out.append(" to ")
    appendUser(.to, message, &out)
  }

  /// Appends the user of an address, or its host where it has none.
  private borrowing func appendUser(
    _ header: SIPHeader, _ message: Span<UInt8>, _ out: inout JSONBuffer
  ) {
    guard let field = first(header), let address = SIPAddress.only(message, field.value, header),
      let uri = SIPURI(message, address.uri)
    else { return out.append("?") }
    out.append(escaping: message, uri.username.isEmpty ? uri.host : uri.username)
  }

  private borrowing func appendParty(
    _ key: StaticString, _ header: SIPHeader, _ message: Span<UInt8>, _ out: inout JSONBuffer
  ) {
    guard let field = first(header),
      let address = SIPAddress.only(message, field.value, header)
    else { return }
    let opening = out.open(key)
    out.members(of: address, message, header)
    out.close("}", opening)
  }
}
