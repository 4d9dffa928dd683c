import Event

extension SDPDescription {
  /// How many formats of a medium are looked up.
  private static let maxFormats = 64

  /// Appends the member `sdp`, if there is a description.
  func append(_ message: Span<UInt8>, _ out: inout JSONBuffer) {
    let opening = out.open(#""sdp":{"#)
    out.member(#""version":"#, message, version.map { SIPText($0) })
    if let origin { appendOwner(message, origin, &out) }
    if let name, !Self.isDash(message, name) {
      out.append(#""session":{"name":"#)
      out.element(message, SIPText(name))
      out.endObject()
    }
    let address = connection.flatMap { Self.address(message, $0) }
    if let connection {
      out.append(#""connection":{"info":"#)
      out.element(message, SIPText(connection))
      out.member(#""address":"#, message, address.map { SIPText($0) })
      out.endObject()
    }
    let list = out.open(#""media":["#)
    for index in media.indices { append(media[index], message, address, &out) }
    out.close("]", list)
    out.close("}", opening)
  }

  /// `alice 2890844526 2890844526 IN IP4 192.0.2.10` (RFC 8866 s 5.2).
  private func appendOwner(
    _ message: Span<UInt8>, _ origin: Range<Int>, _ out: inout JSONBuffer
  ) {
    var words = SDPWords(origin)
    let opening = out.open(#""owner":{"#)
    if let username = words.next(in: message), !Self.isDash(message, username) {
      out.member(#""username":"#, message, username)
    }
    out.member(#""session_id":"#, message, words.next(in: message).map { SIPText($0) })
    out.member(#""version":"#, message, words.next(in: message).map { SIPText($0) })
    _ = words.next(in: message)
    _ = words.next(in: message)
    out.member(#""ip":"#, message, words.next(in: message).map { SIPText($0) })
    out.close("}", opening)
  }

  private func append(
    _ media: Media, _ message: Span<UInt8>, _ address: Range<Int>?, _ out: inout JSONBuffer
  ) {
    let element = out.open("{")
    out.member(#""type":"#, message, media.type)
    out.member(#""port":"#, media.port)
    out.member(#""protocol":"#, message, media.transport)
    let formats = out.open(#""formats":["#)
    var words = SDPWords(media.formats)
    while let format = words.next(in: message) { out.element(message, SIPText(format)) }
    out.close("]", formats)
    let codecs = out.open(#""codecs":["#)
    appendCodecs(media, message, &out)
    out.close("]", codecs)
    out.member(#""address":"#, message, (media.address ?? address).map { SIPText($0) })
    if let direction = media.direction ?? direction { append(direction, &out) }
    out.member(#""ptime":"#, media.packetTime)
    append(#""fmtp":["#, .format, media, message, &out)
    append(#""crypto":["#, .suite, media, message, &out)
    append(#""candidates":["#, .candidate, media, message, &out)
    append(#""fingerprints":["#, .fingerprint, media, message, &out)
    out.close("}", element)
  }

  private func append(_ direction: Direction, _ out: inout JSONBuffer) {
    switch direction {
    case .both: out.append(#""direction":"sendrecv","#)
    case .send: out.append(#""direction":"sendonly","#)
    case .receive: out.append(#""direction":"recvonly","#)
    case .none: out.append(#""direction":"inactive","#)
    }
  }

  /// Appends the encoding of each format of an RTP medium, in the order of the formats.
  private func appendCodecs(
    _ media: Media, _ message: Span<UInt8>, _ out: inout JSONBuffer
  ) {
    let prefix =
      media.transport.lowerBound..<min(media.transport.lowerBound + 3, media.transport.upperBound)
    let isRTP =
      SIPGrammar.matches(message, prefix, "rtp")
      || SIPGrammar.matches(message, prefix, "udp") || SIPGrammar.matches(message, prefix, "tcp")
    guard isRTP else { return }
    var words = SDPWords(media.formats)
    var count = 0
    while count < Self.maxFormats, let format = words.next(in: message) {
      count += 1
      if let encoding = encoding(of: format, media, message) {
        out.element(message, SIPText(encoding))
      } else if let type = SIPGrammar.number(message, format, limit: 127),
        let encoding = StaticPayloads.encoding(type)
      {
        out.append(UInt8(ascii: "\""))
        out.append(encoding)
        out.append("\",")
      }
    }
  }

  /// The encoding that a medium's `rtpmap` gives a format; nil if it has none.
  private func encoding(
    of format: Range<Int>, _ media: Media, _ message: Span<UInt8>
  ) -> Range<Int>? {
    for index in media.lines where lines[index].attribute == .encoding {
      var words = SDPWords(lines[index].value)
      guard let type = words.next(in: message), SIPGrammar.areEqual(message, type, format) else {
        continue
      }
      return words.next(in: message)
    }
    return nil
  }

  private func append(
    _ key: StaticString, _ attribute: Attribute, _ media: Media, _ message: Span<UInt8>,
    _ out: inout JSONBuffer
  ) {
    guard !media.lines.isEmpty else { return }
    let list = out.open(key)
    for index in media.lines where lines[index].attribute == attribute {
      out.element(message, SIPText(lines[index].value))
    }
    out.close("]", list)
  }

  /// Whether a value is the dash that stands for none.
  private static func isDash(_ message: Span<UInt8>, _ value: Range<Int>) -> Bool {
    value.count == 1 && message[value.lowerBound] == UInt8(ascii: "-")
  }
}
