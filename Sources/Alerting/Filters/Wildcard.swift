/// A pattern of `*` (any text) and `?` (one character), as Elasticsearch has it; a backslash takes their meaning away.
struct Wildcard: Sendable {
  private enum Piece: Sendable, Equatable {
    case byte(UInt8)
    case one
    case many
  }

  private let pieces: [Piece]
  /// Whether capital letters of ASCII and small ones are the same.
  private let ignoresCase: Bool

  /// Compiles a pattern.
  init(_ pattern: [UInt8], ignoresCase: Bool = false) {
    var pieces: [Piece] = []
    var isEscaped = false
    for byte in pattern {
      switch byte {
      case _ where isEscaped:
        pieces.append(.byte(byte))
        isEscaped = false
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "*"): if pieces.last != .many { pieces.append(.many) }
      case UInt8(ascii: "?"): pieces.append(.one)
      default: pieces.append(.byte(ignoresCase ? Self.lowered(byte) : byte))
      }
    }
    if isEscaped { pieces.append(.byte(UInt8(ascii: "\\"))) }
    self.pieces = pieces
    self.ignoresCase = ignoresCase
  }

  /// Whether a whole text matches, in time of at most its length times the pattern's.
  func matches(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    var piece = 0
    // Where to go on after the last star, if what follows it does not fit.
    var retry: (place: Int, piece: Int)?
    while place < range.upperBound {
      if piece < pieces.count, pieces[piece] == .many {
        piece += 1
        retry = (place, piece)
        continue
      }
      if piece < pieces.count, let length = matched(pieces[piece], text, place, range.upperBound) {
        place += length
        piece += 1
        continue
      }
      guard let last = retry else { return false }
      place = last.place + 1
      piece = last.piece
      retry = (place, piece)
    }
    while piece < pieces.count, pieces[piece] == .many { piece += 1 }
    return piece == pieces.count
  }

  /// How many bytes a piece takes; nil if it does not fit.
  private func matched(_ piece: Piece, _ text: Span<UInt8>, _ place: Int, _ end: Int) -> Int? {
    switch piece {
    case .byte(let byte):
      return (ignoresCase ? Self.lowered(text[place]) : text[place]) == byte ? 1 : nil
    case .one:
      var length = 1
      while place + length < end, text[place + length] & 0xC0 == 0x80 { length += 1 }
      return length
    case .many: return nil
    }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
