import CaptureFile
import Delivery

/// The capture files of a run: what `--to FILE.pcap` writes.
struct CaptureOutput: ~Copyable {
  private let sinks: [any EventSink]
  private var writer = CaptureWriter()
  /// The last known end at which the log was written, for messages that do not name it.
  private var local: WireEndpoint?
  private var input = -1

  /// The end of messages in a log of which none has named it so far.
  private static let unknown = WireEndpoint(NetworkAddress(v4: 0), port: 5060)

  /// Writes to capture files that are open; nil if there are none.
  init?(_ sinks: [any EventSink]) {
    if sinks.isEmpty { return nil }
    self.sinks = sinks
  }

  /// Writes the messages of a block.
  mutating func write(_ wire: borrowing WireLog, input: Int) throws(DeliveryError) {
    if input != self.input {
      self.input = input
      local = nil
    }
    for entry in wire.entries {
      local = entry.local ?? local
      writer.append(
        WireMessage(
          time: entry.time, transport: entry.transport, local: local ?? Self.unknown,
          remote: entry.remote ?? Self.unknown, direction: entry.direction),
        wire.bytes.span.extracting(entry.bytes))
    }
    try flush(messages: wire.entries.count)
  }

  /// Writes what ends the connections, and closes the files.
  mutating func finish() throws(DeliveryError) {
    writer.finish()
    try flush(messages: 0)
    for sink in sinks { try sink.finish() }
  }

  private mutating func flush(messages: Int) throws(DeliveryError) {
    for sink in sinks {
      try writer.withBytes { bytes throws(DeliveryError) in
        try sink.write(bytes, events: messages)
      }
    }
    writer.removeAll()
  }
}
