import WireDecoder

/// One direction of a WebSocket.
final class WebSocketDirection {
  /// Its messages.
  var messages = WebSocketMessages()
  /// What undoes their compression.
  var inflation = WebSocketInflation()
  /// Bytes that were lost before the next SIP message.
  var gapBytes = 0

  /// Begins before the first frame.
  init() {}

  /// The bytes that are kept.
  var held: Int { messages.payload.count }

  /// Goes on with a frame behind a hole.
  func restart() {
    messages = WebSocketMessages()
  }

  /// Keeps no more bytes of a message under way that is no SIP message.
  func dropOther() {
    guard messages.isWithinMessage, !messages.isWithinCompressed, !messages.payload.isEmpty else {
      return
    }
    let payload = messages.payload
    if SIPStart.judge(payload.span, at: 0) == .no { messages.dropPayload() }
  }
}
