/// Appends frames to a capture: the headers of Ethernet, IP, and UDP or TCP around a payload.
struct FrameWriter {
  /// The capture so far.
  private(set) var bytes = CaptureFile.header
  /// Numbers the IPv4 packets.
  private var identification: UInt16 = 0

  /// The most that an IP packet or its payload counts.
  private static let maxLength = 0xFFFF
  private static let ethernetHeader = 14
  private static let udpHeader = 8
  private static let tcpHeader = 20
  private static let hopLimit: UInt8 = 64

  private enum InternetProtocol: UInt8 {
    case tcp = 6
    case udp = 17
  }

  /// From where to where, and by which version of IP: the fourth if both ends have it.
  struct Route {
    let source: WireEndpoint
    let destination: WireEndpoint

    var isV4: Bool { source.address.v4 != nil && destination.address.v4 != nil }

    /// The length of the IP header.
    fileprivate var header: Int { isV4 ? 20 : 40 }
    /// The most that a UDP datagram carries: 65,507 bytes by IPv4, whose header counts, 65,527 by IPv6.
    var maxDatagram: Int {
      FrameWriter.maxLength - FrameWriter.udpHeader - (isV4 ? header : 0)
    }
    /// The most that a TCP segment carries in a packet of 1500 bytes: 1460, or 1440 by IPv6.
    var maxSegment: Int { 1500 - header - FrameWriter.tcpHeader }
  }

  /// What a TCP header says beside the ports (RFC 9293 s 3.1).
  struct Segment {
    struct Flags: OptionSet {
      let rawValue: UInt8
      static let fin = Flags(rawValue: 0x01)
      static let syn = Flags(rawValue: 0x02)
      static let push = Flags(rawValue: 0x08)
      static let acknowledge = Flags(rawValue: 0x10)
    }

    let sequence: UInt32
    let acknowledgement: UInt32
    let flags: Flags

    /// A SYN says the greatest segment in an option of four bytes.
    fileprivate var optionBytes: Int { flags.contains(.syn) ? 4 : 0 }
  }

  /// Forgets the bytes, and keeps the memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Appends a UDP datagram, whose payload is at most ``Route/maxDatagram``.
  mutating func append(datagram payload: Span<UInt8>, _ route: Route, time: Int64) {
    let length = Self.udpHeader + payload.count
    begin(.udp, length: length, route, time: time)
    let start = bytes.count
    append(route.source.port)
    append(route.destination.port)
    append(UInt16(length))
    append(UInt16(0))
    append(payload, 0..<payload.count)
    let checksum = checksum(.udp, from: start, route)
    // Zero would mean that there is none.
    store(checksum == 0 ? 0xFFFF : checksum, at: start + 6)
  }

  /// Appends a TCP segment that carries the part `range` of `payload`, at most ``Route/maxSegment``.
  mutating func append(
    _ segment: Segment, _ payload: Span<UInt8>, _ range: Range<Int>, _ route: Route, time: Int64
  ) {
    let header = Self.tcpHeader + segment.optionBytes
    begin(.tcp, length: header + range.count, route, time: time)
    let start = bytes.count
    append(route.source.port)
    append(route.destination.port)
    append(segment.sequence)
    append(segment.acknowledgement)
    bytes.append(UInt8(header / 4) << 4)
    bytes.append(segment.flags.rawValue)
    append(UInt16.max)  // window
    append(UInt32(0))  // checksum, urgent pointer
    if segment.optionBytes > 0 {
      bytes.append(2)
      bytes.append(4)
      append(UInt16(route.maxSegment))
    }
    append(payload, range)
    store(checksum(.tcp, from: start, route), at: start + 16)
  }

  // MARK: - Ethernet and IP

  /// Appends all that stands before `length` bytes of UDP or TCP.
  private mutating func begin(
    _ content: InternetProtocol, length: Int, _ route: Route, time: Int64
  ) {
    CaptureFile.appendRecordHeader(
      time: time, count: Self.ethernetHeader + route.header + length, to: &bytes)
    appendHardwareAddress(of: route.destination.address)
    appendHardwareAddress(of: route.source.address)
    append(UInt16(route.isV4 ? 0x0800 : 0x86DD))
    if let source = route.source.address.v4, let destination = route.destination.address.v4 {
      appendV4(content, length: length, source, destination)
    } else {
      appendV6(content, length: length, route)
    }
  }

  /// The IPv4 header (RFC 791 s 3.1).
  private mutating func appendV4(
    _ content: InternetProtocol, length: Int, _ source: UInt32, _ destination: UInt32
  ) {
    let start = bytes.count
    bytes.append(0x45)
    bytes.append(0)
    append(UInt16(20 + length))
    append(identification)
    identification &+= 1
    // Segments must not be fragmented, as everywhere; a large datagram would have been.
    append(UInt16(content == .tcp ? 0x4000 : 0))
    bytes.append(Self.hopLimit)
    bytes.append(content.rawValue)
    append(UInt16(0))
    append(source)
    append(destination)
    var checksum = InternetChecksum()
    checksum.add(bytes, from: start)
    store(checksum.value, at: start + 10)
  }

  /// The IPv6 header (RFC 8200 s 3).
  private mutating func appendV6(_ content: InternetProtocol, length: Int, _ route: Route) {
    append(UInt32(0x6000_0000))
    append(UInt16(length))
    bytes.append(content.rawValue)
    bytes.append(Self.hopLimit)
    append(route.source.address)
    append(route.destination.address)
  }

  /// A unicast address of the locally administered kind: `02:00` and the IPv4 address, or `06` and
  /// the IPv6 address folded to five bytes.
  private mutating func appendHardwareAddress(of address: NetworkAddress) {
    if let v4 = address.v4 {
      append(UInt16(0x0200))
      append(v4)
    } else {
      let folded = address.low ^ address.high ^ address.high >> 24
      bytes.append(0x06)
      bytes.append(UInt8(truncatingIfNeeded: folded >> 32))
      append(UInt32(truncatingIfNeeded: folded))
    }
  }

  /// The checksum over the bytes from `start` and the pseudo header, which is the same sum for both
  /// versions of IP (RFC 768, RFC 9293 s 3.1, RFC 8200 s 8.1).
  private func checksum(
    _ content: InternetProtocol, from start: Int, _ route: Route
  ) -> UInt16 {
    var checksum = InternetChecksum()
    for address in [route.source.address, route.destination.address] {
      if route.isV4, let v4 = address.v4 {
        checksum.add(UInt64(v4))
      } else {
        checksum.add(address.high)
        checksum.add(address.low)
      }
    }
    checksum.add(UInt64(content.rawValue))
    checksum.add(UInt64(bytes.count - start))
    checksum.add(bytes, from: start)
    return checksum.value
  }

  // MARK: - Bytes

  private mutating func append(_ value: UInt16) {
    bytes.append(UInt8(value >> 8))
    bytes.append(UInt8(truncatingIfNeeded: value))
  }

  private mutating func append(_ value: UInt32) {
    append(UInt16(value >> 16))
    append(UInt16(truncatingIfNeeded: value))
  }

  private mutating func append(_ address: NetworkAddress) {
    for half in [address.high, address.low] {
      append(UInt32(half >> 32))
      append(UInt32(truncatingIfNeeded: half))
    }
  }

  private mutating func append(_ payload: Span<UInt8>, _ range: Range<Int>) {
    payload.extracting(range).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  private mutating func store(_ value: UInt16, at place: Int) {
    bytes[place] = UInt8(value >> 8)
    bytes[place + 1] = UInt8(truncatingIfNeeded: value)
  }
}
