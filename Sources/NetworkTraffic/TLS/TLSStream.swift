import PacketCapture
import WireDecoder

/// A TLS connection, as long as its handshake lasts.
struct TLSStream {
  /// What both sides say.
  var conversation = TLSConversation()
  /// When its first bytes came.
  private(set) var start: Int64?
  /// Who sent the last bytes, in which direction.
  private(set) var last: (head: PacketHead, isBack: Bool)?
  /// The bytes that it is counted to keep.
  var heldBytes = 0

  /// Takes note of who sends bytes.
  mutating func note(_ head: PacketHead, isBack: Bool) {
    start = start ?? head.stamp.time
    last = (head, isBack)
  }

  /// The last frame, from the client to the server.
  var head: PacketHead? {
    guard let last, let isClientBack = conversation.isClientBack else { return nil }
    var head = last.head
    if last.isBack != isClientBack { swap(&head.source, &head.destination) }
    return head
  }

  /// Whether nothing that a direction may still send tells anything.
  func isUseless(isBack: Bool) -> Bool {
    guard conversation[isBack].encrypted != nil else { return false }
    // What a client sends before the answer does not end its handshake.
    return conversation[isBack].clientHello?.hasEarlyData != true
      || conversation[!isBack].serverHello != nil
  }
}
