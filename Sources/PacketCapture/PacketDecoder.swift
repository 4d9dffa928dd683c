/// Takes frames apart, and hands their payloads to a ``TrafficReader``.
package struct PacketDecoder: ~Copyable {
  /// What became of the frames so far.
  package private(set) var counts = PacketCounts()
  private var fragments: Defragmenter
  private var streams: StreamTable
  private var associations: AssociationTable
  /// The latest time of a frame: captures of several interfaces step back.
  private var clock = Int64.min
  /// The time that the reader was told last; the least if it has more to do.
  private var told = Int64.min

  private enum Carried {
    static let v4: UInt8 = 4
    static let v6: UInt8 = 41
    static let routing: UInt8 = 47
  }

  private enum EtherType {
    static let ethernet: UInt16 = 0x6558
  }

  /// Packets within packets that are gone through.
  private static let maxTunnels = 4

  /// How often the reader is told the time: each half second of the capture.
  private static let tellNanoseconds: Int64 = 500_000_000

  /// Packets that are given up at once at the end.
  private static let maxFinished = 256

  /// Begins with nothing known.
  package init(_ limits: TrafficLimits = .standard) {
    fragments = Defragmenter(limits)
    streams = StreamTable(limits)
    associations = AssociationTable(limits)
  }

  /// Takes a frame.
  package mutating func decode<Reader: TrafficReader & ~Copyable>(
    _ frame: CapturedFrame, of bytes: Span<UInt8>, into reader: inout Reader
  ) {
    counts.frames += 1
    counts.bytes += Int64(frame.bytes.count)
    if frame.wireLength > frame.bytes.count { counts.cut += 1 }
    clock = max(clock, frame.stamp.time)
    var link = LinkLayer()
    let content = bytes.extracting(frame.bytes)
    let carried = link.content(content, linkType: frame.linkType)
    decode(carried, of: content, link, frame.stamp, depth: 0, into: &reader)
    expire(into: &reader)
  }

  /// Says that no frame came up to `time`, nanoseconds since 1970: what has waited for too long is handed on.
  package mutating func advance<Reader: TrafficReader & ~Copyable>(
    to time: Int64, into reader: inout Reader
  ) {
    clock = max(clock, time)
    expire(into: &reader)
  }

  /// Hands on some of what still waits for more, as no frame follows.
  ///
  /// - Returns: whether there is more of it, so that this has to be called again.
  package mutating func finish<Reader: TrafficReader & ~Copyable>(into reader: inout Reader) -> Bool
  {
    for _ in 0..<Self.maxFinished {
      guard let packet = fragments.takeOldest() else {
        associations.finish(into: &reader, &counts)
        return streams.finish(into: &reader, &counts) || reader.finish()
      }
      decode(unfinished: packet, into: &reader)
    }
    return true
  }

  private mutating func expire<Reader: TrafficReader & ~Copyable>(into reader: inout Reader) {
    while let packet = fragments.expire(at: clock) { decode(unfinished: packet, into: &reader) }
    streams.expire(at: clock, into: &reader, &counts)
    associations.expire(at: clock, into: &reader, &counts)
    guard told == Int64.min || clock &- told > Self.tellNanoseconds else { return }
    told = reader.advance(to: clock) ? Int64.min : clock
  }

  private mutating func decode<Reader: TrafficReader & ~Copyable>(
    _ carried: LinkLayer.Content, of frame: Span<UInt8>, _ link: LinkLayer, _ stamp: FrameStamp,
    depth: Int, into reader: inout Reader
  ) {
    switch carried {
    case .unknownLink: counts.unknownLink += 1
    case .other, .control: counts.notInternet += 1
    case .short: counts.malformed += 1
    case .internet(let place):
      guard let packet = InternetPacket(frame, at: place) else {
        counts.malformed += 1
        return
      }
      guard let fragment = packet.fragment else {
        return decode(packet, of: frame, link, stamp, depth: depth, into: &reader)
      }
      counts.fragments += 1
      guard let whole = fragments.add(packet, fragment, of: frame, stamp, vlan: link.vlan) else {
        return
      }
      counts.reassembled += 1
      decode(whole, depth: depth, into: &reader)
    }
  }

  private mutating func decode<Reader: TrafficReader & ~Copyable>(
    unfinished packet: Defragmenter.Result?, into reader: inout Reader
  ) {
    counts.unfinished += 1
    if let packet { decode(packet, depth: 0, into: &reader) }
  }

  /// Goes on with a packet that was put together.
  private mutating func decode<Reader: TrafficReader & ~Copyable>(
    _ whole: Defragmenter.Result, depth: Int, into reader: inout Reader
  ) {
    let bytes = whole.bytes.span
    let packet = InternetPacket(
      whole: whole.first, payload: 0..<bytes.count, missing: whole.missing, in: bytes)
    var link = LinkLayer()
    link.vlan = whole.vlan
    decode(packet, of: bytes, link, whole.stamp, depth: depth, into: &reader)
  }

  private mutating func decode<Reader: TrafficReader & ~Copyable>(
    _ packet: InternetPacket, of bytes: Span<UInt8>, _ link: LinkLayer, _ stamp: FrameStamp,
    depth: Int, into reader: inout Reader
  ) {
    switch packet.protocolNumber {
    case Transport.udp.rawValue: decodeDatagram(packet, bytes, link, stamp, into: &reader)
    case Transport.tcp.rawValue: decodeSegment(packet, bytes, link, stamp, into: &reader)
    case Transport.sctp.rawValue:
      decodeChunks(
        of: bytes, packet.payload, missing: packet.missing, packet, link, stamp, into: &reader)
    case Carried.v4, Carried.v6, Carried.routing:
      guard depth < Self.maxTunnels else {
        counts.malformed += 1
        return
      }
      var link = link
      let content = bytes.extracting(packet.payload)
      let carried = tunnelled(packet.protocolNumber, content, &link)
      decode(carried, of: content, link, stamp, depth: depth + 1, into: &reader)
    default:
      counts.otherTransport += 1
      counts.otherTransports[packet.protocolNumber, default: 0] += 1
      reader.readPacket(
        bytes.extracting(packet.payload), missing: packet.missing,
        head(packet, 0, 0, link, stamp))
    }
  }

  /// What a packet of IP in IP (RFC 2003) or GRE (RFC 2784, RFC 2890) carries.
  private func tunnelled(
    _ number: UInt8, _ content: Span<UInt8>, _ link: inout LinkLayer
  ) -> LinkLayer.Content {
    guard number == Carried.routing else { return .internet(at: 0) }
    guard content.count >= 4 else { return .short }
    let flags = content.big16(0)
    // Version 1 is that of PPTP.
    guard flags & 0x7 == 0 else { return .control }
    let options = [0x8000, 0x2000, 0x1000].count { flags & $0 != 0 }
    let start = 4 + options * 4
    guard content.count > start else { return .short }
    return content.big16(2) == EtherType.ethernet
      ? link.ethernet(content, at: start) : link.typed(content, typeAt: 2, next: start)
  }

  private mutating func decodeDatagram<Reader: TrafficReader & ~Copyable>(
    _ packet: InternetPacket, _ bytes: Span<UInt8>, _ link: LinkLayer, _ stamp: FrameStamp,
    into reader: inout Reader
  ) {
    let start = packet.payload.lowerBound
    guard packet.payload.count >= 8 else {
      counts.malformed += 1
      return
    }
    var length = Int(bytes.big16(start + 4))
    // A jumbogram, or a card that cuts packets itself: all there is.
    if length < 8 || length > packet.payload.count + packet.missing {
      length = packet.payload.count + packet.missing
    }
    let end = start + min(length, packet.payload.count)
    let (source, destination) = (bytes.big16(start), bytes.big16(start + 2))
    let port = SCTPPacket.encapsulationPort
    if source == port || destination == port, SCTPPacket.isWhole(bytes, start + 8..<end) {
      return decodeChunks(
        of: bytes, start + 8..<end, missing: length - (end - start), packet, link, stamp,
        into: &reader)
    }
    counts.datagrams += 1
    reader.readDatagram(
      bytes.extracting(start + 8..<end), missing: length - (end - start),
      head(packet, source, destination, link, stamp))
  }

  private mutating func decodeSegment<Reader: TrafficReader & ~Copyable>(
    _ packet: InternetPacket, _ bytes: Span<UInt8>, _ link: LinkLayer, _ stamp: FrameStamp,
    into reader: inout Reader
  ) {
    guard let segment = TCPSegment(bytes, packet.payload, missing: packet.missing) else {
      counts.malformed += 1
      return
    }
    counts.segments += 1
    let head = head(packet, segment.sourcePort, segment.destinationPort, link, stamp)
    reader.readSegment(bytes.extracting(segment.payload), segment.head, head)
    streams.add(segment, of: bytes, head, into: &reader, &counts)
  }

  /// Takes an SCTP packet, which a datagram of UDP may carry as well (RFC 6951).
  private mutating func decodeChunks<Reader: TrafficReader & ~Copyable>(
    of bytes: Span<UInt8>, _ range: Range<Int>, missing: Int, _ packet: InternetPacket,
    _ link: LinkLayer, _ stamp: FrameStamp, into reader: inout Reader
  ) {
    guard let chunks = SCTPPacket(bytes, range, missing: missing) else {
      counts.malformed += 1
      return
    }
    counts.sctpPackets += 1
    var head = head(packet, chunks.sourcePort, chunks.destinationPort, link, stamp)
    head.transport = .sctp
    reader.readPacket(bytes.extracting(chunks.chunks), missing: missing, head)
    associations.add(chunks, of: bytes, head, into: &reader, &counts)
  }

  private func head(
    _ packet: InternetPacket, _ source: UInt16, _ destination: UInt16, _ link: LinkLayer,
    _ stamp: FrameStamp
  ) -> PacketHead {
    PacketHead(
      stamp: stamp, source: Endpoint(packet.source, port: source),
      destination: Endpoint(packet.destination, port: destination),
      transport: Transport(rawValue: packet.protocolNumber), isV6: packet.isV6, vlan: link.vlan)
  }
}
