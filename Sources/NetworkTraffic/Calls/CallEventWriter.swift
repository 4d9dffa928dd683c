import Event
import PacketCapture

/// Writes the events of calls that have ended.
enum CallEventWriter {
  /// Writes the event of a call.
  static func write(_ call: EndedCall, to output: inout EventOutput) {
    var facts = EventFacts(.call, call.head, networkProtocol: "sip")
    facts.start = call.start
    facts.end = call.head.stamp.time
    facts.duration = max(call.head.stamp.time &- call.start, 0)
    if !call.isComplete { facts.tags = .incomplete }
    output.counts.calls += 1
    output.begin(facts)
    appendText(call, &output.events)
    output.describe(facts)
    let texts = call.texts
    if !texts.callUUID.isEmpty {
      output.events.append(#"},"genesys":{"call_uuid":"#)
      output.events.append(texts.bytes.span, texts.callUUID)
    }
    output.locate(facts)
    appendSIP(call, &output.events)
    appendCall(call, &output.events)
    output.end(naming: texts.bytes.span.extracting(texts.summary))
  }

  /// `call 07700900123 to 7000: answered after 0.300 s, talked 71.000 s, hung up by caller`.
  private static func appendText(_ call: EndedCall, _ out: inout JSONBuffer) {
    out.append("call ")
    out.append(call.texts.bytes.span, call.texts.parties)
    out.append(": ")
    out.append(text: call.state.rawValue)
    if let setupTime = call.setupTime {
      out.append(" after ")
      append(seconds: setupTime, &out)
    }
    if let talkTime = call.talkTime {
      out.append(", talked ")
      append(seconds: talkTime, &out)
    }
    if call.state != .answered, let status = call.status {
      out.append(", ")
      out.append(integer: Int64(status))
      if call.texts.status.count > 2 {
        out.append(UInt8(ascii: " "))
        // Without its quotes.
        out.append(call.texts.bytes.span, call.texts.status.dropFirst().dropLast())
      }
    }
    if call.state == .answered, let side = call.hangupBy {
      out.append(", hung up by ")
      out.append(text: side.rawValue)
    }
  }

  private static func append(seconds nanoseconds: Int64, _ out: inout JSONBuffer) {
    let milliseconds = nanoseconds / 1_000_000
    out.append(integer: milliseconds / 1000)
    out.append(UInt8(ascii: "."))
    let rest = milliseconds % 1000
    if rest < 100 { out.append(UInt8(ascii: "0")) }
    if rest < 10 { out.append(UInt8(ascii: "0")) }
    out.append(integer: rest)
    out.append(" s")
  }

  private static func appendSIP(_ call: EndedCall, _ out: inout JSONBuffer) {
    out.append(#","sip":{"#)
    let texts = call.texts
    out.append(texts.bytes.span, texts.summary)
    out.append(texts.summary.isEmpty ? #""method":"INVITE""# : #","method":"INVITE""#)
    if let status = call.status {
      out.append(#","code":"#)
      out.append(integer: Int64(status))
    }
    if texts.status.count > 2 {
      out.append(#","status":"#)
      out.append(texts.bytes.span, texts.status)
    }
    out.append(UInt8(ascii: "}"))
  }

  private static func appendCall(_ call: EndedCall, _ out: inout JSONBuffer) {
    out.append(#","call":{"state":""#)
    out.append(text: call.state.rawValue)
    out.append(UInt8(ascii: "\""))
    append(#","ring_delay":"#, call.ringDelay, &out)
    append(#","setup_time":"#, call.setupTime, &out)
    append(#","talk_time":"#, call.talkTime, &out)
    if let side = call.hangupBy {
      out.append(#","hangup_by":""#)
      out.append(text: side.rawValue)
      out.append(UInt8(ascii: "\""))
    }
    append(#","cause":"#, call.cause.map(Int64.init), &out)
    append(#","messages":"#, Int64(call.messages), &out)
    append(#","retransmissions":"#, Int64(call.retransmissions), &out)
    out.append(UInt8(ascii: "}"))
  }

  private static func append(_ key: StaticString, _ value: Int64?, _ out: inout JSONBuffer) {
    guard let value else { return }
    out.append(key)
    out.append(integer: value)
  }
}

extension EventOutput {
  /// Writes the events of the calls and streams that have ended.
  mutating func writeEndedCalls() {
    guard calls.hasEnded else { return }
    while let call = calls.takeEndedCall() { CallEventWriter.write(call, to: &self) }
    while let stream = calls.takeEndedStream() { RTPEventWriter.write(stream, to: &self) }
    calls.fill(&counts)
  }
}
