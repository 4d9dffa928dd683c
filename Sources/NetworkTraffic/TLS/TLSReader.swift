import PacketCapture
import WireDecoder

/// Makes an event of the handshake of each TLS connection, as far as it can be seen without keys.
///
/// It is written once both sides encrypt, when one of them ends the connection in words that can be read, and
/// else at the connection's end. What follows is not read. Of a connection whose handshake was not captured there
/// is no event.
struct TLSReader: ~Copyable {
  /// Connections whose handshake is not over, by their numbers.
  private var streams: [Int: TLSStream] = [:]
  /// Connections of which there is nothing more to make.
  private var finished: Set<Int> = []
  /// Connections, of any protocol, of which one direction has ended.
  private var halfClosed: Set<Int> = []
}

extension TLSReader: StreamReading {
  /// The first record, at the beginning of the bytes.
  ///
  /// What comes behind other things, as after STARTTLS, begins a segment of its own; but PostgreSQL's agreement, the
  /// letter `S`, may still be there, as other protocols begin with it.
  static func judge(_ bytes: Span<UInt8>, _ edge: StreamEdge) -> Recognition {
    let start = bytes.count > 1 && bytes[0] == UInt8(ascii: "S") ? 1 : 0
    return switch TLSStart.judge(bytes.extracting(start..<bytes.count)) {
    case .yes: .yes(at: start)
    case .notYet: .notYet(from: start)
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
    guard !finished.contains(number.connection) else { return .unwanted }
    var stream = streams.removeValue(forKey: number.connection) ?? TLSStream()
    stream.note(head, isBack: number.isBack)
    stream.conversation.read(bytes, isBack: number.isBack)
    count(&stream, &output)
    if stream.conversation.isOver || output.isFull {
      finished.insert(number.connection)
      finish(&stream, &output)
      return .unwanted
    }
    let isUseless = stream.isUseless(isBack: number.isBack)
    streams[number.connection] = stream
    return isUseless ? .unwanted : .wanted
  }

  mutating func skip(_ count: Int, of number: StreamNumber, into output: inout EventOutput) {
    guard !finished.contains(number.connection) else { return }
    streams[number.connection, default: TLSStream()].conversation.skip(
      count, isBack: number.isBack)
  }

  /// Makes an event of a handshake that does not come to its end, once both directions have ended.
  ///
  /// Also those are told that were not read here: the answer may come behind the end of the client.
  mutating func end(_ number: StreamNumber, into output: inout EventOutput) {
    guard halfClosed.remove(number.connection) != nil else {
      halfClosed.insert(number.connection)
      return
    }
    finished.remove(number.connection)
    guard var stream = streams.removeValue(forKey: number.connection) else { return }
    finish(&stream, &output)
  }

  private func count(_ stream: inout TLSStream, _ output: inout EventOutput) {
    let held = stream.conversation.heldBytes
    output.heldBytes += held - stream.heldBytes
    stream.heldBytes = held
  }

  /// Writes the event of a connection.
  private func finish(_ stream: inout TLSStream, _ output: inout EventOutput) {
    stream.conversation.finish()
    TLSEventWriter.write(stream, to: &output)
    output.heldBytes -= stream.heldBytes
  }
}

extension StreamNumber {
  /// Whether it is the second direction of its connection.
  fileprivate var isBack: Bool { index & 1 == 1 }
}
