import PacketCapture

// What messages do to a call (RFC 3261 s 13 to 15). None of them was seen before.
extension CallRecord {
  /// An INVITE: the first, the same on another hop, another try; or one within the call, which changes nothing.
  mutating func invite(_ facts: SIPFacts) {
    guard facts.toTag == 0, phase != .talking, left == Self.never else { return }
    if invited == Self.never {
      invited = facts.time
      callerTag = facts.fromTag
    }
    if facts.number > inviteNumber {
      inviteNumber = facts.number
      openInvites = 0
      status = 0
      phase = .ringing
    }
    openInvites += 1
  }

  /// An answer to INVITE.
  ///
  /// - Returns: whether its text is that of the call's status now.
  mutating func answer(_ facts: SIPFacts, wasAnswered: Bool) -> Bool {
    guard invited == Self.never || facts.number == inviteNumber && facts.fromTag == callerTag else {
      return false
    }
    if facts.isFinal, !wasAnswered { openInvites = max(openInvites - 1, 0) }
    switch facts.status {
    case 180, 183:
      if rang == Self.never { rang = facts.time }
      return false
    case ..<200: return false
    case ..<300:
      guard answered == Self.never, left == Self.never else { return false }
      answered = facts.time
      phase = .talking
      // What was said of others that were tried, or of who was called besides.
      (cause, leaver) = (nil, nil)
    default:
      guard answered == Self.never else { return false }
      if openInvites == 0 { phase = .closing }
    }
    status = facts.status
    return true
  }

  /// An ACK.
  mutating func acknowledge(_ facts: SIPFacts) {
    if answered != Self.never, acknowledged == Self.never { acknowledged = facts.time }
  }

  /// A CANCEL that `source` sent: the caller, or a proxy that goes on to try others.
  mutating func cancel(from source: Endpoint) {
    guard answered == Self.never, status < 300 else { return }
    isCancelled = true
    if openInvites <= 1 || source == head.source { leaver = .caller }
    if openInvites <= 1 { phase = .closing }
  }

  /// A BYE that `source` sent.
  mutating func leave(_ facts: SIPFacts, from source: Endpoint) {
    openByes += 1
    phase = .closing
    guard left == Self.never else { return }
    left = facts.time
    guard callerTag != 0 else { return }
    // Its sender's tag is that of From (RFC 3261 s 12.2.1.1); addresses help where tags are wrong.
    if facts.fromTag == callerTag {
      leaver = .caller
    } else if facts.toTag == callerTag || source == head.destination {
      leaver = .callee
    } else if source == head.source {
      leaver = .caller
    }
  }

  /// An answer to BYE.
  ///
  /// - Returns: whether the call is over, as all were answered.
  mutating func answerLeave(_ facts: SIPFacts, wasAnswered: Bool) -> Bool {
    guard facts.isFinal, !wasAnswered else { return false }
    openByes = max(openByes - 1, 0)
    phase = .closing
    // Who was asked for a password says BYE again.
    return openByes == 0 && facts.status != 401 && facts.status != 407
  }
}
