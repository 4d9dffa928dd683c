/// CRC-32C, the Castagnoli polynomial (RFC 3720 appendix B.4), sixteen bytes a step.
enum CRC32C {
  /// The checksum of bytes.
  static func of(_ bytes: Span<UInt8>) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      var crc = ~UInt32(0)
      var place = 0
      while place + 16 <= bytes.count {
        let first = word(bytes, place) ^ UInt64(crc)
        let second = word(bytes, place + 8)
        // Within the table: sixteen rows of 256.
        var (left, right) = (UInt32(0), UInt32(0))
        for lane in 0..<8 {
          left ^= table[(15 - lane) << 8 | byte(first, lane)]
          right ^= table[(7 - lane) << 8 | byte(second, lane)]
        }
        crc = left ^ right
        place += 16
      }
      while place < bytes.count {
        crc = crc >> 8 ^ table[Int((crc ^ UInt32(bytes[place])) & 0xFF)]
        place += 1
      }
      return ~crc
    }
  }

  private static func word(_ bytes: Span<UInt8>, _ place: Int) -> UInt64 {
    // Checked against the span's end; "unsafe" only because not every type may be loaded so.
    UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  private static func byte(_ word: UInt64, _ lane: Int) -> Int {
    Int(truncatingIfNeeded: word >> UInt64(lane * 8)) & 0xFF
  }

  /// Row `n`: what a byte does to the checksum when `n` more bytes follow it.
  private static let table: [UInt32] = {
    var table = [UInt32](repeating: 0, count: 16 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      // The polynomial with its bits reversed.
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
      table[byte] = crc
    }
    for place in 256..<16 * 256 {
      let before = table[place - 256]
      table[place] = before >> 8 ^ table[Int(before & 0xFF)]
    }
    return table
  }()
}
