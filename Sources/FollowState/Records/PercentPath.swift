import Event

/// Paths that are no text: `%` and two digits for each byte that a JSON string cannot have (RFC 3986 s 2.1).
enum PercentPath {
  /// Appends a path as the inside of a JSON string.
  static func append(_ path: FilePath, to out: inout JSONBuffer) {
    for byte in path.bytes {
      switch byte {
      // Not the quote, the percent sign and the backslash.
      case 0x20...0x21, 0x23...0x24, 0x26...0x5B, 0x5D...0x7E:
        out.append(byte)
      default:
        out.append("%")
        out.append(digit(byte >> 4))
        out.append(digit(byte & 0xF))
      }
    }
  }

  /// The path that stands in a range; nil if a percent sign has no digits.
  static func path(_ bytes: Span<UInt8>, _ range: Range<Int>) -> FilePath? {
    var path: [UInt8] = []
    var place = range.lowerBound
    while place < range.upperBound {
      if bytes[place] != UInt8(ascii: "%") {
        path.append(bytes[place])
        place += 1
        continue
      }
      guard place + 2 < range.upperBound, let high = value(bytes[place + 1]),
        let low = value(bytes[place + 2])
      else { return nil }
      path.append(high << 4 | low)
      place += 3
    }
    return FilePath(bytes: path)
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 | value : 0x37 + value
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x37
    default: nil
    }
  }
}
