/// Numbers of several bytes, at places whose bounds the caller has checked (and Swift checks again).
extension Span<UInt8> {
  /// Two bytes, the most significant first, as all network protocols have them.
  @inline(__always)
  func big16(_ place: Int) -> UInt16 {
    UInt16(bigEndian: number(place, as: UInt16.self))
  }

  /// Four bytes, the most significant first.
  @inline(__always)
  func big32(_ place: Int) -> UInt32 {
    UInt32(bigEndian: number(place, as: UInt32.self))
  }

  /// Eight bytes, the most significant first.
  @inline(__always)
  func big64(_ place: Int) -> UInt64 {
    UInt64(bigEndian: number(place, as: UInt64.self))
  }

  /// The bytes as an array.
  var copied: [UInt8] { withUnsafeBufferPointer { Array($0) } }

  @inline(__always)
  private func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ place: Int, as type: Number.Type
  ) -> Number {
    // Checked against the span's end; "unsafe" only because not every type may be loaded so.
    bytes.unsafeLoadUnaligned(fromByteOffset: place, as: type)
  }
}

/// The order of bytes in a capture file, which is that of the machine that wrote it.
enum ByteOrder: Sendable {
  case little, big

  /// Two bytes of a file.
  @inline(__always)
  func number16(_ bytes: Span<UInt8>, _ place: Int) -> UInt16 {
    self == .big ? bytes.big16(place) : bytes.big16(place).byteSwapped
  }

  /// Four bytes of a file.
  @inline(__always)
  func number32(_ bytes: Span<UInt8>, _ place: Int) -> UInt32 {
    self == .big ? bytes.big32(place) : bytes.big32(place).byteSwapped
  }

  /// Eight bytes of a file.
  @inline(__always)
  func number64(_ bytes: Span<UInt8>, _ place: Int) -> UInt64 {
    self == .big ? bytes.big64(place) : bytes.big64(place).byteSwapped
  }
}
