/// Names a field's path by 64 bits (FNV-1a over its names with dots between them).
enum PathHash {
  /// The path of the outermost value.
  static let root: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3

  /// The path of a member.
  static func appending(_ bytes: Span<UInt8>, _ name: Range<Int>, to path: UInt64) -> UInt64 {
    var hash = path == root ? root : (path ^ 0x2E) &* prime
    for place in name { hash = (hash ^ UInt64(bytes[place])) &* prime }
    return hash
  }

  /// The path that is written like this: `log.file.path`.
  static func of(_ path: String) -> UInt64 {
    path.utf8.reduce(root) { ($0 ^ UInt64($1)) &* prime }
  }
}

/// A hash of bytes for tables and for comparing sources: 64 bits, eight bytes at a time.
///
/// Per eight bytes (little endian; the last ones filled up with zeros)
/// `h = (h ^ word) * 0x9E3779B97F4A7C15; h ^= h >> 32`, beginning with the number of bytes.
package enum ByteHash {
  /// The hash of a range of bytes.
  static func of(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = UInt64(range.count)
    func add(_ word: UInt64) {
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    bytes.extracting(range).withUnsafeBytes { buffer in
      var place = 0
      while place + 8 <= buffer.count {
        add(UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
        place += 8
      }
      if place < buffer.count {
        add(buffer[place...].reversed().reduce(0) { $0 << 8 | UInt64($1) })
      }
    }
    return hash
  }

  /// The hash of a text, 16 hexadecimal digits, as a dump shows it.
  package static func text(of text: String) -> String {
    let bytes = Array(text.utf8)
    return hex(of(bytes.span, 0..<bytes.count))
  }

  /// 16 hexadecimal digits.
  static func hex(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
