import PacketCapture
import TestPackets

/// Notes all that is handed on.
struct Recorder: TrafficReader {
  /// What happened in a stream.
  enum Piece: Equatable {
    case bytes([UInt8])
    case gap(Int)
    case end
  }

  /// A stream, by its ports.
  struct Direction: Hashable {
    let from: UInt16
    let to: UInt16
  }

  /// Segments as they came: their flags, and the bytes of their payload on the wire.
  var segments: [(flags: SegmentFlags, size: Int)] = []
  /// Packets of other transports, by number, and the bytes of their payload on the wire.
  var packets: [(number: UInt8, size: Int)] = []
  /// The times that were told, in nanoseconds since the first.
  var times: [Int64] = []
  /// How often the reader says that it has more to do, in time and at the end.
  var pending = (advance: 0, finish: 0)
  /// Whether all was said to have ended.
  var isFinished = false
  var datagrams: [(payload: [UInt8], missing: Int, head: PacketHead)] = []
  var messages: [(payload: [UInt8], message: SCTPMessage, missing: Int, head: PacketHead)] = []
  /// What happened in each stream, bytes beside bytes joined.
  var streams: [Direction: [Piece]] = [:]
  /// The frame of each piece of bytes.
  var frames: [Int] = []
  /// Streams that are not wanted after so many bytes.
  var wants = Int.max
  var starts: [StreamPlace] = []
  private var directions: [StreamNumber: Direction] = [:]

  /// All bytes of a stream, without gaps.
  func bytes(_ from: UInt16, _ to: UInt16) -> [UInt8] {
    var all: [UInt8] = []
    for case .bytes(let bytes) in streams[Direction(from: from, to: to)] ?? [] { all += bytes }
    return all
  }

  mutating func readDatagram(_ payload: Span<UInt8>, missing: Int, _ head: PacketHead) {
    datagrams.append((payload.indices.map { payload[$0] }, missing, head))
  }

  mutating func readMessage(
    _ payload: Span<UInt8>, _ message: SCTPMessage, missing: Int, _ head: PacketHead
  ) {
    messages.append((payload.indices.map { payload[$0] }, message, missing, head))
  }

  mutating func readSegment(
    _ payload: Span<UInt8>, _ segment: SegmentHead, _ head: PacketHead
  ) {
    segments.append((segment.flags, payload.count + segment.missing))
  }

  mutating func readPacket(_ payload: Span<UInt8>, missing: Int, _ head: PacketHead) {
    packets.append((head.transport.rawValue, payload.count + missing))
  }

  mutating func advance(to time: Int64) -> Bool {
    times.append(time &- TestCapture.start)
    pending.advance -= 1
    return pending.advance >= 0
  }

  mutating func finish() -> Bool {
    isFinished = true
    pending.finish -= 1
    return pending.finish >= 0
  }

  mutating func recognises(_ payload: Span<UInt8>, in stream: StreamNumber) -> Bool {
    payload.count > 0 && payload[0] == UInt8(ascii: "!")
  }

  mutating func readStream(
    _ payload: Span<UInt8>, of stream: StreamNumber, _ place: StreamPlace, _ head: PacketHead
  ) -> Bool {
    let direction = Direction(from: head.source.port, to: head.destination.port)
    if place != .next { starts.append(place) }
    directions[stream] = direction
    frames.append(head.stamp.number)
    let new = payload.indices.map { payload[$0] }
    if case .bytes(let known) = streams[direction]?.last {
      streams[direction]?.removeLast()
      streams[direction]?.append(.bytes(known + new))
    } else {
      streams[direction, default: []].append(.bytes(new))
    }
    return bytes(direction.from, direction.to).count < wants
  }

  mutating func skipStream(_ count: Int, of stream: StreamNumber) {
    guard let direction = directions[stream] else { return }
    streams[direction, default: []].append(.gap(count))
  }

  mutating func endStream(_ stream: StreamNumber) {
    guard let direction = directions.removeValue(forKey: stream) else { return }
    streams[direction, default: []].append(.end)
  }
}

/// What became of a capture.
struct Decoded {
  var recorder: Recorder
  var counts = PacketCounts()
  var damage: CaptureDamage?
  var unreadable = 0
  var frames: [CapturedFrame] = []

  /// Reads a file, in blocks of so many bytes.
  init(
    _ file: [UInt8], blockBytes: Int = .max, limits: TrafficLimits = .standard,
    recorder: Recorder = Recorder()
  ) {
    self.recorder = recorder
    var reader = CaptureReader()
    var decoder = PacketDecoder(limits)
    var start = 0
    var end = 0
    while end < file.count {
      end = min(file.count, blockBytes < file.count ? end + blockBytes : file.count)
      let block = Array(file[start..<end])
      var place = 0
      while let frame = reader.next(
        in: block.span, at: Int64(start), isLast: end == file.count, &place)
      {
        frames.append(frame)
        decoder.decode(frame, of: block.span, into: &self.recorder)
      }
      start += place
    }
    reader.finish()
    while decoder.finish(into: &self.recorder) {}
    (counts, damage, unreadable) = (decoder.counts, reader.damage, reader.unreadable)
  }

  /// Reads packets, in Ethernet frames.
  init(
    packets: [[UInt8]], limits: TrafficLimits = .standard, recorder: Recorder = Recorder()
  ) {
    self.init(TestCapture(packets).pcap(), limits: limits, recorder: recorder)
  }
}
