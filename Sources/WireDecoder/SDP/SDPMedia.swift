/// Where one medium of a session description is to be sent by RTP, as places in the message.
package struct SDPMedia: Sendable {
  /// The address, as text.
  package let address: Range<Int>
  /// The port.
  package let port: UInt16
  /// The numbers of its encodings among all that the description names.
  package let encodings: Range<Int>
}

extension SIPDecoder {
  /// How many media the description in the body has; 0 without one.
  package var mediaCount: Int { sdp.media.count }

  /// Where a medium is to be sent; nil if it is refused, has no address, or is not sent by RTP.
  ///
  /// - Parameter message: the bytes that were decoded last.
  package borrowing func media(_ index: Int, _ message: Span<UInt8>) -> SDPMedia? {
    guard message.count == length, index < sdp.media.count else { return nil }
    let media = sdp.media[index]
    guard let port = media.port, port > 0, port <= 65_535, isRTP(message, media.transport),
      let address = media.address ?? sdp.connection.flatMap({ SDPDescription.address(message, $0) })
    else { return nil }
    return SDPMedia(address: address, port: UInt16(port), encodings: media.lines)
  }

  /// The payload type and the encoding, as `opus/48000/2`, that one of a medium's `rtpmap`s joins; nil if it is
  /// not one.
  package borrowing func encoding(
    _ number: Int, _ message: Span<UInt8>
  ) -> (type: UInt8, name: Range<Int>)? {
    guard message.count == length, number < sdp.lines.count,
      sdp.lines[number].attribute == .encoding
    else { return nil }
    var words = SDPWords(sdp.lines[number].value)
    guard let format = words.next(in: message),
      let type = SIPGrammar.number(message, format, limit: 127),
      let name = words.next(in: message)
    else { return nil }
    return (UInt8(type), name)
  }

  /// `RTP/AVP`, `RTP/SAVPF`, `UDP/TLS/RTP/SAVPF`.
  private borrowing func isRTP(_ message: Span<UInt8>, _ transport: Range<Int>) -> Bool {
    var start = transport.lowerBound
    while start + 4 <= transport.upperBound {
      if SIPGrammar.matches(message, start..<start + 4, "rtp/") { return true }
      guard let slash = SIPGrammar.find(0x2F, message, start, transport.upperBound) else {
        return false
      }
      start = slash + 1
    }
    return false
  }
}
