import Event
import PacketCapture

/// Writes the event of a message of SCTP, whose bytes are counted and not read.
enum SCTPEventWriter {
  /// Writes the event of a message, and counts it.
  static func write(
    _ payload: Span<UInt8>, _ message: SCTPMessage, missing: Int, _ head: PacketHead,
    to output: inout EventOutput
  ) {
    let name = PayloadProtocols.name(message.payloadProtocol)
    var facts = EventFacts(.sctp, head, networkProtocol: name)
    facts.whole.bytes = Int64(payload.count + missing)
    facts.sent.bytes = Int64(payload.count)
    if missing > 0 { facts.tags = .truncated }
    output.counts.sctpMessages += 1
    output.begin(facts)
    appendMessage(message, name, payload.count + missing, &output.events)
    output.describe(facts)
    output.locate(facts)
    output.events.append(#","sctp":{"stream_id":"#)
    output.events.append(integer: Int64(message.stream))
    if let sequence = message.sequence {
      output.events.append(#","stream_sequence":"#)
      output.events.append(integer: Int64(sequence))
    }
    output.events.append(#","ppid":"#)
    output.events.append(integer: Int64(message.payloadProtocol))
    if let name {
      output.events.append(#","protocol":""#)
      output.events.append(name)
      output.events.append(UInt8(ascii: "\""))
    }
    output.events.append(UInt8(ascii: "}"))
    output.end(naming: payload)
  }

  /// `m3ua: message of 128 bytes in stream 3`, the inside of a JSON string.
  private static func appendMessage(
    _ message: SCTPMessage, _ name: StaticString?, _ count: Int, _ out: inout JSONBuffer
  ) {
    if let name {
      out.append(name)
    } else {
      out.append("SCTP")
      if message.payloadProtocol > 0 {
        out.append(" payload protocol ")
        out.append(integer: Int64(message.payloadProtocol))
      }
    }
    out.append(": message of ")
    out.append(integer: Int64(count))
    out.append(" bytes in stream ")
    out.append(integer: Int64(message.stream))
  }
}
