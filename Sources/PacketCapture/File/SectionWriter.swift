/// Makes a pcapng file of packets: one section, its interfaces, its packets, and what was lost.
///
/// https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html. The bytes gather until the caller takes them:
/// ``withBytes(_:)``, then ``removeAll()``. Times are in nanoseconds, numbers in little-endian.
package struct SectionWriter: Sendable {
  /// Who captured.
  package struct Origin: Sendable {
    /// The machine's processor: `x86_64`.
    package var hardware: String
    /// Its system: `Linux 6.1.0`.
    package var system: String
    /// The program and its version.
    package var application: String

    /// Makes an origin.
    package init(hardware: String, system: String, application: String) {
      self.hardware = hardware
      self.system = system
      self.application = application
    }
  }

  /// An interface that packets come from.
  package struct Interface: Sendable {
    /// What it is called.
    package var name: String
    /// What the first header of its packets is.
    package var linkType: UInt16
    /// The most bytes that are captured of a packet.
    package var snapLength: UInt32
    /// Which packets are captured; nil is all.
    package var filter: String?

    /// Describes an interface.
    package init(name: String, linkType: UInt16, snapLength: UInt32, filter: String? = nil) {
      self.name = name
      self.linkType = linkType
      self.snapLength = snapLength
      self.filter = filter
    }
  }

  /// What became of the packets of an interface.
  package struct Statistics: Sendable {
    /// Packets that came.
    package var received: UInt64
    /// Packets that the card or its driver dropped.
    package var interfaceDrops: UInt64
    /// Packets that the kernel dropped.
    package var kernelDrops: UInt64
    /// Packets that stand in the file.
    package var delivered: UInt64

    /// Makes statistics.
    package init(
      received: UInt64, interfaceDrops: UInt64, kernelDrops: UInt64, delivered: UInt64
    ) {
      self.received = received
      self.interfaceDrops = interfaceDrops
      self.kernelDrops = kernelDrops
      self.delivered = delivered
    }
  }

  private enum BlockType {
    static let interface: UInt32 = 1
    static let statistics: UInt32 = 5
    static let packet: UInt32 = 6
  }

  private enum Option {
    static let hardware: UInt16 = 2
    static let system: UInt16 = 3
    static let application: UInt16 = 4
    static let name: UInt16 = 2
    static let resolution: UInt16 = 9
    static let filter: UInt16 = 11
    static let received: UInt16 = 4
    static let interfaceDrops: UInt16 = 5
    static let kernelDrops: UInt16 = 7
    static let delivered: UInt16 = 8
  }

  private static let nanoseconds: UInt8 = 9
  /// Options have at most that many bytes.
  private static let maxText = 0xFFFF - 1

  private var bytes: [UInt8] = []

  /// Begins a file: the section and its interfaces, in the order of their numbers.
  package init(_ origin: Origin, _ interfaces: [Interface]) {
    block(BlockFormat.sectionType) { writer in
      writer.append(UInt32(0x1A2B_3C4D))
      writer.append(UInt16(1))
      writer.append(UInt16(0))
      // The length of the section, which is not known.
      writer.append(UInt64.max)
      writer.option(Option.hardware, text: origin.hardware)
      writer.option(Option.system, text: origin.system)
      writer.option(Option.application, text: origin.application)
      writer.append(UInt32(0))
    }
    for interface in interfaces { append(interface) }
  }

  /// How many bytes wait to be taken.
  package var count: Int { bytes.count }

  /// Gives the bytes that wait to be taken, for the length of the call.
  package borrowing func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(bytes.span)
  }

  /// Forgets the bytes that waited, which were taken, and keeps the memory.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Appends a packet, which stands in `content`.
  package mutating func append(_ frame: CapturedFrame, of content: Span<UInt8>) {
    let packet = content.extracting(frame.bytes)
    block(BlockType.packet) { writer in
      writer.append(UInt32(frame.stamp.interface))
      writer.append(time: frame.stamp.time)
      writer.append(UInt32(clamping: packet.count))
      writer.append(UInt32(clamping: frame.wireLength))
      packet.withUnsafeBufferPointer { writer.bytes.append(contentsOf: $0) }
      writer.pad()
    }
  }

  /// Appends what became of the packets of the interface `number` up to a time, nanoseconds since 1970.
  package mutating func append(_ statistics: Statistics, of number: Int, at time: Int64) {
    block(BlockType.statistics) { writer in
      writer.append(UInt32(clamping: number))
      writer.append(time: time)
      writer.option(Option.received, number: statistics.received)
      writer.option(Option.interfaceDrops, number: statistics.interfaceDrops)
      writer.option(Option.kernelDrops, number: statistics.kernelDrops)
      writer.option(Option.delivered, number: statistics.delivered)
      writer.append(UInt32(0))
    }
  }

  private mutating func append(_ interface: Interface) {
    block(BlockType.interface) { writer in
      writer.append(interface.linkType)
      writer.append(UInt16(0))
      writer.append(interface.snapLength)
      writer.option(Option.name, text: interface.name)
      writer.option(Option.resolution, [Self.nanoseconds])
      if let filter = interface.filter {
        // The first byte says that it is a text and no program.
        writer.option(Option.filter, [0] + Array(filter.utf8.prefix(Self.maxText)))
      }
      writer.append(UInt32(0))
    }
  }

  // MARK: - Blocks

  /// Appends a block, whose length stands before and behind its content.
  private mutating func block(_ type: UInt32, _ content: (inout SectionWriter) -> Void) {
    let start = bytes.count
    append(type)
    append(UInt32(0))
    content(&self)
    let length = UInt32(clamping: bytes.count - start + 4)
    append(length)
    for index in 0..<4 {
      bytes[start + 4 + index] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(index)))
    }
  }

  private mutating func option(_ code: UInt16, text: String) {
    option(code, Array(text.utf8.prefix(Self.maxText)))
  }

  private mutating func option(_ code: UInt16, number: UInt64) {
    append(code)
    append(UInt16(8))
    append(number)
  }

  private mutating func option(_ code: UInt16, _ value: [UInt8]) {
    append(code)
    append(UInt16(clamping: value.count))
    bytes += value
    pad()
  }

  /// Fills up to a multiple of four bytes.
  private mutating func pad() {
    while bytes.count & 3 != 0 { bytes.append(0) }
  }

  /// The upper half of the time comes first, whatever the byte order.
  private mutating func append(time: Int64) {
    let units = UInt64(clamping: time)
    append(UInt32(units >> 32))
    append(UInt32(truncatingIfNeeded: units))
  }

  private mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
