package import Event

extension SIPDecoder {
  /// Appends the members of an event's `sip` object that tell a call from others: Call-ID, From, To, and the
  /// Request-URI of a request; with a comma between them, none before or after.
  ///
  /// - Parameter message: the bytes that were decoded last.
  /// - Returns: the users of From and To, or their hosts where they have none; empty if they could not be read.
  @discardableResult
  package borrowing func appendSummary(
    _ message: Span<UInt8>, to out: inout JSONBuffer
  ) -> (from: Range<Int>, to: Range<Int>) {
    guard message.count == length else { return (0..<0, 0..<0) }
    let start = out.count
    out.member(#""call_id":"#, message, callID.map { SIPText($0) })
    let from = appendParty(#""from":{"#, .from, message, &out)
    let to = appendParty(#""to":{"#, .to, message, &out)
    if let requestURI { out.member(uri: message, requestURI) }
    if out.count > start { out.truncate(to: out.count - 1) }
    return (from, to)
  }

  /// Appends an address; returns its user or host.
  private borrowing func appendParty(
    _ key: StaticString, _ header: SIPHeader, _ message: Span<UInt8>, _ out: inout JSONBuffer
  ) -> Range<Int> {
    guard let field = first(header),
      let address = SIPAddress.only(message, field.value, header)
    else { return 0..<0 }
    let opening = out.open(key)
    out.members(of: address, message, header)
    out.close("}", opening)
    guard let uri = SIPURI(message, address.uri) else { return 0..<0 }
    return uri.username.isEmpty ? uri.host : uri.username
  }
}
