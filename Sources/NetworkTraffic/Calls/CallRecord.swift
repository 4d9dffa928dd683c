import PacketCapture

/// What is known of one call while it goes on.
struct CallRecord {
  /// Where it stands.
  enum Phase: UInt8 {
    /// It was not answered.
    case ringing
    /// It was answered.
    case talking
    /// It ends: what closes it has to be answered or acknowledged still.
    case closing
  }

  /// A time that is not known.
  static let never = Int64.min

  /// Where it stands.
  var phase = Phase.ringing
  /// When the first INVITE was seen, the first 180 or 183, the first 2xx, the ACK of that and the first BYE.
  var invited = never
  var rang = never
  var answered = never
  var acknowledged = never
  var left = never
  /// Who sent the first message, and to whom; the frame of the last one.
  var head: PacketHead
  /// When the first message was seen.
  let first: Int64
  /// The number of the INVITE that is to be answered: that of the last try.
  var inviteNumber = -1
  /// The tag of who calls, 0 if not known.
  var callerTag: UInt64 = 0
  /// INVITEs and BYEs that were not answered, on all hops.
  var openInvites = 0
  var openByes = 0
  /// The last answer to INVITE from 300 on, or the first 2xx; 0 if there is none.
  var status = 0
  /// The cause that the last Reason header told.
  var cause: Int?
  /// Who hung up first.
  var leaver: CallSide?
  /// Whether a CANCEL was seen before an answer.
  var isCancelled = false
  /// Messages, and how many of them were seen before.
  var messages = 0
  var retransmissions = 0
  /// What is said of it.
  var texts = CallTexts()

  /// A call whose first message was just seen.
  init(_ head: PacketHead) {
    self.head = head
    first = head.stamp.time
  }

  /// A call that is none.
  static let blank: CallRecord = {
    let end = Endpoint(IPAddress(v4: 0), port: 0)
    return CallRecord(
      PacketHead(
        stamp: FrameStamp(number: 0, time: 0, digits: 0, offset: 0), source: end,
        destination: end, transport: .udp, isV6: false))
  }()
}

/// One of the two ends of a call.
package enum CallSide: String, Sendable {
  /// Who sent the INVITE.
  case caller
  /// Who it was for.
  case callee
}
