import Event
import PacketCapture

/// Writes the events of RTP streams that have ended.
enum RTPEventWriter {
  /// Writes the event of a stream; one packet alone may be anything, and is only counted.
  static func write(_ ended: EndedStream, to output: inout EventOutput) {
    let stream = ended.stream
    guard stream.sequence.expected > 1 else {
      output.counts.strayMedia += stream.sequence.packets
      return
    }
    var facts = EventFacts(.rtp, stream.head, networkProtocol: "rtp")
    facts.start = stream.start
    facts.end = stream.head.stamp.time
    facts.duration = max(stream.head.stamp.time &- stream.start, 0)
    facts.whole = EventFacts.Amount(
      bytes: Int64(stream.bytes), packets: Int64(stream.sequence.packets))
    facts.sent = facts.whole
    output.counts.mediaStreams += 1
    output.begin(facts)
    appendText(ended, &output.events)
    output.describe(facts)
    if !ended.callUUID.isEmpty {
      output.events.append(#"},"genesys":{"call_uuid":"#)
      output.events.append(ended.callUUID)
    }
    output.locate(facts)
    if !ended.callID.isEmpty {
      output.events.append(#","sip":{"call_id":"#)
      output.events.append(ended.callID)
      output.events.append(UInt8(ascii: "}"))
    }
    appendStream(ended, &output.events)
    ended.callID.withUnsafeBufferPointer { output.end(naming: $0.span) }
  }

  /// `RTP PCMU: 500 packets, 3 lost (0.60 %), jitter 0.12 ms`.
  private static func appendText(_ ended: EndedStream, _ out: inout JSONBuffer) {
    let stream = ended.stream
    out.append("RTP ")
    if ended.encoding.name.isEmpty {
      out.append("type ")
      out.append(integer: Int64(stream.payloadType))
    } else {
      append(ended.encoding.name, &out)
    }
    out.append(": ")
    out.append(integer: Int64(stream.sequence.packets))
    out.append(" packets, ")
    out.append(integer: stream.sequence.lost)
    out.append(" lost (")
    append(hundredths: lossHundredths(stream), &out)
    out.append(" %)")
    if stream.isMeasured {
      out.append(", jitter ")
      append(hundredths: hundredths(stream.jitter), &out)
      out.append(" ms")
    }
  }

  private static func appendStream(_ ended: EndedStream, _ out: inout JSONBuffer) {
    let stream = ended.stream
    out.append(#","rtp":{"ssrc":"0x"#)
    append(hexadecimal: stream.source, &out)
    out.append(#"","payload_type":"#)
    out.append(integer: Int64(stream.payloadType))
    if !ended.encoding.name.isEmpty {
      out.append(#","codec":""#)
      append(ended.encoding.name, &out)
      out.append(UInt8(ascii: "\""))
    }
    if ended.encoding.clockRate > 0 {
      append(#","clock_rate":"#, Int64(ended.encoding.clockRate), &out)
    }
    append(#","packets":"#, Int64(stream.sequence.packets), &out)
    append(#","bytes":"#, Int64(stream.payloadBytes), &out)
    append(#","expected":"#, stream.sequence.expected, &out)
    append(#","lost":"#, stream.sequence.lost, &out)
    out.append(#","loss_percent":"#)
    append(hundredths: lossHundredths(stream), &out)
    append(#","out_of_order":"#, Int64(stream.sequence.outOfOrder), &out)
    append(#","duplicates":"#, Int64(stream.sequence.duplicates), &out)
    if stream.isMeasured {
      out.append(#","jitter":"#)
      append(hundredths: hundredths(stream.jitter), &out)
      out.append(#","max_jitter":"#)
      append(hundredths: hundredths(stream.maxJitter), &out)
    }
    if stream.keys > 0 { append(#","dtmf_events":"#, Int64(stream.keys), &out) }
    out.append(UInt8(ascii: "}"))
  }

  /// Lost packets in hundredths of a percent of those expected.
  private static func lossHundredths(_ stream: RTPStream) -> Int64 {
    hundredths(Double(stream.sequence.lost) * 100 / Double(max(stream.sequence.expected, 1)))
  }

  private static func hundredths(_ value: Double) -> Int64 {
    Int64(min(value * 100, 1e15).rounded())
  }

  private static func append(hundredths value: Int64, _ out: inout JSONBuffer) {
    out.append(integer: value / 100)
    out.append(UInt8(ascii: "."))
    let rest = value % 100
    if rest < 10 { out.append(UInt8(ascii: "0")) }
    out.append(integer: rest)
  }

  private static func append(hexadecimal value: UInt32, _ out: inout JSONBuffer) {
    for shift in stride(from: UInt32(28), through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: value >> shift & 0xF)
      out.append(digit < 10 ? 0x30 + digit : 0x37 + digit)
    }
  }

  private static func append(_ name: [UInt8], _ out: inout JSONBuffer) {
    name.withUnsafeBufferPointer { bytes in
      _ = out.append(escaping: bytes.span, 0..<bytes.count)
    }
  }

  private static func append(_ key: StaticString, _ value: Int64, _ out: inout JSONBuffer) {
    out.append(key)
    out.append(integer: value)
  }
}
