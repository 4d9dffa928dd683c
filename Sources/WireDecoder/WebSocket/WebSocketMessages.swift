/// Puts the messages of one direction of a WebSocket together (RFC 6455 s 5.4), whose bytes may come in any pieces.
///
/// Control frames are passed, also between the frames of a message.
package struct WebSocketMessages: Sendable {
  /// A message that is complete; its bytes are in ``payload``.
  package struct Message: Sendable, Equatable {
    /// Whether its bytes are text.
    package let isText: Bool
    /// Whether its bytes are compressed (RFC 7692).
    package let isCompressed: Bool
    /// How many bytes it has, those that were not kept included.
    package let count: Int
    /// Whether bytes of it were lost, or not kept as they are too many.
    package let isCut: Bool
  }

  /// Bytes of a message that are kept: 1 MiB.
  package static let maxMessage = 1 << 20

  /// The bytes of the message that is under way or was just completed, unmasked.
  package private(set) var payload: [UInt8] = []
  /// Whether what came is no WebSocket, so that nothing more can be read.
  package private(set) var isBroken = false
  /// Whether a close frame came.
  package private(set) var isClosed = false

  private var header: [UInt8] = []
  private var frame: WebSocketFrame?
  /// Bytes of the frame's payload that are still to come.
  private var left = 0
  /// The message's first frame, where one is under way.
  private var first: WebSocketFrame?
  private var count = 0
  private var isCut = false
  private var keepsPayload = true
  private var isDone = false

  /// Begins before the first frame.
  package init() {}

  /// Whether a message is under way.
  package var isWithinMessage: Bool { first != nil }

  /// Whether the message under way is compressed.
  package var isWithinCompressed: Bool { first?.isCompressed == true }

  /// Keeps no more bytes of the message that is under way.
  package mutating func dropPayload() {
    payload.removeAll(keepingCapacity: true)
    (keepsPayload, isCut) = (false, true)
  }

  /// Forgets the bytes of the message that was completed.
  package mutating func removePayload() {
    payload.removeAll(keepingCapacity: payload.capacity <= 16 << 10)
  }

  /// The next message that is completed by bytes; nil if there is none.
  ///
  /// - Parameter place: where to go on; on return what stands before it is done with.
  package mutating func next(_ bytes: Span<UInt8>, _ place: inout Int) -> Message? {
    if isDone {
      removePayload()
      isDone = false
    }
    while !isBroken, place < bytes.count || (frame != nil && left == 0) {
      if frame == nil {
        readHeader(bytes, &place)
      } else if left > 0 {
        take(bytes, &place)
      } else if let message = endFrame() {
        isDone = true
        return message
      }
    }
    return nil
  }

  /// Passes bytes that are lost; false if it is not known what follows.
  package mutating func skip(_ count: Int) -> Bool {
    guard let frame, count >= 0, count <= left, header.isEmpty else {
      isBroken = true
      return false
    }
    left -= count
    if !frame.opcode.isControl {
      self.count += count
      isCut = true
    }
    return true
  }

  private mutating func readHeader(_ bytes: Span<UInt8>, _ place: inout Int) {
    // A header that came in pieces is kept; others are read where they stand.
    if header.isEmpty {
      switch WebSocketFrame.read(bytes, at: place) {
      case .header(let found):
        place += found.headerCount
        return begin(found)
      case .none: return isBroken = true
      case .notYet: break
      }
    }
    while place < bytes.count {
      header.append(bytes[place])
      place += 1
      switch WebSocketFrame.read(header.span, at: 0) {
      case .header(let found):
        header.removeAll(keepingCapacity: true)
        return begin(found)
      case .none: return isBroken = true
      case .notYet: continue
      }
    }
  }

  private mutating func begin(_ found: WebSocketFrame) {
    (frame, left) = (found, found.payloadCount)
    guard !found.opcode.isControl else { return }
    // A message begins with its kind and goes on without (RFC 6455 s 5.4).
    guard (found.opcode == .continuation) == isWithinMessage else { return isBroken = true }
    if first == nil {
      first = found
      (count, isCut, keepsPayload) = (0, false, true)
      payload.removeAll(keepingCapacity: true)
    }
  }

  private mutating func take(_ bytes: Span<UInt8>, _ place: inout Int) {
    guard let frame else { return }
    let taken = min(left, bytes.count - place)
    defer {
      left -= taken
      place += taken
    }
    guard !frame.opcode.isControl else { return }
    count += taken
    guard keepsPayload else { return }
    let kept = min(taken, Self.maxMessage - payload.count)
    if kept < taken { isCut = true }
    append(bytes.extracting(place..<place + kept), frame)
  }

  /// Appends bytes of the frame's payload, unmasked (RFC 6455 s 5.3).
  private mutating func append(_ bytes: Span<UInt8>, _ frame: WebSocketFrame) {
    guard let mask = frame.mask, mask != 0 else {
      bytes.withUnsafeBufferPointer { payload.append(contentsOf: $0) }
      return
    }
    let offset = frame.payloadCount - left
    for index in 0..<bytes.count {
      let shift = UInt32(truncatingIfNeeded: 24 - 8 * ((offset + index) & 3))
      payload.append(bytes[index] ^ UInt8(truncatingIfNeeded: mask >> shift))
    }
  }

  private mutating func endFrame() -> Message? {
    guard let ended = frame else { return nil }
    frame = nil
    if ended.opcode.isControl {
      if ended.opcode == .close { isClosed = true }
      return nil
    }
    guard ended.isFinal, let first else { return nil }
    self.first = nil
    return Message(
      isText: first.opcode == .text, isCompressed: first.isCompressed, count: count, isCut: isCut)
  }
}
