package import PacketCapture

/// Packets that came one after the other, and their bytes.
///
/// It belongs to one thread at a time: who fills it, the queue, or who took it out.
package final class PacketBlock: @unchecked Sendable {
  /// The packets, as places in the bytes.
  package private(set) var frames: [CapturedFrame] = []
  // A class, as its memory is used again: what is shared for a moment would be copied when it is filled anew.
  private var bytes: [UInt8] = []

  /// Bytes that a block has at most, but for those of its last packet: 1 MiB.
  static let maxBytes = 1 << 20
  /// Packets that it has at most, so that small ones do not make it large.
  static let maxFrames = 4096

  /// An empty one.
  init() {}

  /// One with packets that were not captured by this module.
  package init(_ packets: [(stamp: FrameStamp, bytes: [UInt8])], linkType: UInt16) {
    for (stamp, bytes) in packets {
      bytes.withUnsafeBufferPointer {
        append($0, stamp, wireLength: bytes.count, linkType: linkType)
      }
    }
  }

  /// How many bytes its packets have.
  package var byteCount: Int { bytes.count }

  /// Gives each packet, and the bytes in which it stands, to `body`.
  package func forEach<Failure: Error>(
    _ body: (CapturedFrame, Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    try bytes.withUnsafeBufferPointer { (buffer) throws(Failure) in
      let bytes = buffer.span
      for frame in frames { try body(frame, bytes) }
    }
  }

  /// Whether no further packet goes in.
  var isFull: Bool { bytes.count >= Self.maxBytes || frames.count >= Self.maxFrames }

  /// Adds a packet.
  func append(
    _ packet: UnsafeBufferPointer<UInt8>, _ stamp: FrameStamp, wireLength: Int, linkType: UInt16
  ) {
    let start = bytes.count
    bytes.append(contentsOf: packet)
    frames.append(
      CapturedFrame(
        stamp: stamp, bytes: start..<bytes.count, wireLength: wireLength, linkType: linkType))
  }

  /// Makes it empty, and keeps the memory.
  func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    frames.removeAll(keepingCapacity: true)
  }
}
