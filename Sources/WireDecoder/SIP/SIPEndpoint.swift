/// One end of a message as the message itself names it.
package struct SIPEndpoint: Sendable, Equatable {
  /// Where the host stands in the message, an IPv6 address without its brackets.
  package let host: Range<Int>
  /// The port; 5060 where the message names none (RFC 3261 s 19.1.2).
  package let port: Int
}

extension SIPDecoder {
  /// The end at which a message was logged, as far as the message tells.
  ///
  /// Who sends a request names itself on top of Via, and the answer comes back with that Via; a
  /// request that arrives has the host it is meant for in its Request-URI (RFC 3261 s 18.1.1, s 8.1.1.1).
  package borrowing func localEndpoint(_ message: Span<UInt8>, isInbound: Bool) -> SIPEndpoint? {
    let isRequest = method != nil
    if isRequest == !isInbound { return topVia(message) }
    guard isRequest, let requestURI, let uri = SIPURI(message, requestURI), !uri.host.isEmpty else {
      return nil
    }
    return SIPEndpoint(host: uri.host, port: uri.port ?? 5060)
  }

  private borrowing func topVia(_ message: Span<UInt8>) -> SIPEndpoint? {
    guard let field = first(.via) else { return nil }
    var place = field.value.lowerBound
    guard let via = SIPVia.next(message, &place, field.value.upperBound), !via.host.isEmpty else {
      return nil
    }
    return SIPEndpoint(host: via.host, port: via.port ?? 5060)
  }
}
