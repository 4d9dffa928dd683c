import PacketCapture

/// What one sender sent to one receiver: a stream of RTP (RFC 3550).
struct RTPStream {
  /// Who sends to whom, and the frame of the last packet.
  var head: PacketHead
  /// When the first packet was captured.
  let start: Int64
  /// The sender's number.
  let source: UInt32
  /// The call that named the receiver or the sender.
  let call: UInt64
  /// The payload type of the first packet that is no key and no noise, or of the first one.
  var payloadType: UInt8
  /// The number of its encoding.
  var encoding: UInt16
  /// Whether that packet was met.
  var isOfMedia: Bool
  /// Its sequence numbers.
  var sequence: RTPSequence
  /// Bytes of its payloads.
  var payloadBytes = 0
  /// Bytes of its packets.
  var bytes = 0
  /// The jitter now and the greatest so far, in milliseconds (RFC 3550 A.8).
  private(set) var jitter = 0.0
  private(set) var maxJitter = 0.0
  /// Whether there was a clock to measure it by.
  private(set) var isMeasured = false
  /// Keys that were pressed: packets of one timestamp are one (RFC 4733 s 2.4.1.2).
  private(set) var keys = 0
  /// The streams of the same call, chained.
  var next: Int32 = -1
  var previous: Int32 = -1

  private var lastArrival: Int64 = 0
  private var lastTimestamp: UInt32 = 0
  private var lastClockRate = 0
  private var lastKey: UInt32?

  /// Begins with its first packet.
  init(_ packet: RTPHeader, _ head: PacketHead, call: UInt64, encoding: UInt16) {
    self.head = head
    self.call = call
    self.encoding = encoding
    start = head.stamp.time
    source = packet.source
    payloadType = packet.payloadType
    isOfMedia = false
    sequence = RTPSequence(packet.sequence)
  }

  /// A stream that is none.
  static let blank: RTPStream = {
    let end = Endpoint(IPAddress(v4: 0), port: 0)
    let head = PacketHead(
      stamp: FrameStamp(number: 0, time: 0, digits: 0, offset: 0), source: end, destination: end,
      transport: .udp, isV6: false)
    let packet = RTPHeader(
      payloadType: 0, sequence: 0, timestamp: 0, source: 0, payloadBytes: 0)
    return RTPStream(packet, head, call: 0, encoding: RTPEncodings.unknown)
  }()

  /// Measures a packet that was not there before.
  mutating func measure(_ packet: RTPHeader, _ encoding: RTPEncodings.Encoding, at time: Int64) {
    if encoding.isEvent {
      if lastKey != packet.timestamp { keys += 1 }
      lastKey = packet.timestamp
      // All packets of a key have the time of its beginning.
      return
    }
    let clockRate = encoding.clockRate
    if clockRate > 0, clockRate == lastClockRate {
      let sent =
        Double(Int32(bitPattern: packet.timestamp &- lastTimestamp)) * 1000 / Double(clockRate)
      let taken = Double(time &- lastArrival) / 1e6
      jitter += (abs(taken - sent) - jitter) / 16
      maxJitter = max(maxJitter, jitter)
      isMeasured = true
    }
    (lastArrival, lastTimestamp, lastClockRate) = (time, packet.timestamp, clockRate)
  }
}
