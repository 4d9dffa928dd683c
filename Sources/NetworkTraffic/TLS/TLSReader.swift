import PacketCapture
import WireDecoder

/// Makes an event of the handshake of each TLS connection, as far as it can be seen without keys.
///
/// It is written once both sides encrypt, when one of them ends the connection in words that can be read, and
/// else at the connection's end. What follows is not read. Of a connection whose handshake was not captured there
/// is no event.
struct TLSReader: ~Copyable {
  /// Connections by their numbers.
  private var streams: [TLSStream] = []
}

extension TLSReader: StreamReading {
  /// The first record, at the beginning of the bytes.
  static func judge(_ bytes: Span<UInt8>, _ edge: StreamEdge) -> Recognition {
    switch TLSStart.judge(bytes) {
    case .yes: .yes(at: 0)
    case .notYet: .notYet(from: 0)
    case .no: .no
    }
  }

  /// Whether it begins with a record.
  static func begins(_ segment: Span<UInt8>) -> Bool {
    TLSStart.judge(segment) == .yes
  }

  mutating func read(
    _ bytes: Span<UInt8>, of number: StreamNumber, _ place: StreamPlace, _ head: PacketHead,
    into output: inout EventOutput
  ) -> StreamVerdict {
    know(number)
    let isBack = number.isBack
    var stream = TLSStream()
    swap(&stream, &streams[number.connection])
    defer { swap(&stream, &streams[number.connection]) }
    guard !stream.isDone else { return .unwanted }
    stream.note(head, isBack: isBack)
    stream.conversation.read(bytes, isBack: isBack)
    count(&stream, &output)
    if stream.conversation.isOver || output.isFull { finish(&stream, &output) }
    return stream.isDone || stream.isUseless(isBack: isBack) ? .unwanted : .wanted
  }

  mutating func skip(_ count: Int, of number: StreamNumber, into output: inout EventOutput) {
    know(number)
    streams[number.connection].conversation.skip(count, isBack: number.isBack)
  }

  /// Makes an event of a handshake that does not come to its end, once both directions have ended.
  ///
  /// Also those are told that were not read here: the answer may come behind the end of the client.
  mutating func end(_ number: StreamNumber, into output: inout EventOutput) {
    guard number.connection < streams.count else { return }
    streams[number.connection].end(isBack: number.isBack)
    guard streams[number.connection].isOver else { return }
    var stream = TLSStream()
    swap(&stream, &streams[number.connection])
    finish(&stream, &output)
  }

  private mutating func know(_ number: StreamNumber) {
    while streams.count <= number.connection { streams.append(TLSStream()) }
  }

  private func count(_ stream: inout TLSStream, _ output: inout EventOutput) {
    let held = stream.conversation.heldBytes
    output.heldBytes += held - stream.heldBytes
    stream.heldBytes = held
  }

  /// Writes the event of a connection, and forgets what it said.
  private func finish(_ stream: inout TLSStream, _ output: inout EventOutput) {
    guard !stream.isDone else { return }
    stream.isDone = true
    stream.conversation.finish()
    TLSEventWriter.write(stream, to: &output)
    output.heldBytes -= stream.heldBytes
    stream.heldBytes = 0
    stream.conversation = TLSConversation()
  }
}

extension StreamNumber {
  /// Whether it is the second direction of its connection.
  fileprivate var isBack: Bool { index & 1 == 1 }
}
