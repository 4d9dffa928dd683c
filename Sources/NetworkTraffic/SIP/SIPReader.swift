import PacketCapture
import WireDecoder

/// Makes events of the SIP messages in streams and datagrams (RFC 3261 s 18).
struct SIPReader: ~Copyable {
  private var decoder = SIPDecoder()
  private var streams: [SIPStream] = []
}

// MARK: - Datagrams

extension SIPReader: DatagramReading {
  /// Makes an event of a datagram that is a message; what follows its body is not part of it
  /// (RFC 3261 s 18.3).
  mutating func read(
    _ payload: Span<UInt8>, missing: Int, _ head: PacketHead, into output: inout EventOutput
  ) -> Bool {
    guard SIPFraming.isStart(payload) else { return false }
    _ = decoder.decode(payload)
    let end = decoder.body.upperBound
    output.counts.strayBytes += Int64(payload.count - end)
    // What was not captured may all stand behind the message.
    let isWhole = decoder.contentLength != nil && decoder.problem?.isOfLength != true
    var context = SIPEventWriter.Context(head: head)
    context.missing = isWhole ? 0 : missing
    SIPEventWriter.write(payload, decoder, context, to: &output)
    return true
  }
}

// MARK: - Messages of WebSockets

extension SIPReader {
  /// Makes an event of a WebSocket's message that is a SIP message (RFC 7118 s 5).
  ///
  /// - Parameter isCut: whether bytes of it are missing.
  mutating func read(
    message: Span<UInt8>, isCut: Bool, gapBytes: Int, _ head: PacketHead,
    into output: inout EventOutput
  ) {
    _ = decoder.decode(message)
    var context = SIPEventWriter.Context(head: head)
    (context.isCut, context.gapBytes, context.isOfWebSocket) = (isCut, gapBytes, true)
    SIPEventWriter.write(message, decoder, context, to: &output)
  }
}

// MARK: - Streams

extension SIPReader: StreamReading {
  /// The first line that is a start line.
  static func judge(_ bytes: Span<UInt8>, _ edge: StreamEdge) -> Recognition {
    var place = 0
    if edge == .gap, !SIPStart.hasKnownWord(bytes, at: place) {
      while place < bytes.count, !SIPStart.isLineEnd(bytes[place]) { place += 1 }
    }
    while place < bytes.count, SIPStart.isLineEnd(bytes[place]) { place += 1 }
    guard place < bytes.count else { return .no }
    switch SIPStart.judge(bytes, at: place) {
    case .yes: return .yes(at: place)
    case .notYet: return .notYet(from: place)
    case .no: break
    }
    if let found = SIPFraming.nextStart(bytes, from: place) { return .yes(at: found) }
    let line = SIPStart.lastLine(bytes, from: place)
    return line < bytes.count ? .notYet(from: line) : .no
  }

  /// Whether it begins with a start line, maybe behind empty ones.
  static func begins(_ segment: Span<UInt8>) -> Bool {
    SIPFraming.isStart(segment)
  }

  /// Makes events of the messages that the bytes complete.
  mutating func read(
    _ bytes: Span<UInt8>, of number: StreamNumber, _ place: StreamPlace, _ head: PacketHead,
    into output: inout EventOutput
  ) -> StreamVerdict {
    know(number)
    var stream = SIPStream()
    swap(&stream, &streams[number.index])
    defer { swap(&stream, &streams[number.index]) }
    stream.head = head
    if place != .next { stream.align() }
    if stream.buffer.isEmpty {
      let rest = messages(in: bytes, &stream, head, &output)
      keep(bytes.extracting(rest..<bytes.count), &stream, &output)
    } else {
      keep(bytes, &stream, &output)
      if !stream.isWaiting(for: 0) { readBuffer(&stream, head, &output) }
    }
    if output.isFull { giveUp(&stream, gap: 0, &output) }
    return .wanted
  }

  /// Names the hole in the message that it is in, or in the next one.
  mutating func skip(_ count: Int, of number: StreamNumber, into output: inout EventOutput) {
    know(number)
    var stream = SIPStream()
    swap(&stream, &streams[number.index])
    defer { swap(&stream, &streams[number.index]) }
    giveUp(&stream, gap: count, &output)
  }

  /// Makes an event of a message that does not come to its end.
  mutating func end(_ number: StreamNumber, into output: inout EventOutput) {
    guard number.index < streams.count else { return }
    var stream = SIPStream()
    swap(&stream, &streams[number.index])
    giveUp(&stream, gap: 0, &output)
  }

  private mutating func know(_ number: StreamNumber) {
    while streams.count <= number.index { streams.append(SIPStream()) }
  }
}

// MARK: - Messages in streams

extension SIPReader {
  /// Makes events of the messages in bytes; returns where the first begins that is not complete.
  private mutating func messages(
    in bytes: Span<UInt8>, _ stream: inout SIPStream, _ head: PacketHead,
    _ output: inout EventOutput
  ) -> Int {
    var place = 0
    while let found = stream.next(bytes, &place, &decoder, &output.counts.strayBytes) {
      let message = bytes.extracting(found.range)
      if !found.isDecoded { _ = decoder.decode(message) }
      var context = SIPEventWriter.Context(head: head)
      context.isCut = found.isCut
      context.gapBytes = stream.gapBytes
      stream.gapBytes = 0
      SIPEventWriter.write(message, decoder, context, to: &output)
    }
    return place
  }

  /// Does the same with what was kept.
  private mutating func readBuffer(
    _ stream: inout SIPStream, _ head: PacketHead, _ output: inout EventOutput
  ) {
    var bytes: [UInt8] = []
    swap(&bytes, &stream.buffer)
    let rest = messages(in: bytes.span, &stream, head, &output)
    output.heldBytes -= rest
    bytes.removeFirst(rest)
    swap(&bytes, &stream.buffer)
  }

  private func keep(
    _ bytes: Span<UInt8>, _ stream: inout SIPStream, _ output: inout EventOutput
  ) {
    output.heldBytes += bytes.count
    bytes.withUnsafeBufferPointer { stream.buffer.append(contentsOf: $0) }
  }

  /// Makes an event of what there is of a message, of which the next `gap` bytes are lost.
  ///
  /// Where its length is known and more than that, the bytes behind the hole are the rest of it.
  private mutating func giveUp(
    _ stream: inout SIPStream, gap: Int, _ output: inout EventOutput
  ) {
    var bytes: [UInt8] = []
    swap(&bytes, &stream.buffer)
    output.heldBytes -= bytes.count
    let isStart = !bytes.isEmpty && SIPFraming.isStart(bytes.span)
    let isWithin = stream.leave(gap, behind: bytes.count)
    guard isStart, let head = stream.head else {
      if !isWithin { stream.gapBytes += gap }
      output.counts.strayBytes += Int64(bytes.count)
      return
    }
    _ = decoder.decode(bytes.span)
    var context = SIPEventWriter.Context(head: head)
    context.isCut = true
    context.gapBytes = stream.gapBytes + gap
    stream.gapBytes = 0
    SIPEventWriter.write(bytes.span, decoder, context, to: &output)
  }
}
