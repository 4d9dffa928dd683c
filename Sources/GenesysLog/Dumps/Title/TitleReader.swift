/// Walks over the words of a head, and notes what they say of a message.
struct TitleReader {
  /// The message's name, once found.
  private(set) var name: Range<Int>?
  /// Which way it went, once found.
  private(set) var direction: MessageTitle.Direction?
  /// The other end, once found.
  private(set) var peer: MessagePeer?

  private let end: Int
  private var previous = 0..<0

  /// A reader of a head that ends there.
  init(end: Int) {
    self.end = end
  }

  /// Reads the head's text.
  mutating func readHead(_ bytes: Span<UInt8>, from start: Int) {
    // Also since words may be looked at more than once.
    guard end - start <= MessageTitle.maxHeadBytes else { return }
    var place = start
    while let word = nextWord(bytes, &place) {
      take(word, bytes, rest: place)
      // An address or number in parentheses stands between a name and the verb.
      if bytes[word.lowerBound] != UInt8(ascii: "(") { previous = word }
    }
  }

  /// Reads the first line after the head that is not blank.
  mutating func readFirstLine(_ bytes: Span<UInt8>, _ members: Range<Int>) {
    var place = members.lowerBound
    while let line = DumpLine.next(bytes, &place, end: members.upperBound) {
      if line.content.isEmpty { continue }
      var reader = TitleReader(end: line.end)
      if bytes[line.start] == UInt8(ascii: "'") {
        name = TitleReader.quotedName(bytes, at: line.start, end: line.end)
      } else if DumpText.starts(bytes, at: line.start, end: line.end, with: "message ") {
        reader.readHead(bytes, from: line.start)
        name = reader.name
      } else if DumpText.starts(bytes, at: line.start, end: line.end, with: "MSGCFG_") {
        name = line.start..<DumpText.nameEnd(bytes, from: line.start, end: line.end)
      }
      return
    }
  }

  private func nextWord(_ bytes: Span<UInt8>, _ place: inout Int) -> Range<Int>? {
    let start = DumpText.skipBlanks(bytes, from: place, end: end)
    guard start < end else { return nil }
    place = start
    while place < end, !DumpText.isBlank(bytes[place]) { place += 1 }
    return start..<place
  }

  private mutating func take(_ word: Range<Int>, _ bytes: Span<UInt8>, rest: Int) {
    switch bytes[word.lowerBound] {
    case UInt8(ascii: "m") where DumpText.equals(bytes, word, "message"):
      name = TitleReader.lastName(bytes, from: rest, end: end) ?? name
    case UInt8(ascii: "r") where DumpText.equals(bytes, word, "received"),
      UInt8(ascii: "R") where DumpText.equals(bytes, word, "Received"):
      take(verb: .inbound, "from", bytes, rest: rest)
    case UInt8(ascii: "r") where DumpText.equals(bytes, word, "request"),
      UInt8(ascii: "s") where isSend(word, bytes), UInt8(ascii: "S") where isSend(word, bytes):
      take(verb: .outbound, "to", bytes, rest: rest)
    case UInt8(ascii: "g") where DumpText.equals(bytes, word, "got"):
      take(verb: .inbound, "message", bytes, rest: rest)
    case UInt8(ascii: "d") where DumpText.equals(bytes, word, "distribute_event:"),
      UInt8(ascii: "d") where DumpText.equals(bytes, word, "distribute"),
      UInt8(ascii: "s") where DumpText.equals(bytes, word, "send_to_client:"):
      direction = direction ?? .outbound
    case UInt8(ascii: "S") where DumpText.equals(bytes, word, "SendRequest"):
      direction = direction ?? .outbound
    case UInt8(ascii: "T") where DumpText.equals(bytes, word, "TEvent:"):
      direction = direction ?? .inbound
      name = TitleReader.lastName(bytes, from: rest, end: end) ?? name
    case UInt8(ascii: "'"):
      name = name ?? TitleReader.quotedName(bytes, at: word.lowerBound, end: end)
    default:
      break
    }
  }

  private func isSend(_ word: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
    guard let first = word.first else { return false }
    let rest = first + 1..<word.upperBound
    return DumpText.equals(bytes, rest, "end") || DumpText.equals(bytes, rest, "ent")
      || DumpText.equals(bytes, rest, "ending")
  }

  /// Takes `received from` and the like: the word before may be the name, the peer follows; or
  /// `Sending message`.
  private mutating func take(
    verb: MessageTitle.Direction, _ preposition: StaticString, _ bytes: Span<UInt8>, rest: Int
  ) {
    var place = rest
    guard direction == nil, let next = nextWord(bytes, &place) else { return }
    if DumpText.equals(bytes, next, "message") { return direction = verb }
    guard DumpText.equals(bytes, next, preposition) else { return }
    direction = verb
    peer = MessagePeer(bytes, place..<end)
    if name == nil, TitleReader.isMessage(bytes, previous) { name = previous }
  }

  // MARK: - Names

  /// The name at the end of a head: `RequestInvoke` of `RequestInvoke(1000000100)`; nil if more
  /// words follow, as they do in prose.
  private static func lastName(_ bytes: Span<UInt8>, from place: Int, end: Int) -> Range<Int>? {
    let start = DumpText.skipBlanks(bytes, from: place, end: end)
    let nameEnd = DumpText.nameEnd(bytes, from: start, end: end)
    let name = start..<nameEnd
    guard isMessage(bytes, name) else { return nil }
    var rest = DumpText.trimmed(bytes, nameEnd..<end)
    if let first = rest.first, bytes[first] == UInt8(ascii: "(") {
      guard let close = DumpText.find(UInt8(ascii: ")"), bytes, from: first, end: end) else {
        return nil
      }
      rest = DumpText.trimmed(bytes, close + 1..<end)
    }
    return rest.isEmpty ? name : nil
  }

  /// The name of `'EventOnHook' ('87')`.
  private static func quotedName(_ bytes: Span<UInt8>, at start: Int, end: Int) -> Range<Int>? {
    let nameEnd = DumpText.nameEnd(bytes, from: start + 1, end: end)
    guard nameEnd > start + 1, nameEnd + 2 < end, bytes[nameEnd] == UInt8(ascii: "'") else {
      return nil
    }
    let next = DumpText.skipBlanks(bytes, from: nameEnd + 1, end: end)
    return next < end && bytes[next] == UInt8(ascii: "(") ? start + 1..<nameEnd : nil
  }

  /// Whether a word can be the name of a message: letters, digits and `_`, a capital first.
  private static func isMessage(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
    guard let first = word.first, bytes[first] &- 0x41 < 26, word.count > 2,
      DumpText.nameEnd(bytes, from: first, end: word.upperBound) == word.upperBound
    else { return false }
    return !DumpText.equals(bytes, word, "Message")
  }
}
