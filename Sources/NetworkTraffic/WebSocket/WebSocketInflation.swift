import WireDecoder

/// Undoes the compression of messages, which may refer to those before them (RFC 7692 s 7.2.2).
struct WebSocketInflation {
  private var inflater: Inflater?
  /// Whether a message was lost, so that those behind it cannot be read.
  private var isLost = false

  /// What a compressed message ends with, which is not sent.
  private static let tail: [UInt8] = [0x00, 0x00, 0xFF, 0xFF]

  /// Whether there was a compressed message.
  var isOpen: Bool { inflater != nil }

  /// Begins; false if there is no memory.
  mutating func open() -> Bool {
    inflater = Inflater(.raw)
    return isOpen
  }

  /// Takes note of lost bytes.
  mutating func lose() {
    isLost = true
  }

  /// The message as it was before, or nothing; and whether bytes of it are missing.
  mutating func inflate(_ payload: [UInt8], isCut: Bool) -> (payload: [UInt8], isCut: Bool) {
    guard let inflater, !isLost else { return ([], true) }
    var output: [UInt8] = []
    let limit = WebSocketMessages.maxMessage
    var outcome = inflater.inflate(payload.span, into: &output, limit: limit)
    if outcome == .more, !isCut {
      outcome = inflater.inflate(Self.tail.span, into: &output, limit: limit)
    }
    // Of a message that is not read to its end, the next one's beginning is not known.
    isLost = isCut || outcome != .more
    return (output, isCut || outcome == .full || outcome == .broken)
  }
}
