/// The format pcapng: sections of blocks, of which some hold frames.
///
/// https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html. Blocks that are not known, or hold
/// no frame (names, statistics, secrets, comments), are passed over, whatever their length.
struct BlockFormat: Sendable {
  /// The type of the block that begins a section, the same in both byte orders.
  static let sectionType: UInt32 = 0x0A0D_0D0A
  private static let orderMark: UInt32 = 0x1A2B_3C4D

  private enum BlockType {
    static let interface: UInt32 = 1
    static let oldPacket: UInt32 = 2
    static let simplePacket: UInt32 = 3
    static let packet: UInt32 = 6
  }

  /// More interfaces of a section than that are not remembered.
  private static let maxInterfaces = 4096

  private var order = ByteOrder.little
  private var interfaces: [CaptureInterface] = []
  /// The time of the last frame, which a frame without one has too.
  private var lastTime: Int64 = 0
  /// Frames of which the interface is not known or the block too short.
  private(set) var unreadable = 0

  /// Reads the block at a place.
  ///
  /// The block of a frame may go on after the bytes if those are the last ones.
  mutating func step(
    _ bytes: Span<UInt8>, _ place: Int, offset: Int64, isLast: Bool
  ) -> CaptureReader.Step {
    guard bytes.count - place >= 12 else { return .more }
    if bytes.big32(place) == Self.sectionType {
      switch Self.orderMark {
      case bytes.big32(place + 8): order = .big
      case bytes.big32(place + 8).byteSwapped: order = .little
      default: return .damage(.byteOrder(offset: offset))
      }
      interfaces.removeAll(keepingCapacity: true)
    }
    let type = order.number32(bytes, place)
    let length = order.number32(bytes, place + 4)
    guard length >= 12 else { return .damage(.length(offset: offset, length: length)) }
    // Blocks end at a multiple of four bytes, whatever they say.
    let whole = (Int(length) + 3) & ~3
    switch type {
    case BlockType.packet, BlockType.oldPacket, BlockType.simplePacket, BlockType.interface: break
    default: return .skip(whole)
    }
    guard whole <= CaptureReader.maxRecord else {
      return .damage(.length(offset: offset, length: length))
    }
    if !isLast, bytes.count - place < whole { return .more }
    let content = place + 8..<place + Int(length) - 4
    if type == BlockType.interface {
      addInterface(bytes, content)
      return .skip(whole)
    }
    guard let frame = frame(type, bytes, content, offset: offset) else {
      if place + whole > bytes.count { return .more }
      unreadable += 1
      return .skip(whole)
    }
    return .frame(frame, whole)
  }

  private mutating func addInterface(_ bytes: Span<UInt8>, _ content: Range<Int>) {
    guard interfaces.count < Self.maxInterfaces else { return }
    interfaces.append(CaptureInterface(bytes, content.clamped(to: 0..<bytes.count), order))
  }

  private mutating func frame(
    _ type: UInt32, _ bytes: Span<UInt8>, _ content: Range<Int>, offset: Int64
  ) -> CapturedFrame? {
    let header = type == BlockType.simplePacket ? 4 : 20
    let start = content.lowerBound
    guard content.count >= header, bytes.count >= start + header else { return nil }
    if type == BlockType.simplePacket {
      return simpleFrame(bytes, content, offset: offset)
    }
    let number =
      type == BlockType.packet
      ? Int(order.number32(bytes, start)) : Int(order.number16(bytes, start))
    guard number < interfaces.count else { return nil }
    let interface = interfaces[number]
    let units =
      UInt64(order.number32(bytes, start + 4)) << 32 | UInt64(order.number32(bytes, start + 8))
    lastTime = interface.clock.nanoseconds(units)
    return frame(
      interface, content.dropFirst(header), captured: order.number32(bytes, start + 12),
      wire: order.number32(bytes, start + 16), offset: offset)
  }

  private func simpleFrame(
    _ bytes: Span<UInt8>, _ content: Range<Int>, offset: Int64
  ) -> CapturedFrame? {
    guard let interface = interfaces.first else { return nil }
    let wire = order.number32(bytes, content.lowerBound)
    let captured = interface.snapLength == 0 ? wire : min(wire, interface.snapLength)
    return frame(interface, content.dropFirst(4), captured: captured, wire: wire, offset: offset)
  }

  private func frame(
    _ interface: CaptureInterface, _ room: Range<Int>, captured: UInt32, wire: UInt32,
    offset: Int64
  ) -> CapturedFrame {
    let count = min(Int(captured), room.count)
    return CapturedFrame(
      stamp: FrameStamp(
        number: 0, time: lastTime, digits: interface.clock.digits, offset: offset),
      bytes: room.lowerBound..<room.lowerBound + count, wireLength: max(Int(wire), count),
      linkType: interface.linkType)
  }
}
