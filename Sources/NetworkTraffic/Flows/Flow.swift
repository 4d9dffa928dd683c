import PacketCapture

/// What is known of a flow: who sent how much, since when, and what was found in it.
struct Flow {
  /// What one end sent.
  struct Side {
    /// Packets; those of fragments count once.
    var packets: Int64 = 0
    /// Bytes of payload, on the wire.
    var bytes: Int64 = 0
    /// Payloads that were looked into.
    var probes = 0
  }

  /// Which flow it is.
  let key: FlowKey
  /// When it began: nanoseconds since 1970, UTC.
  let start: Int64
  /// Whether the second end of the key sent the first packet.
  let isBegunBySecond: Bool
  let isV6: Bool
  let vlan: UInt16?
  /// The last frame of it.
  var stamp: FrameStamp
  /// What the first end of the key sent.
  var forth = Side()
  /// What the second end sent.
  var back = Side()
  /// What segments said of the connection.
  var connection = ConnectionProgress()
  /// What it carries, as far as was found out.
  var carried: NetworkProtocol?
  /// Whether an event was made of something in it.
  var hasEvents = false
  /// What makes it look like media.
  var media = MediaGuess()
  /// Texts that were found in it; nil if there are none.
  var clues: FlowClues?

  /// A flow that begins with a packet.
  init(_ key: FlowKey, isBegunBySecond: Bool, _ head: PacketHead) {
    self.key = key
    self.isBegunBySecond = isBegunBySecond
    start = head.stamp.time
    isV6 = head.isV6
    vlan = head.vlan
    stamp = head.stamp
  }

  /// What one of the ends sent.
  subscript(isSecond: Bool) -> Side {
    _read { if isSecond { yield back } else { yield forth } }
    _modify { if isSecond { yield &back } else { yield &forth } }
  }

  /// Whether the second end of the key is the one that asks.
  ///
  /// A SYN tells; else a port below 1024 on one side only, which serves; else who sent first. A
  /// connection that was open before the capture began was not seen to be begun: its lower port serves.
  var isClientSecond: Bool {
    if let opener = connection.isOpenedBySecond { return opener }
    let (first, second) = (key.first.port, key.second.port)
    if (first < 1024) != (second < 1024) { return first < 1024 }
    if key.transport == .tcp, first != second { return first < second }
    return isBegunBySecond
  }
}

/// Which segments of a connection were seen (RFC 9293 s 3.3.2).
struct ConnectionProgress {
  /// Who sent the SYN; nil if none was seen.
  private(set) var isOpenedBySecond: Bool?
  /// The number that the SYN told.
  private(set) var sequence: UInt32 = 0
  private(set) var isAnswered = false
  private(set) var isReset = false
  private var hasFirstEnded = false
  private var hasSecondEnded = false

  /// Whether it was reset, or closed by both ends.
  var isOver: Bool { isReset || (hasFirstEnded && hasSecondEnded) }

  /// Takes a segment over.
  mutating func note(_ segment: SegmentHead, isSecond: Bool) {
    let flags = segment.flags
    if flags.contains(.syn) {
      let isAnswer = flags.contains(.acknowledge)
      if isAnswer { isAnswered = true }
      if isOpenedBySecond == nil {
        isOpenedBySecond = isSecond != isAnswer
        if !isAnswer { sequence = segment.sequence }
      }
    } else if isOpenedBySecond.map({ $0 != isSecond }) ?? false, !flags.contains(.reset) {
      isAnswered = true
    }
    if flags.contains(.reset) { isReset = true }
    guard flags.contains(.fin) else { return }
    if isSecond { hasSecondEnded = true } else { hasFirstEnded = true }
  }

  /// Whether a SYN opens another connection between the same ends.
  func isLeft(by segment: SegmentHead) -> Bool {
    guard segment.flags.contains(.syn), !segment.flags.contains(.acknowledge) else { return false }
    return isOver || isOpenedBySecond == nil || sequence != segment.sequence
  }

  /// `flow.state`; `isIdle` tells whether it was silent for too long.
  func state(isIdle: Bool) -> StaticString {
    if isReset { return isOpenedBySecond != nil && !isAnswered ? "refused" : "reset" }
    if isOver { return "closed" }
    if isOpenedBySecond != nil, !isAnswered { return "unanswered" }
    if isIdle { return "idle" }
    return isOpenedBySecond == nil ? "partial" : "opened"
  }
}
