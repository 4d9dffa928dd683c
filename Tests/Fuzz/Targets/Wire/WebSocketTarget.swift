import WireDecoder

/// WebSocket frames: however the bytes are cut, the messages are the same.
///
/// The first byte of an input is the size of the pieces.
final class WebSocketTarget: FuzzTarget {
  static let name = "websocket"
  static let seeds: [[UInt8]] = [
    [3, 0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F],
    [1, 0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58, 0x88, 0x00],
    [2, 0x01, 0x03, 0x48, 0x65, 0x6C, 0x89, 0x01, 0x48, 0x80, 0x02, 0x6C, 0x6F],
    [5, 0x82, 0x7E, 0x00, 0x7E] + [UInt8](repeating: 1, count: 126), [9, 0xC1, 0x01, 0x00],
  ]

  private struct Found: Equatable {
    let message: WebSocketMessages.Message
    let payload: [UInt8]
  }

  init() {}

  func run(_ bytes: [UInt8]) {
    guard let size = bytes.first else { return }
    let whole = messages(bytes.dropFirst(), size: bytes.count)
    hold(messages(bytes.dropFirst(), size: Int(size) + 1) == whole, "pieces give other messages")
  }

  private func messages(_ bytes: ArraySlice<UInt8>, size: Int) -> [Found] {
    var found: [Found] = []
    var messages = WebSocketMessages()
    for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: size) {
      let piece = Array(bytes[start..<min(start + size, bytes.endIndex)])
      var place = 0
      while let message = messages.next(piece.span, &place) {
        hold(message.count >= messages.payload.count, "more bytes than the message has")
        found.append(Found(message: message, payload: messages.payload))
      }
      hold(place == piece.count || messages.isBroken, "bytes are left")
    }
    return found
  }
}
