import Event
import PacketCapture
import WireDecoder

/// Writes the event of a SIP message.
struct SIPEventWriter: ~Copyable {
  /// What is known of a message besides its bytes.
  struct Context {
    /// From where to where, and when.
    let head: PacketHead
    /// The number of the transport: UDP 17, TCP 6.
    let transport: UInt8
    /// Bytes that were lost before the message or in it.
    var gapBytes = 0
    /// Bytes at the message's end that are not there.
    var missing = 0
    /// Whether the message ends before its end.
    var isCut = false

    /// Whether bytes at the message's end are missing, by what is known or what the decoder met.
    func isTruncated(_ problem: SIPProblem?) -> Bool {
      isCut || missing > 0 || problem?.isOfLength == true
    }
  }

  /// The number of UDP among transports.
  static let udp: UInt8 = 17
  /// The number of TCP among transports.
  static let tcp: UInt8 = 6

  private let payload: PayloadChoice
  /// The member `log` up to the offset.
  private let log: [UInt8]
  private var timestamp = TimestampText()
  private var flows = CommunityID()

  /// Writes events of the capture that the options name.
  init(_ options: TrafficOptions) {
    payload = options.payload
    var text = JSONBuffer(capacity: 256)
    text.append(#","log":{"file":{"path":"#)
    text.append(quoted: options.path)
    text.append(#"},"offset":"#)
    log = text.withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }

  /// Appends the event of a message that the decoder has read, and a newline.
  mutating func append(
    _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder, _ context: Context,
    to out: inout JSONBuffer
  ) {
    let head = context.head
    out.append(#"{"@timestamp":""#)
    appendTime(head.stamp, &out)
    out.append(#"","message":""#)
    PayloadText.append(message, Self.startLine(message), to: &out)
    out.append(UInt8(ascii: "\""))
    appendTags(decoder, context, &out)
    out.append(log)
    out.append(integer: head.stamp.offset)
    out.append(#"},"event":{"action":"sip-message","kind":"event","module":"genesys","#)
    out.append(#""dataset":"genesys.sip""#)
    appendOriginal(message, decoder, &out)
    if let callUUID = decoder.callUUID {
      out.append(#"},"genesys":{"call_uuid":"#)
      out.append(quoted: message.extracting(callUUID))
    }
    out.append(#"},"network":{"type":"#)
    out.append(head.isV6 ? #""ipv6","transport":"# : #""ipv4","transport":"#)
    out.append(context.transport == Self.udp ? #""udp""# : #""tcp""#)
    out.append(#","protocol":"sip","bytes":"#)
    let size = decoder.body.upperBound
    out.append(integer: Int64(size + context.missing))
    out.append(#","community_id":""#)
    flows.append(head, transport: context.transport, to: &out)
    out.append(UInt8(ascii: "\""))
    if let vlan = head.vlan {
      out.append(#","vlan":{"id":""#)
      out.append(integer: Int64(vlan))
      out.append(#""}"#)
    }
    out.append(#"},"source":{"ip":""#)
    append(head.source, &out)
    out.append(#","bytes":"#)
    out.append(integer: Int64(size))
    out.append(#"},"destination":{"ip":""#)
    append(head.destination, &out)
    out.append(#"},"wire":{"frame":"#)
    out.append(integer: Int64(head.stamp.number))
    if context.gapBytes > 0 {
      out.append(#","gap_bytes":"#)
      out.append(integer: Int64(context.gapBytes))
    }
    out.append(#"},"sip":"#)
    decoder.appendFields(message, to: &out)
    if let problem = decoder.problem {
      out.append(#","error":{"message":"#)
      out.append(quoted: problem.description)
      out.append(UInt8(ascii: "}"))
    }
    out.append("}\n")
  }

  private func append(_ end: Endpoint, _ out: inout JSONBuffer) {
    out.append(end.address)
    out.append(#"","port":"#)
    out.append(integer: Int64(end.port))
  }

  /// Appends the time with the digits that the capture tells.
  private mutating func appendTime(_ stamp: FrameStamp, _ out: inout JSONBuffer) {
    let (quotient, remainder) = stamp.time.quotientAndRemainder(dividingBy: 1000)
    let isNegative = remainder < 0
    timestamp.append(isNegative ? quotient - 1 : quotient, digits: min(stamp.digits, 6), to: &out)
    guard stamp.digits > 6 else { return }
    // The last three digits stand before the Z.
    out.truncate(to: out.count - 1)
    let rest = isNegative ? remainder + 1000 : remainder
    if rest < 100 { out.append(UInt8(ascii: "0")) }
    if rest < 10 { out.append(UInt8(ascii: "0")) }
    out.append(integer: rest)
    out.append(UInt8(ascii: "Z"))
  }

  private func appendTags(
    _ decoder: borrowing SIPDecoder, _ context: Context, _ out: inout JSONBuffer
  ) {
    let isTruncated = context.isTruncated(decoder.problem)
    // What else is wrong with a message that was cut may be what was cut off.
    let isDamaged = decoder.problem != nil && !isTruncated
    guard isTruncated || isDamaged || context.gapBytes > 0 else { return }
    out.append(#","tags":["#)
    if isTruncated { out.append(#""_truncated","#) }
    if isDamaged { out.append(#""_sipparsefailure","#) }
    if context.gapBytes > 0 { out.append(#""_gap","#) }
    out.truncate(to: out.count - 1)
    out.append(UInt8(ascii: "]"))
  }

  private func appendOriginal(
    _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder, _ out: inout JSONBuffer
  ) {
    guard payload != .none else { return }
    out.append(#","original":""#)
    let end = payload == .full ? decoder.body.upperBound : decoder.body.lowerBound
    PayloadText.append(message, 0..<end, to: &out)
    out.append(UInt8(ascii: "\""))
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
