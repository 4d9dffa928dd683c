import Event

/// What one event says of the call it belongs to; used again for the next event.
///
/// One walk over the event, and no allocation once the buffers have grown.
struct EventIDs {
  /// An event with more ids is not about one call; the rest is left aside.
  private static let maxCount = 16

  /// The ids, each with its namespace first, one behind the other.
  private(set) var text: [UInt8] = []
  /// Where each id ends in `text`.
  private(set) var ends: [Int] = []
  private(set) var kinds: [CallID.Kind] = []
  /// The reference id and what says whose it is; `reference` is 0 if there is none.
  private(set) var request = RequestTie()
  /// The value of `@timestamp`.
  private(set) var timestamp: JSONValueRange?
  /// Whether no rule knew the record.
  private(set) var isUnmatched = false
  /// The name of a T-Library message.
  private(set) var message: JSONValueRange?
  /// The number or DN that is looked for; empty for none.
  private let number: [UInt8]
  /// Whether a party of the event has that number.
  private(set) var hasNumber = false
  /// Whether the other end of the message is named.
  var hasPeer: Bool { peerRank > 0 }

  private var service: UInt32 = 0
  private var peer: UInt32 = 0
  private var peerRank = 0
  private var dn: UInt32 = 0

  /// Makes one that also looks for a number or DN, if it is given.
  init(number: [UInt8] = []) { self.number = number }

  /// How many ids there are.
  var count: Int { ends.count }

  /// The bytes of an id.
  func range(_ index: Int) -> Range<Int> { (index > 0 ? ends[index - 1] : 0)..<ends[index] }

  /// When the event that was read happened, in microseconds since 1970; nil where it does not say.
  func time(in event: Span<UInt8>) -> Int64? {
    timestamp.flatMap { TimestampText.read(event, $0.content) }
  }

  /// Reads an event.
  mutating func read(_ event: Span<UInt8>) {
    removeAll()
    var members = JSONMembers(of: event)
    while let key = members.nextKey(in: event) {
      switch key.content.count {
      case 3 where key.isText("sip", in: event): readSIP(&members, event)
      case 4 where key.isText("tags", in: event): readTags(&members, event)
      case 7 where key.isText("genesys", in: event): readGenesys(&members, event)
      case 7 where key.isText("service", in: event): readService(&members, event)
      case 10 where key.isText("@timestamp", in: event): timestamp = members.value(in: event)
      default: members.value(in: event)
      }
    }
    settleRequest(event)
  }

  private mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    kinds.removeAll(keepingCapacity: true)
    request = RequestTie()
    timestamp = nil
    message = nil
    isUnmatched = false
    hasNumber = false
    (service, peer, dn, peerRank) = (0, 0, 0, 0)
  }

  private mutating func settleRequest(_ event: Span<UInt8>) {
    guard request.reference != 0 else { return }
    // Added, so that the pair has the same hash seen from either end.
    if service != 0, peer != 0 { request.client = service &+ peer | 1 }
    if service != 0, dn != 0 { request.party = service &* 31 &+ dn | 1 }
    request.time = time(in: event) ?? 0
  }

  // MARK: - Where ids stand

  private mutating func readGenesys(_ members: inout JSONMembers, _ event: Span<UInt8>) {
    guard members.enter(in: event) else { return }
    while let key = members.nextKey(in: event) {
      switch key.content.count {
      case 4 where key.isText("tlib", in: event): readMessage(&members, event)
      case 4 where key.isText("peer", in: event): readPeer(&members, event, rank: 2)
      case 6 where key.isText("ref_id", in: event):
        request.reference = EventIDs.number(members.value(in: event), event)
      case 6 where key.isText("client", in: event): readPeer(&members, event, rank: 4)
      case 7 where key.isText("conn_id", in: event): add(&members, .connection, event)
      case 9 where key.isText("call_uuid", in: event): add(&members, .call, event)
      case 10 where key.isText("session_id", in: event): add(&members, .session, event)
      case 14 where key.isText("interaction_id", in: event): add(&members, .interaction, event)
      default: members.value(in: event)
      }
    }
  }

  private mutating func readMessage(_ members: inout JSONMembers, _ event: Span<UInt8>) {
    guard members.enter(in: event) else { return }
    while let key = members.nextKey(in: event) {
      switch key.content.count {
      case 4 where key.isText("peer", in: event): readPeer(&members, event, rank: 6)
      case 7 where key.isText("message", in: event): message = members.value(in: event)
      case 10 where key.isText("attributes", in: event): readAttributes(&members, event)
      default: members.value(in: event)
      }
    }
  }

  /// All attributes that name a call: ConnID, TransferConnID, PreviousConnID, CallUUID ...
  private mutating func readAttributes(_ members: inout JSONMembers, _ event: Span<UInt8>) {
    guard members.enter(in: event) else { return }
    while let (key, value) = members.next(in: event) {
      if !number.isEmpty, EventIDs.isParty(key, event) { compare(value, event) }
      if key.content.count == 6, key.isText("ThisDN", in: event) {
        dn = EventIDs.hash(value, event)
      } else if key.ends(with: "ConnID", in: event) {
        add(value, .connection, event)
      } else if key.ends(with: "CallUUID", in: event) {
        add(value, .call, event)
      }
    }
  }

  private mutating func readSIP(_ members: inout JSONMembers, _ event: Span<UInt8>) {
    guard members.enter(in: event) else { return }
    while let key = members.nextKey(in: event) {
      switch key.content.count {
      case 2 where key.isText("to", in: event): readParty(&members, event)
      case 3 where key.isText("uri", in: event): readParty(&members, event)
      case 4 where key.isText("from", in: event): readParty(&members, event)
      case 4 where key.isText("join", in: event): readDialog(&members, event)
      case 7 where key.isText("call_id", in: event): add(&members, .dialog, event)
      case 7 where key.isText("headers", in: event): readHeaders(&members, event)
      case 8 where key.isText("replaces", in: event): readDialog(&members, event)
      default: members.value(in: event)
      }
    }
  }

  private mutating func readDialog(_ members: inout JSONMembers, _ event: Span<UInt8>) {
    guard members.enter(in: event) else { return }
    while let (key, value) = members.next(in: event) {
      if key.isText("call_id", in: event) { add(value, .dialog, event) }
    }
  }

  private mutating func readHeaders(_ members: inout JSONMembers, _ event: Span<UInt8>) {
    guard members.enter(in: event) else { return }
    while let (key, value) = members.next(in: event) {
      guard key.isText("x_genesys_calluuid", in: event) else { continue }
      add(value, .call, event)
      var elements = JSONElements(of: value)
      while let element = elements.next(in: event) { add(element, .call, event) }
    }
  }

  // MARK: - What else is of interest

  private mutating func readPeer(
    _ members: inout JSONMembers, _ event: Span<UInt8>, rank: Int
  ) {
    guard members.enter(in: event) else { return }
    while let (key, value) = members.next(in: event) {
      if key.isText("name", in: event) {
        takePeer(value, event, rank: rank)
      } else if key.isText("socket", in: event) || key.isText("id", in: event) {
        takePeer(value, event, rank: rank - 1)
      }
    }
  }

  private mutating func takePeer(_ value: JSONValueRange, _ event: Span<UInt8>, rank: Int) {
    guard rank > peerRank, !value.content.isEmpty else { return }
    peerRank = rank
    peer = EventIDs.hash(value, event)
  }

  private mutating func readService(_ members: inout JSONMembers, _ event: Span<UInt8>) {
    guard members.enter(in: event) else { return }
    while let (key, value) = members.next(in: event) {
      if key.isText("name", in: event) { service = EventIDs.hash(value, event) }
    }
  }

  /// Looks for the number in an address or URI of SIP.
  private mutating func readParty(_ members: inout JSONMembers, _ event: Span<UInt8>) {
    guard !number.isEmpty else {
      members.value(in: event)
      return
    }
    guard members.enter(in: event) else { return }
    while let key = members.nextKey(in: event) {
      if key.isText("username", in: event) {
        if let value = members.value(in: event) { compare(value, event) }
      } else if key.isText("uri", in: event) {
        guard members.enter(in: event) else { continue }
        while let (key, value) = members.next(in: event) {
          if key.isText("username", in: event) { compare(value, event) }
        }
      } else {
        members.value(in: event)
      }
    }
  }

  private mutating func readTags(_ members: inout JSONMembers, _ event: Span<UInt8>) {
    guard let array = members.value(in: event) else { return }
    var elements = JSONElements(of: array)
    while let element = elements.next(in: event) {
      if element.isText("_grokparsefailure", in: event) { isUnmatched = true }
    }
  }

  // MARK: - Values

  private mutating func add(
    _ members: inout JSONMembers, _ kind: CallID.Kind, _ event: Span<UInt8>
  ) {
    if let value = members.value(in: event) { add(value, kind, event) }
  }

  private mutating func add(
    _ value: JSONValueRange, _ kind: CallID.Kind, _ event: Span<UInt8>
  ) {
    guard value.kind == .string, count < EventIDs.maxCount else { return }
    let start = text.count
    text.append(kind.namespace)
    JSONLookup.appendText(of: value, in: event, to: &text)
    if IDForm.settle(&text, from: start + 1, kind) {
      ends.append(text.count)
      kinds.append(kind)
    } else {
      text.removeSubrange(start...)
    }
  }

  private mutating func compare(_ value: JSONValueRange, _ event: Span<UInt8>) {
    guard value.content.count == number.count else { return }
    for index in 0..<number.count where event[value.content.lowerBound + index] != number[index] {
      return
    }
    hasNumber = true
  }

  /// Whether an attribute says who takes part: ThisDN, OtherDN, ThirdPartyDN, ANI, DNIS ...
  private static func isParty(_ key: JSONValueRange, _ event: Span<UInt8>) -> Bool {
    key.ends(with: "DN", in: event) || key.isText("ANI", in: event)
      || key.isText("DNIS", in: event)
  }

  /// A positive number, written as a number or as text; 0 for anything else.
  private static func number(_ value: JSONValueRange?, _ event: Span<UInt8>) -> UInt32 {
    guard let value, value.content.count <= 10 else { return 0 }
    var number: UInt64 = 0
    for index in value.content {
      guard event[index] >= 0x30, event[index] <= 0x39 else { return 0 }
      number = number * 10 + UInt64(event[index] - 0x30)
    }
    return UInt32(exactly: number) ?? 0
  }

  /// FNV-1a: names of servers, not of an enemy's choosing in number.
  private static func hash(_ value: JSONValueRange, _ event: Span<UInt8>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for index in value.content { hash = (hash ^ UInt32(event[index])) &* 16_777_619 }
    return hash | 1
  }
}

extension JSONValueRange {
  /// Whether a string or key has this text; one with escapes never has.
  func isText(_ text: StaticString, in event: Span<UInt8>) -> Bool {
    content.count == text.utf8CodeUnitCount && ends(with: text, in: event)
  }

  /// Whether a string or key ends in this text; one with escapes never does.
  func ends(with text: StaticString, in event: Span<UInt8>) -> Bool {
    let length = text.utf8CodeUnitCount
    guard !hasEscapes, content.count >= length else { return false }
    let start = content.upperBound - length
    for index in 0..<length where event[start + index] != text.utf8Start[index] { return false }
    return true
  }
}
