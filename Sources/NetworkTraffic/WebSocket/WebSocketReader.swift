import PacketCapture
import WireDecoder

/// Makes events of the SIP messages in WebSockets (RFC 7118), and counts the other messages.
///
/// A stream is one of a WebSocket by its upgrade, or where a frame of it holds a SIP message.
struct WebSocketReader: ~Copyable {
  private var directions: [WebSocketDirection?] = []
  /// How many directions are compressed: each holds the last 32 KiB of what was sent.
  private var compressed = 0

  /// Compressed directions at a time; others are counted.
  private static let maxCompressed = 256
}

extension WebSocketReader {
  /// Whether the first byte begins a frame with a SIP message; else only an upgrade tells.
  static func judge(_ bytes: Span<UInt8>, _ edge: StreamEdge) -> Recognition {
    begins(bytes) ? .yes(at: 0) : .no
  }

  /// Whether a segment begins with a frame that holds a SIP message.
  static func begins(_ segment: Span<UInt8>) -> Bool {
    guard case .header(let frame) = WebSocketFrame.read(segment, at: 0), !frame.isCompressed,
      frame.opcode == .text || frame.opcode == .binary
    else { return false }
    var messages = WebSocketMessages()
    var place = 0
    let end = min(segment.count, frame.headerCount + SIPStart.maxLine)
    _ = messages.next(segment.extracting(0..<end), &place)
    let payload = messages.payload
    return SIPFraming.isStart(payload.span)
  }

  /// Takes the next bytes of a stream.
  mutating func read(
    _ bytes: Span<UInt8>, of stream: StreamNumber, _ head: PacketHead, sip: inout SIPReader,
    into output: inout EventOutput
  ) -> StreamVerdict {
    let direction = use(stream)
    if direction.messages.isBroken {
      // Behind a hole, the next SIP message is gone on with.
      guard direction.gapBytes > 0 else { return .unwanted }
      guard Self.begins(bytes) else { return .wanted }
      direction.restart()
    }
    let before = direction.held
    var place = 0
    while let message = direction.messages.next(bytes, &place) {
      take(message, direction, head, &sip, &output)
    }
    direction.dropOther()
    output.heldBytes += direction.held - before
    if output.isFull {
      output.heldBytes -= direction.held
      direction.messages.dropPayload()
    }
    return direction.messages.isBroken && direction.gapBytes == 0 ? .unwanted : .wanted
  }

  /// Passes the bytes within a frame; behind others the next SIP message has to be looked for.
  mutating func skip(_ count: Int, of stream: StreamNumber, into output: inout EventOutput) {
    let direction = use(stream)
    direction.gapBytes += count
    direction.inflation.lose()
    _ = direction.messages.skip(count)
  }

  /// Forgets a stream.
  mutating func end(_ stream: StreamNumber, into output: inout EventOutput) {
    guard stream.index < directions.count, let direction = directions[stream.index] else { return }
    output.heldBytes -= direction.held
    if direction.inflation.isOpen { compressed -= 1 }
    directions[stream.index] = nil
  }

  private mutating func use(_ stream: StreamNumber) -> WebSocketDirection {
    while directions.count <= stream.index { directions.append(nil) }
    if let known = directions[stream.index] { return known }
    let direction = WebSocketDirection()
    directions[stream.index] = direction
    return direction
  }

  /// Makes an event of a message, or counts it.
  private mutating func take(
    _ message: WebSocketMessages.Message, _ direction: WebSocketDirection, _ head: PacketHead,
    _ sip: inout SIPReader, _ output: inout EventOutput
  ) {
    var payload = direction.messages.payload
    var isCut = message.isCut
    if message.isCompressed {
      if !direction.inflation.isOpen, compressed < Self.maxCompressed, direction.inflation.open() {
        compressed += 1
      }
      (payload, isCut) = direction.inflation.inflate(payload, isCut: isCut)
    }
    guard SIPFraming.isStart(payload.span) else {
      output.counts.otherWebSocketMessages += 1
      return
    }
    sip.read(
      message: payload.span, isCut: isCut, gapBytes: direction.gapBytes, head, into: &output)
    direction.gapBytes = 0
  }
}
