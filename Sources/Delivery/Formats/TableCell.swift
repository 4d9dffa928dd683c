import Event

/// The text of one cell: made safe to show, cut to a width, and padded.
struct TableCell {
  /// The bytes to show.
  private var bytes: [UInt8] = []
  /// How many columns of the terminal they take.
  private(set) var width = 0

  /// Shows `text`, which need not be valid UTF-8, in at most `limit` columns.
  ///
  /// What does not fit is left out, and `…` says so.
  init(_ text: Span<UInt8>, limit: Int?) {
    bytes.reserveCapacity(min(text.count, limit ?? text.count) + 8)
    let limit = limit ?? Int.max
    // Where to cut if the text turns out too long: the last place that leaves room for `…`.
    var cut = (bytes: 0, width: 0)
    var place = 0
    while place < text.count {
      let length = append(text, at: place)
      if width > limit {
        bytes.removeSubrange(cut.bytes...)
        bytes.append(contentsOf: "…".utf8)
        width = cut.width + 1
        return
      }
      if width < limit { cut = (bytes.count, width) }
      place += length
    }
  }

  /// Appends the cell, and blanks up to `padding` columns.
  func append(to out: inout JSONBuffer, padding: Int) {
    out.append(bytes)
    for _ in 0..<max(padding - width, 0) { out.append(UInt8(ascii: " ")) }
  }

  /// Appends the character at `place`, or what stands for it; returns its length in `text`.
  private mutating func append(_ text: Span<UInt8>, at place: Int) -> Int {
    let first = text[place]
    if first >= 0x20, first < 0x7F {
      bytes.append(first)
      width += 1
      return 1
    }
    let length = max(UTF8Sequence.length(in: text, at: place), 1)
    let scalar = TableCell.scalar(text, at: place, length)
    let shown = DisplayWidth.picture(of: scalar) ?? scalar
    bytes.append(contentsOf: UTF8.encode(shown) ?? UTF8.encodedReplacementCharacter)
    width += DisplayWidth.columns(of: shown)
    return length
  }

  /// The character of `length` bytes at `place`; U+FFFD for a byte that is not UTF-8.
  private static func scalar(_ text: Span<UInt8>, at place: Int, _ length: Int) -> Unicode.Scalar {
    if length == 1 { return text[place] < 0x80 ? Unicode.Scalar(text[place]) : "\u{FFFD}" }
    var code = UInt32(text[place] & (0x7F >> UInt8(length)))
    for index in place + 1..<place + length { code = code << 6 | UInt32(text[index] & 0x3F) }
    return Unicode.Scalar(code) ?? "\u{FFFD}"
  }
}
