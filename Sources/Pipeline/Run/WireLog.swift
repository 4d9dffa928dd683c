import CaptureFile
import GenesysLog

/// The wire messages of one block, in order, with their bytes.
struct WireLog: Sendable {
  /// One message.
  struct Entry: Sendable {
    /// Where its bytes stand.
    let bytes: Range<Int>
    /// Microseconds since 1970, UTC.
    let time: Int64
    /// What carried it.
    let transport: WireMessage.Transport
    /// Which way it went.
    let direction: WireMessage.Direction
    /// The other end; nil where the log does not say it.
    let remote: WireEndpoint?
    /// This end; nil where the message does not say it.
    let local: WireEndpoint?
  }

  private(set) var entries: [Entry] = []
  private(set) var bytes: [UInt8] = []

  /// Forgets the messages, and keeps the memory.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Adds the message of a record whose text lies in `text`.
  mutating func append(
    _ message: LoggedMessage, _ wire: LoggedBytes, time: Int64, of text: Span<UInt8>
  ) {
    let start = bytes.count
    bytes += wire.bytes
    let head = message.head
    entries.append(
      Entry(
        bytes: start..<bytes.count, time: time, transport: WireMessage.Transport(head.transport),
        direction: head.isInbound ? .received : .sent,
        remote: NetworkAddress(text.extracting(head.address)).map {
          WireEndpoint($0, port: head.port)
        },
        local: wire.localAddress.flatMap { address in
          NetworkAddress(wire.bytes.span.extracting(address)).map {
            WireEndpoint($0, port: wire.localPort)
          }
        }))
  }
}

extension WireMessage.Transport {
  fileprivate init(_ transport: WireHead.Transport) {
    self =
      switch transport {
      case .udp: .udp
      case .tcp: .tcp
      case .tls: .tls
      }
  }
}
