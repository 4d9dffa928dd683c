import Event
import PacketCapture
import WireDecoder

/// Writes the event of a SIP message.
enum SIPEventWriter {
  /// What is known of a message besides its bytes.
  struct Context {
    /// From where to where, and when.
    let head: PacketHead
    /// Bytes that were lost before the message or in it.
    var gapBytes = 0
    /// Bytes at the message's end that are not there.
    var missing = 0
    /// Whether the message ends before its end.
    var isCut = false
    /// Whether a WebSocket carried it.
    var isOfWebSocket = false

    /// Whether bytes at the message's end are missing, by what is known or what the decoder met.
    func isTruncated(_ problem: SIPProblem?) -> Bool {
      isCut || missing > 0 || problem?.isOfLength == true
    }
  }

  /// Writes the event of a message that the decoder has read, and counts it.
  static func write(
    _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder, _ context: Context,
    to output: inout EventOutput
  ) {
    var facts = facts(decoder, context)
    let observation = output.calls.note(message, decoder, context.head)
    facts.isRetransmission = observation.isRetransmission
    if let start = observation.requestTime {
      facts.start = start
      facts.duration = max(context.head.stamp.time &- start, 0)
    }
    output.counts.note(facts)
    output.begin(facts)
    PayloadText.append(message, startLine(message), to: &output.events)
    output.describe(facts)
    appendOriginal(message, decoder, &output)
    if let callUUID = decoder.callUUID {
      output.events.append(#"},"genesys":{"call_uuid":"#)
      output.events.append(quoted: message.extracting(callUUID))
    }
    output.locate(facts)
    output.events.append(#","sip":"#)
    decoder.appendFields(message, to: &output.events)
    if let problem = decoder.problem {
      output.events.append(#","error":{"message":"#)
      output.events.append(quoted: problem.description)
      output.events.append(UInt8(ascii: "}"))
    }
    output.end(naming: message)
    output.writeEndedCalls()
  }

  private static func facts(_ decoder: borrowing SIPDecoder, _ context: Context) -> EventFacts {
    var facts = EventFacts(.sip, context.head, networkProtocol: "sip")
    let size = decoder.body.upperBound
    facts.whole.bytes = Int64(size + context.missing)
    facts.sent.bytes = Int64(size)
    facts.gapBytes = context.gapBytes
    facts.isOfWebSocket = context.isOfWebSocket
    // What else is wrong with a message that was cut may be what was cut off.
    if context.isTruncated(decoder.problem) {
      facts.tags = .truncated
    } else if decoder.problem != nil {
      facts.tags = .damaged
    }
    return facts
  }

  private static func appendOriginal(
    _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder, _ output: inout EventOutput
  ) {
    let payload = output.options.payload
    guard payload != .none else { return }
    output.events.append(#","original":""#)
    let end = payload == .full ? decoder.body.upperBound : decoder.body.lowerBound
    PayloadText.append(message, 0..<end, to: &output.events)
    output.events.append(UInt8(ascii: "\""))
  }

  /// The first line that is not empty, without its end.
  private static func startLine(_ message: Span<UInt8>) -> Range<Int> {
    var start = 0
    while start < message.count, SIPStart.isLineEnd(message[start]) { start += 1 }
    var end = start
    while end < message.count, !SIPStart.isLineEnd(message[end]) { end += 1 }
    return start..<end
  }
}

extension SIPProblem {
  /// Whether it is that the message ends too early, which may be the capture's fault.
  var isOfLength: Bool {
    switch self {
    case .endOfHeaders, .body: true
    default: false
    }
  }
}

extension TrafficCounts {
  /// Counts a SIP message.
  fileprivate mutating func note(_ facts: borrowing EventFacts) {
    messages += 1
    if facts.gapBytes > 0 { afterGaps += 1 }
    if facts.tags.contains(.truncated) { truncated += 1 }
    if facts.tags.contains(.damaged) { damaged += 1 }
  }
}
