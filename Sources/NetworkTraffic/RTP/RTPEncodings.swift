import WireDecoder

/// Names and clocks of encodings, each kept once: most calls have the same few.
struct RTPEncodings {
  /// One encoding.
  struct Encoding {
    /// The name, as `PCMU`.
    let name: [UInt8]
    /// Units of its timestamps in a second; 0 if not known.
    let clockRate: Int
    /// Whether its packets tell of keys that were pressed (RFC 4733).
    let isEvent: Bool
    /// Whether it is the noise of who says nothing (RFC 3389).
    let isNoise: Bool
  }

  /// The number of what is not known.
  static let unknown: UInt16 = 0
  /// More encodings are not told apart.
  private static let maxCount = 4096
  private static let maxBytes = 64

  private var encodings: [Encoding] = []
  private var numbers: [UInt64: UInt16] = [:]
  private var statics: [UInt16] = []

  /// Knows the payload types that RFC 3551 fixes.
  init() {
    encodings.append(Encoding(name: [], clockRate: 0, isEvent: false, isNoise: false))
    for type in 0..<96 {
      guard let encoding = StaticPayloads.encoding(type) else {
        statics.append(Self.unknown)
        continue
      }
      let bytes = Array(encoding.description.utf8)
      statics.append(number(of: bytes.span, 0..<bytes.count))
    }
  }

  /// The encoding with a number.
  subscript(number: UInt16) -> Encoding { encodings[Int(number)] }

  /// The number of the encoding that a payload type has where nobody says another.
  func fixed(_ type: UInt8) -> UInt16 { type < 96 ? statics[Int(type)] : Self.unknown }

  /// The number of an encoding as an `rtpmap` has it: `opus/48000/2`.
  mutating func number(of text: Span<UInt8>, _ range: Range<Int>) -> UInt16 {
    guard !range.isEmpty, range.count <= Self.maxBytes else { return Self.unknown }
    let key = KeyedHash.value(text, range)
    if let known = numbers[key] { return known }
    guard encodings.count < Self.maxCount else { return Self.unknown }
    let number = UInt16(encodings.count)
    encodings.append(Self.encoding(text, range))
    numbers[key] = number
    return number
  }

  private static func encoding(_ text: Span<UInt8>, _ range: Range<Int>) -> Encoding {
    var name: [UInt8] = []
    var place = range.lowerBound
    while place < range.upperBound, text[place] != UInt8(ascii: "/") {
      name.append(text[place])
      place += 1
    }
    place += 1
    var clockRate = 0
    while place < range.upperBound, text[place] &- 0x30 < 10, clockRate < 10_000_000 {
      clockRate = clockRate * 10 + Int(text[place] &- 0x30)
      place += 1
    }
    return Encoding(
      name: name, clockRate: clockRate, isEvent: isWord(name, "telephone-event"),
      isNoise: isWord(name, "cn"))
  }

  private static func isWord(_ name: [UInt8], _ word: StaticString) -> Bool {
    guard name.count == word.utf8CodeUnitCount else { return false }
    return name.indices.allSatisfy { name[$0] | 0x20 == word.utf8Start[$0] | 0x20 }
  }
}
