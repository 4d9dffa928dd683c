/// Walks the lines before the body, folded ones as one (RFC 3261 s 7.3.1).
struct SIPLines {
  /// The next byte to read; after the last line, where the body starts.
  private(set) var place: Int
  /// Whether the empty line after the headers was met.
  private(set) var isComplete = false
  private let end: Int

  /// Begins at the start of a message.
  init(_ message: Span<UInt8>) {
    place = 0
    end = message.count
  }

  /// Begins at the headers of a part of a body.
  init(from place: Int, to end: Int) {
    self.place = place
    self.end = end
  }

  /// The first line, after empty ones, without its end; nil if there is nothing else.
  mutating func first(in message: Span<UInt8>) -> Range<Int>? {
    while place < end, message[place] == 0x0D || message[place] == 0x0A { place += 1 }
    guard place < end else { return nil }
    return line(in: message)
  }

  /// The next header with its folded lines, without its end; nil at the empty line and at the end.
  mutating func next(in message: Span<UInt8>) -> Range<Int>? {
    guard !isComplete, place < end else { return nil }
    let first = line(in: message)
    if first.isEmpty {
      isComplete = true
      return nil
    }
    var last = first
    while place < end, message[place] == 0x20 || message[place] == 0x09 {
      last = line(in: message)
    }
    return first.lowerBound..<last.upperBound
  }

  private mutating func line(in message: Span<UInt8>) -> Range<Int> {
    let start = place
    guard let newline = SIPGrammar.find(0x0A, message, start, end) else {
      place = end
      return start..<end
    }
    place = newline + 1
    let hasReturn = newline > start && message[newline - 1] == 0x0D
    return start..<(hasReturn ? newline - 1 : newline)
  }
}
