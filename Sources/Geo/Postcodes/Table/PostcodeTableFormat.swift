/// The file of `genlog geo import`: a head, the outcodes, the postcodes; numbers with the lowest byte first.
///
///     0   "genlogPC"                        16  outcodes, how many (4 bytes)
///     8   version, 1 (4 bytes)              20  postcodes, how many (4 bytes)
///     12  bytes of the head, 64 (4 bytes)   24  checksum of the whole file, with zeros here (8 bytes)
///
/// An outcode has 16 bytes: its key (4), the number of its first postcode (4), and a word with how many
/// postcodes it has in the upper 12 bits and its point in the lower 52. A postcode is such a word with the
/// key of its second half above. Both are sorted by their keys.
enum PostcodeTableFormat {
  static let magic = Array("genlogPC".utf8)
  static let version = 1
  static let headBytes = 64
  static let outcodeBytes = 16
  static let postcodeBytes = 8
  /// Where the checksum stands.
  static let checksumPlace = 24
  /// All first halves that there can be, with all their second ones.
  static let maxBytes = 256 << 20

  /// Reads `count` bytes as a number.
  @inline(__always)
  static func number(_ bytes: Span<UInt8>, _ place: Int, _ count: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<count { value |= UInt64(bytes[place + index]) << UInt64(index * 8) }
    return value
  }

  /// Appends a number of `count` bytes.
  static func append(_ value: UInt64, _ count: Int, to bytes: inout [UInt8]) {
    for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(index * 8))) }
  }

  /// The checksum of a file's bytes; it finds damage, it is no signature.
  static func checksum(_ bytes: Span<UInt8>) -> UInt64 {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    var place = 0
    while place < bytes.count {
      let count = min(bytes.count - place, 8)
      let word = place == checksumPlace ? 0 : number(bytes, place, count)
      sum = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
      sum ^= sum >> 32
      place += 8
    }
    return sum
  }
}
