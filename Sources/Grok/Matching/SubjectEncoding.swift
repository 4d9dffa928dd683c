/// What the bytes of a subject are; it decides which of a pattern's two programs matches.
public enum SubjectEncoding: Sendable {
  /// ASCII only.
  case ascii
  /// Valid UTF-8 with characters outside ASCII.
  case utf8
  /// Anything else: each byte outside ASCII is a character by itself.
  case bytes

  /// Looks at all bytes, ASCII ones 32 at a time.
  public init(of subject: Span<UInt8>) {
    if Self.isASCII(subject) {
      self = .ascii
    } else {
      self = (try? UTF8Span(validating: subject)) != nil ? .utf8 : .bytes
    }
  }

  /// Whether no byte has its highest bit set.
  public static func isASCII(_ subject: Span<UInt8>) -> Bool {
    subject.withUnsafeBytes { bytes in
      let high: UInt64 = 0x8080_8080_8080_8080
      var offset = 0
      while offset + 32 <= bytes.count {
        let a = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let b = bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
        let c = bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt64.self)
        let d = bytes.loadUnaligned(fromByteOffset: offset + 24, as: UInt64.self)
        if (a | b | c | d) & high != 0 { return false }
        offset += 32
      }
      while offset + 8 <= bytes.count {
        if bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & high != 0 { return false }
        offset += 8
      }
      while offset < bytes.count {
        if bytes[offset] >= 0x80 { return false }
        offset += 1
      }
      return true
    }
  }
}
