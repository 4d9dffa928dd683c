/// Ranges of characters as ranges of their UTF-8 bytes.
///
/// The split is Russ Cox's, "Regular Expression Matching in the Wild", step "UTF-8".
enum UTF8Sequences {
  /// A PCRE2 item for bytes, and how many bytes it takes.
  struct Item {
    var text: String
    var length: Int
  }

  /// PCRE2 items for bytes, which together match the sequences of the characters in the range.
  ///
  /// The range lies above ASCII; surrogates, which have no sequence, are left out.
  static func covering(_ range: ClosedRange<UInt32>) -> [Item] {
    var items: [Item] = []
    let lengths: [(ClosedRange<UInt32>, Int)] = [
      (0x80...0x7FF, 2), (0x800...0xD7FF, 3), (0xE000...0xFFFF, 3), (0x10000...0x10FFFF, 4),
    ]
    for (part, length) in lengths where part.overlaps(range) {
      split(range.clamped(to: part), length, into: &items)
    }
    return items
  }

  private static func split(
    _ range: ClosedRange<UInt32>, _ length: Int, into items: inout [Item]
  ) {
    let (low, high) = (range.lowerBound, range.upperBound)
    for index in 1..<length {
      let mask: UInt32 = (1 << (6 * UInt32(index))) - 1
      guard low & ~mask != high & ~mask else { continue }
      if low & mask != 0 {
        split(low...(low | mask), length, into: &items)
        split(((low | mask) + 1)...high, length, into: &items)
        return
      }
      if high & mask != mask {
        split(low...((high & ~mask) - 1), length, into: &items)
        split((high & ~mask)...high, length, into: &items)
        return
      }
    }
    let text = zip(bytes(low, length), bytes(high, length)).map { first, last in
      first == last
        ? #"\x"# + Hexadecimal.byte(first)
        : #"[\x"# + Hexadecimal.byte(first) + #"-\x"# + Hexadecimal.byte(last) + "]"
    }
    items.append(Item(text: text.joined(), length: length))
  }

  /// The sequence of one character.
  static func bytes(_ value: UInt32, _ length: Int) -> [UInt8] {
    var rest = value
    var result = [UInt8](repeating: 0, count: length)
    for index in stride(from: length - 1, to: 0, by: -1) {
      result[index] = 0x80 | UInt8(rest & 0x3F)
      rest >>= 6
    }
    let marks: [UInt8] = [0, 0, 0xC0, 0xE0, 0xF0]
    result[0] = marks[length] | UInt8(rest)
    return result
  }
}
