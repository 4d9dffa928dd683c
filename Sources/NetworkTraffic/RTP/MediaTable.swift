import Event
import PacketCapture
import WireDecoder

/// The ends of media that session descriptions named, and the streams of RTP between them.
///
///     media.name(message, decoder, call: key, at: time)      // a message with a description
///     if media.read(payload, missing: 0, head) { ... }       // a datagram
///     media.close(call, at: time)                            // the call is over
///     while let stream = media.takeEnded() { ... }
struct MediaTable: ~Copyable {
  /// An end that a description named.
  private struct Party {
    var call: UInt64
    /// Payload types and their encodings, as far as they have no fixed ones.
    var types = SIMD16<UInt8>(repeating: .max)
    var encodings = SIMD16<UInt16>(repeating: RTPEncodings.unknown)
  }

  /// A call whose media are known.
  private struct MediaCall {
    /// The Call-ID and the CallUUID as JSON strings; the latter is empty as long as none was seen.
    var callID: [UInt8] = []
    var callUUID: [UInt8] = []
    /// The ends that its descriptions named last, eight at most.
    var parties = SIMD8<UInt64>(repeating: 0)
    var partyCount = 0
    var firstStream: Int32 = -1
  }

  /// How many ends, calls and streams are known at a time.
  private static let maxParties = 65_536
  private static let maxCalls = 65_536
  private static let maxStreams = 16_384
  /// A stream ends 30 seconds after its last packet, and two seconds after its call.
  private static let idle: Int64 = 30_000_000_000
  private static let lag: Int64 = 2_000_000_000
  /// The longest Call-ID that is kept.
  private static let maxText = 1024

  private static let open = 0
  private static let closing = 1

  /// Streams that have ended, and were not taken yet.
  private(set) var ended: [EndedStream] = []
  /// How many of them were taken by ``takeEnded()``.
  private var taken = 0
  /// Streams that were given up, as there were too many.
  private(set) var givenUp = 0

  /// Streams that are ended at once, as the events of all need room.
  private static let maxEnded = 256

  private var clock = Int64.min
  private var parties = RecentTable(capacity: maxParties, blank: Party(call: 0))
  private var calls = RecentTable(capacity: maxCalls, lists: 2, blank: MediaCall())
  private var streams = RecentTable(capacity: maxStreams, blank: RTPStream.blank)
  private var encodings = RTPEncodings()
  private var text = JSONBuffer(capacity: 256)

  /// Whether no end is known, so that no datagram is RTP.
  var isEmpty: Bool { parties.count == 0 }

  /// The next stream that has ended, which is forgotten; nil if there is none.
  mutating func takeEnded() -> EndedStream? {
    guard taken < ended.count else {
      ended.removeAll(keepingCapacity: true)
      taken = 0
      return nil
    }
    taken += 1
    return ended[taken - 1]
  }

  /// Ends some of the streams that waited for long enough.
  ///
  /// - Returns: whether there are more.
  mutating func expire(at time: Int64) -> Bool {
    clock = max(clock, time)
    for _ in 0..<Self.maxEnded {
      if let place = streams.expired(since: clock &- Self.idle) {
        end(place)
      } else if let place = calls.expired(Self.closing, since: clock &- Self.lag) {
        remove(call: place)
      } else {
        return false
      }
    }
    return true
  }

  /// Ends some of the streams that still go on, as no packet follows.
  ///
  /// - Returns: whether there are more.
  mutating func finish() -> Bool {
    for _ in 0..<Self.maxEnded {
      guard let place = streams.oldest() else { return false }
      end(place)
    }
    return true
  }

  /// Takes in that a call is over.
  mutating func close(_ call: UInt64) {
    guard let place = calls.find(call) else { return }
    // Nothing is to be waited for where nothing came.
    if calls[place].firstStream < 0 { return remove(call: place) }
    calls.use(place, list: Self.closing, at: clock)
  }
}

// MARK: - Descriptions

extension MediaTable {
  /// Takes in the ends that the session description of a message names, which the decoder has read.
  mutating func name(
    _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder, call: UInt64, at time: Int64
  ) {
    clock = max(clock, time)
    var place: Int?
    for index in 0..<decoder.mediaCount {
      guard let media = decoder.media(index, message),
        let address = IPAddress(message, media.address)
      else { continue }
      let known = place ?? self.place(of: call, message, decoder)
      place = known
      name(Endpoint(address, port: media.port), media, message, decoder, known)
    }
  }

  private mutating func name(
    _ end: Endpoint, _ media: SDPMedia, _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder,
    _ call: Int
  ) {
    var party = Party(call: calls.key(call))
    var count = 0
    for number in media.encodings where count < 16 {
      guard let (type, name) = decoder.encoding(number, message) else { continue }
      party.types[count] = type
      party.encodings[count] = encodings.number(of: message, name)
      count += 1
    }
    let key = Self.key(end)
    if let known = parties.find(key) {
      parties[known] = party
      parties.use(known, list: 0, at: clock)
    } else {
      if parties.isFull, let oldest = parties.oldest() { parties.remove(oldest) }
      _ = parties.insert(key, party, at: clock)
    }
    guard !any(calls[call].parties .== key) else { return }
    calls[call].parties[calls[call].partyCount & 7] = key
    calls[call].partyCount &+= 1
  }

  /// Where a call is, which was made if it was not known.
  private mutating func place(
    of call: UInt64, _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder
  ) -> Int {
    let place: Int
    if let known = calls.find(call) {
      place = known
      calls.use(known, list: Self.open, at: clock)
    } else {
      if calls.isFull, let oldest = calls.oldest(Self.closing) ?? calls.oldest(Self.open) {
        remove(call: oldest)
      }
      var made = MediaCall()
      made.callID = quoted(message, decoder.callID)
      place = calls.insert(call, made, list: Self.open, at: clock)
    }
    if calls[place].callUUID.isEmpty, let callUUID = decoder.callUUID {
      calls[place].callUUID = quoted(message, callUUID)
    }
    return place
  }

  private mutating func quoted(_ message: Span<UInt8>, _ range: Range<Int>?) -> [UInt8] {
    guard let range, !range.isEmpty, range.count <= Self.maxText else { return [] }
    text.removeAll()
    text.append(quoted: message.extracting(range))
    return text.withBytes { bytes in bytes.withUnsafeBufferPointer { Array($0) } }
  }

  private static func key(_ end: Endpoint) -> UInt64 {
    var hash = KeyedHash()
    hash.append(end)
    return hash.value
  }
}

// MARK: - Packets

extension MediaTable {
  /// What a datagram is.
  enum Kind {
    /// A packet of a stream.
    case media
    /// Sender reports and the like.
    case control
    /// Neither, or of nobody that was named.
    case other
  }

  /// Takes in a datagram, of which `missing` bytes at the end were not captured.
  mutating func read(_ payload: Span<UInt8>, missing: Int, _ head: PacketHead) -> Kind {
    guard !isEmpty, payload.count >= 8, payload[0] & 0xC0 == 0x80 else { return .other }
    _ = expire(at: head.stamp.time)
    if RTPHeader.isControl(payload) { return isNamed(head) ? .control : .other }
    guard let packet = RTPHeader(payload, missing: missing) else { return .other }
    var hash = KeyedHash(UInt64(packet.source))
    hash.append(head.source)
    hash.append(head.destination)
    let key = hash.value
    if let known = streams.find(key) {
      streams.use(known, list: 0, at: clock)
      add(packet, head, to: known, isFirst: false)
    } else {
      guard let call = party(packet, head) else { return .other }
      if streams.isFull, let oldest = streams.oldest() {
        givenUp += 1
        end(oldest)
      }
      let stream = RTPStream(packet, head, call: call, encoding: encoding(packet, head))
      let place = streams.insert(key, stream, at: clock)
      link(place)
      add(packet, head, to: place, isFirst: true)
    }
    streams[streams.find(key) ?? 0].bytes += payload.count + missing
    return .media
  }

  private mutating func add(
    _ packet: RTPHeader, _ head: PacketHead, to place: Int, isFirst: Bool
  ) {
    streams[place].head = head
    streams[place].payloadBytes += packet.payloadBytes
    let arrival = isFirst ? .inOrder : streams[place].sequence.note(packet.sequence)
    let number =
      packet.payloadType == streams[place].payloadType
      ? streams[place].encoding : encoding(packet, head)
    let encoding = encodings[number]
    if !streams[place].isOfMedia, !encoding.isEvent, !encoding.isNoise {
      streams[place].isOfMedia = true
      streams[place].payloadType = packet.payloadType
      streams[place].encoding = number
    }
    guard arrival == .inOrder || arrival == .late else { return }
    streams[place].measure(packet, encoding, at: head.stamp.time)
  }

  /// The call that named the receiver of a packet, or its sender; nil if none did.
  private mutating func party(_ packet: RTPHeader, _ head: PacketHead) -> UInt64? {
    guard
      let place = parties.find(Self.key(head.destination)) ?? parties.find(Self.key(head.source)),
      calls.find(parties[place].call) != nil
    else { return nil }
    return parties[place].call
  }

  /// The encoding that the receiver asked for under a payload type (RFC 3264 s 5.1); else that of the sender.
  private func encoding(_ packet: RTPHeader, _ head: PacketHead) -> UInt16 {
    for end in [head.destination, head.source] {
      guard let place = parties.find(Self.key(end)) else { continue }
      let types = parties[place].types
      for index in 0..<16 where types[index] == packet.payloadType {
        return parties[place].encodings[index]
      }
    }
    return encodings.fixed(packet.payloadType)
  }

  /// Whether RTCP is of an end that was named: on its port, or on the one behind it (RFC 3550 s 11).
  private func isNamed(_ head: PacketHead) -> Bool {
    for end in [head.destination, head.source] {
      let below = Endpoint(end.address, port: end.port &- 1)
      if parties.find(Self.key(end)) != nil || parties.find(Self.key(below)) != nil { return true }
    }
    return false
  }
}

// MARK: - Ends

extension MediaTable {
  /// Puts a stream into the chain of its call.
  private mutating func link(_ place: Int) {
    guard let call = calls.find(streams[place].call) else { return }
    let first = calls[call].firstStream
    streams[place].next = first
    if first >= 0 { streams[Int(first)].previous = Int32(place) }
    calls[call].firstStream = Int32(place)
  }

  /// Ends a stream.
  private mutating func end(_ place: Int) {
    let stream = streams[place]
    var callID: [UInt8] = []
    var callUUID: [UInt8] = []
    if let call = calls.find(stream.call) {
      (callID, callUUID) = (calls[call].callID, calls[call].callUUID)
      if calls[call].firstStream == place { calls[call].firstStream = stream.next }
    }
    if stream.previous >= 0 { streams[Int(stream.previous)].next = stream.next }
    if stream.next >= 0 { streams[Int(stream.next)].previous = stream.previous }
    ended.append(
      EndedStream(
        stream: stream, encoding: encodings[stream.encoding], callID: callID, callUUID: callUUID))
    streams.remove(place)
  }

  /// Forgets a call with its streams and the ends that are not those of another call by now.
  private mutating func remove(call place: Int) {
    while calls[place].firstStream >= 0 { end(Int(calls[place].firstStream)) }
    let key = calls.key(place)
    for index in 0..<8 where calls[place].parties[index] != 0 {
      if let party = parties.find(calls[place].parties[index]), parties[party].call == key {
        parties.remove(party)
      }
    }
    calls.remove(place)
  }
}
