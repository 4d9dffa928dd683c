import PacketCapture
import WireDecoder

/// Cuts one direction of a connection into SIP messages by Content-Length (RFC 3261 s 18.3).
///
/// Empty lines between messages, which keep connections alive (RFC 5626 s 3.5.1), are passed. Where bytes
/// are no message, or some are lost, the next message at the start of a line is looked for.
struct SIPStream {
  /// A message, or the beginning of one, as a place in the bytes.
  struct Found {
    let range: Range<Int>
    /// Whether more of it was said to come.
    let isCut: Bool
    /// Whether the decoder has read exactly these bytes.
    let isDecoded: Bool
  }

  /// Longer messages are cut: 1 MiB.
  static let maxMessage = 1 << 20
  /// Longer headers are those of no message.
  private static let maxHeaders = 64 << 10

  /// The bytes of the message that is not complete.
  var buffer: [UInt8] = []
  /// How many bytes the message has in all; 0 as long as its headers are not complete.
  var needed = 0
  /// Bytes of a message that was cut, still to be passed.
  var skipping = 0
  /// Bytes lost before the next message.
  var gapBytes = 0
  /// Who sent the last bytes.
  var head: PacketHead?
  /// Bytes of the message in which the end of its headers was looked for.
  private var scanned = 0
  /// Whether the next byte may stand within a line, as those before it are lost.
  private var isWithinLine = false

  /// Says that the next byte begins a message.
  mutating func align() {
    isWithinLine = false
  }

  /// Whether the next bytes can only make the message longer, and not complete.
  func isWaiting(for count: Int) -> Bool {
    needed > buffer.count + count
  }

  /// Finds the next message in bytes; nil if there is no complete one.
  ///
  /// - Parameters:
  ///   - place: where to go on; on return what stands before it is done with.
  ///   - strayBytes: grows by the bytes that belong to no message.
  mutating func next(
    _ bytes: Span<UInt8>, _ place: inout Int, _ decoder: inout SIPDecoder, _ strayBytes: inout Int64
  ) -> Found? {
    while true {
      let passed = min(skipping, bytes.count - place)
      skipping -= passed
      place += passed
      if isWithinLine { leaveLine(bytes, &place, &strayBytes) }
      while place < bytes.count, SIPStart.isLineEnd(bytes[place]) { place += 1 }
      guard place < bytes.count else {
        scanned = 0
        return nil
      }
      switch SIPStart.judge(bytes, at: place) {
      case .yes: return message(bytes, &place, &decoder)
      case .notYet: return nil
      case .no:
        guard search(bytes, &place, &strayBytes) else { return nil }
      }
    }
  }

  /// Leaves the message that is not complete, of which `count` bytes are there, and `gap` bytes behind it.
  ///
  /// - Returns: whether all of them belong to it, so that it is known where the next one begins.
  mutating func leave(_ gap: Int, behind count: Int) -> Bool {
    let rest = (needed > 0 ? needed - count : skipping) - gap
    let isWithin = rest >= 0 && (needed > 0 || skipping > 0)
    skipping = isWithin ? rest : 0
    (needed, scanned) = (0, 0)
    if gap > 0, !isWithin { isWithinLine = true }
    return isWithin
  }

  /// The message that starts at a place, if it is complete.
  private mutating func message(
    _ bytes: Span<UInt8>, _ place: inout Int, _ decoder: inout SIPDecoder
  ) -> Found? {
    guard let body = endOfHeaders(bytes, place) else {
      guard bytes.count - place > Self.maxHeaders else { return nil }
      return cut(bytes, &place, rest: 0, isDecoded: false)
    }
    _ = decoder.decode(bytes.extracting(place..<bytes.count))
    // Without a length there is no body, where a stream carries the message.
    let length = decoder.contentLength ?? 0
    let end = body + length
    if end > bytes.count {
      if end - place > Self.maxMessage {
        return cut(bytes, &place, rest: end - bytes.count, isDecoded: true)
      }
      needed = end - place
      return nil
    }
    let range = place..<end
    place = end
    (needed, scanned) = (0, 0)
    return Found(range: range, isCut: false, isDecoded: end == bytes.count)
  }

  /// All that is there, as a message that was cut.
  private mutating func cut(
    _ bytes: Span<UInt8>, _ place: inout Int, rest: Int, isDecoded: Bool
  ) -> Found {
    let range = place..<bytes.count
    place = bytes.count
    skipping = rest
    (needed, scanned) = (0, 0)
    return Found(range: range, isCut: true, isDecoded: isDecoded)
  }

  /// Where the body begins of the message that starts at a place; nil if the headers do not end.
  private mutating func endOfHeaders(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    var place = start + scanned
    while let newline = LineSearch.newline(bytes, from: place, to: bytes.count) {
      let next = newline + 1
      if next < bytes.count, bytes[next] == 0x0A { return next + 1 }
      if next + 1 < bytes.count, bytes[next] == 0x0D, bytes[next + 1] == 0x0A { return next + 2 }
      place = next
    }
    // The last line end may be the first of two.
    scanned = max(bytes.count - start - 3, 0)
    return nil
  }

  /// Goes to the end of the line that bytes behind a hole are the rest of, unless they begin one.
  private mutating func leaveLine(
    _ bytes: Span<UInt8>, _ place: inout Int, _ strayBytes: inout Int64
  ) {
    guard place < bytes.count else { return }
    let start = place
    if !SIPStart.hasKnownWord(bytes, at: place) {
      while place < bytes.count, !SIPStart.isLineEnd(bytes[place]) { place += 1 }
    }
    strayBytes += Int64(place - start)
    isWithinLine = place == bytes.count
  }

  /// Goes to the next start of a message; false, and behind what is none, if there is no such place.
  private mutating func search(
    _ bytes: Span<UInt8>, _ place: inout Int, _ strayBytes: inout Int64
  ) -> Bool {
    let start = place
    let found = SIPFraming.nextStart(bytes, from: start)
    place = found ?? SIPStart.lastLine(bytes, from: start)
    scanned = 0
    strayBytes += Int64(place - start)
    return found != nil
  }
}
