/// CRC-32C, the Castagnoli polynomial (RFC 3720 appendix B.4), eight bytes a step.
enum CRC32C {
  /// The checksum of bytes.
  static func of(_ bytes: Span<UInt8>) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      var crc = ~UInt32(0)
      var place = 0
      while place + 8 <= bytes.count {
        // Checked against the span's end; "unsafe" only because not every type may be loaded so.
        let word =
          UInt64(
            littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
          ^ UInt64(crc)
        crc = 0
        for lane in 0..<8 {
          let byte = Int(truncatingIfNeeded: word >> UInt64(lane * 8)) & 0xFF
          // Within the table: eight rows of 256.
          crc ^= table[(7 - lane) << 8 | byte]
        }
        place += 8
      }
      while place < bytes.count {
        crc = crc >> 8 ^ table[Int((crc ^ UInt32(bytes[place])) & 0xFF)]
        place += 1
      }
      return ~crc
    }
  }

  /// Row `n`: what a byte does to the checksum when `n` more bytes follow it.
  private static let table: [UInt32] = {
    var table = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      // The polynomial with its bits reversed.
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
      table[byte] = crc
    }
    for place in 256..<8 * 256 {
      let before = table[place - 256]
      table[place] = before >> 8 ^ table[Int(before & 0xFF)]
    }
    return table
  }()
}
