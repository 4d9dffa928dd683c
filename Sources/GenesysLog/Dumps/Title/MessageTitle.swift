/// Which message a record is about, which way it went and between whom.
///
/// Read from the words of the head's text, and from the first line after it where the head has no name:
///
///     distribute_event: message EventReleased
///     RequestQueryCall received from [66] (00000e85 NAME 192.0.2.61:49280)
///     received from 65200(SIPTS)host:7007(fd=) message EventX
///     request to 65200(TServer) message RequestX
///     Send to backup (SIPS_B) [20]:                     then a line: message RequestSetCallInfo
///     Message MSGCFG_GETOBJECTINFO received from 16 (SCE 'default')
///     MSGCFG_OBJECTCHANGED2 (0x2aab) sent to 30 (SCE 'default')
///     TEvent: EventRinging
///     Proxy got message 'EventOnHook' ('87')
package struct MessageTitle: Equatable, Sendable {
  /// Which way a message went, seen from the component that wrote the log.
  package enum Direction: String, Sendable {
    /// Received.
    case inbound
    /// Sent.
    case outbound
  }

  /// A longer line is no head of a message.
  package static let maxHeadBytes = 4096

  /// The name of the message: `EventReleased`.
  package var name: Range<Int>
  /// Which way it went; nil where the log does not say.
  package var direction: Direction?
  /// The other end.
  package var peer: MessagePeer

  /// Finds the title in a record.
  ///
  /// - Parameters:
  ///   - head: the text of the record's first line, after time, level and id.
  ///   - members: the lines after it.
  /// - Returns: nil if there is no name of a message.
  package static func find(
    _ bytes: Span<UInt8>, head: Range<Int>, members: Range<Int>
  ) -> MessageTitle? {
    let all = 0..<bytes.count
    let head = head.clamped(to: all)
    var reader = TitleReader(end: head.upperBound)
    reader.readHead(bytes, from: head.lowerBound)
    if reader.name == nil {
      reader.readFirstLine(bytes, members.clamped(to: all))
    }
    guard let name = reader.name else { return nil }
    return MessageTitle(
      name: name, direction: reader.direction, peer: reader.peer ?? MessagePeer())
  }
}
