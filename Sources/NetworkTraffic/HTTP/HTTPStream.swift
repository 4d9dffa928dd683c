import PacketCapture
import WireDecoder

/// Cuts one direction of a connection into the heads and bodies of HTTP/1.x messages (RFC 9112 s 6).
struct HTTPStream {
  /// What the next byte is of.
  enum State {
    /// Of a message's first line, maybe behind empty ones.
    case start
    /// It is not known: a first line has to be looked for.
    case searching
    /// Of a body, of which so many bytes are to come.
    case body(Int)
    /// Of a chunked body.
    case chunks(HTTPChunks)
    /// Of a body that ends with the stream.
    case untilClose
    /// Of what the answer to an upgrade tells; where it is a request, there was none.
    case paused
    /// Of what the answer to CONNECT tells: more requests, or what goes through the tunnel.
    case pausedForTunnel
    /// Of nothing that is read.
    case over
  }

  /// What was found.
  enum Step {
    /// A message begins: the place of its head, and whether the head has no end.
    case head(Range<Int>, isCut: Bool)
    /// Bytes of the body.
    case content(Range<Int>)
    /// The body has ended.
    case end
    /// The body is not chunked as its head says.
    case broken
  }

  /// Longer heads are cut: 64 KiB.
  static let maxHead = 64 << 10
  /// Bytes that are kept until the answer comes to a request for another protocol: 64 KiB.
  static let maxPaused = 64 << 10

  /// Which messages it has.
  let kind: HTTPFraming.Kind
  /// What the next byte is of.
  var state = State.start
  /// Bytes of an incomplete head.
  var buffer: [UInt8] = []
  /// Bytes lost before the next message.
  var gapBytes = 0
  /// Who sent the last bytes; nil as long as there were none.
  var head: PacketHead?
  /// Whether messages may have been lost before the next one.
  var isUnsure = false
  /// Whether it has ended.
  var isEnded = false
  /// Bytes that belong to no message, since they were asked for.
  private var strayBytes = 0
  /// Whether the next byte stands within a line that was looked at.
  private var isWithinLine = false
  /// Bytes of the head in which its end was looked for.
  private var scanned = 0

  /// A stream of which nothing is known.
  init(_ kind: HTTPFraming.Kind) {
    self.kind = kind
  }

  /// Whether an answer has to tell what the next byte is of.
  var isPaused: Bool {
    switch state {
    case .paused, .pausedForTunnel: true
    case .start, .searching, .body, .chunks, .untilClose, .over: false
    }
  }

  /// Whether the last bytes are kept in ``buffer``, and not done with.
  var keepsBytes: Bool {
    switch state {
    case .start, .searching, .paused, .pausedForTunnel: true
    case .body, .chunks, .untilClose, .over: false
    }
  }

  /// What comes next in bytes; nil if more of them are needed.
  ///
  /// - Parameter place: where to go on; on return what stands before it is done with.
  mutating func next(_ bytes: Span<UInt8>, _ place: inout Int) -> Step? {
    while true {
      switch state {
      case .start:
        while place < bytes.count, SIPStart.isLineEnd(bytes[place]) { place += 1 }
        guard place < bytes.count else { return nil }
        switch HTTPFraming.judge(bytes, at: place, kind) {
        case .yes: return nextHead(bytes, &place)
        case .notYet: return nil
        case .no: state = .searching
        }
      case .searching: guard search(bytes, &place) else { return nil }
      case .paused:
        guard place < bytes.count, HTTPFraming.judge(bytes, at: place, kind) == .yes else {
          return nil
        }
        state = .start
      case .pausedForTunnel: return nil
      case .over:
        place = bytes.count
        return nil
      case .body, .chunks, .untilClose: return nextOfBody(bytes, &place)
      }
    }
  }

  /// The bytes that belong to no message, of which this is told once.
  mutating func takeStray() -> Int64 {
    defer { strayBytes = 0 }
    return Int64(strayBytes)
  }

  /// Begins the body behind a head.
  mutating func begin(_ framing: HTTPBodyFraming) {
    switch framing {
    case .none: state = .body(0)
    case .length(let count): state = .body(count)
    case .chunked: state = .chunks(HTTPChunks())
    case .untilClose: state = .untilClose
    case .otherProtocol: state = .over
    case .unknown: state = .searching
    }
  }

  /// Passes lost bytes; whether they are of the body, so that it is known what follows.
  mutating func skip(_ count: Int) -> Bool {
    // What is behind a hole may begin a line.
    isWithinLine = false
    switch state {
    case .body(let left) where count < left || (count == left && left > 0):
      state = .body(left - count)
      return true
    case .chunks(var chunks):
      let isWithin = chunks.skip(count)
      state = isWithin ? .chunks(chunks) : .searching
      isUnsure = isUnsure || !isWithin
      return isWithin
    case .untilClose: return true
    case .over, .paused, .pausedForTunnel: return false
    case .start, .searching, .body:
      state = .searching
      isUnsure = true
      return false
    }
  }

  private mutating func nextOfBody(_ bytes: Span<UInt8>, _ place: inout Int) -> Step? {
    switch state {
    case .body(0):
      state = .start
      return .end
    case .body(let left):
      guard place < bytes.count else { return nil }
      let range = place..<place + min(left, bytes.count - place)
      place = range.upperBound
      state = .body(left - range.count)
      return .content(range)
    case .untilClose:
      guard place < bytes.count else { return nil }
      let range = place..<bytes.count
      place = range.upperBound
      return .content(range)
    case .chunks(var chunks):
      let range = chunks.next(bytes, &place)
      state = chunks.isComplete ? .body(0) : chunks.isBroken ? .searching : .chunks(chunks)
      if let range { return .content(range) }
      if chunks.isBroken { return .broken }
      return chunks.isComplete ? nextOfBody(bytes, &place) : nil
    case .start, .searching, .paused, .pausedForTunnel, .over: return nil
    }
  }

  private mutating func nextHead(_ bytes: Span<UInt8>, _ place: inout Int) -> Step? {
    let start = place
    var line = start + scanned
    while let newline = LineSearch.newline(bytes, from: line, to: bytes.count) {
      line = newline + 1
      var end = line
      if end < bytes.count, bytes[end] == 0x0D { end += 1 }
      if end < bytes.count, bytes[end] == 0x0A {
        scanned = 0
        place = end + 1
        return .head(start..<place, isCut: false)
      }
    }
    guard bytes.count - start > Self.maxHead else {
      // The last line end may be the first of two.
      scanned = max(bytes.count - start - 3, 0)
      return nil
    }
    scanned = 0
    place = bytes.count
    return .head(start..<place, isCut: true)
  }

  /// Goes to the next first line; false, and behind what is none, if there is none.
  private mutating func search(_ bytes: Span<UInt8>, _ place: inout Int) -> Bool {
    scanned = 0
    let start = place
    defer { strayBytes += place - start }
    if isWithinLine {
      let newline = LineSearch.newline(bytes, from: place, to: bytes.count)
      place = newline.map { $0 + 1 } ?? bytes.count
      isWithinLine = newline == nil
    }
    if let found = HTTPFraming.nextStart(bytes, from: place, kind) {
      place = found
      state = .start
      return true
    }
    // The last line may go on as one.
    var line = bytes.count
    let first = max(place, bytes.count - HTTPFraming.maxLine)
    while line > first, bytes[line - 1] != 0x0A { line -= 1 }
    let mayStart = line < bytes.count && HTTPFraming.judge(bytes, at: line, kind) == .notYet
    place = mayStart ? line : bytes.count
    isWithinLine = isWithinLine || (place > start && bytes[place - 1] != 0x0A)
    return false
  }
}
