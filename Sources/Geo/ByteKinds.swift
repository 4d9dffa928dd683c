extension UInt8 {
  /// Whether it is a digit of ASCII.
  @inline(__always)
  var isDigit: Bool { self &- 0x30 < 10 }

  /// Whether it is a capital letter of ASCII.
  @inline(__always)
  var isCapital: Bool { self &- 0x41 < 26 }

  /// Whether it is a letter of ASCII.
  @inline(__always)
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

  /// The small letter of a capital one; others as they are.
  @inline(__always)
  var lowercased: UInt8 { isCapital ? self | 0x20 : self }

  /// The capital letter of a small one; others as they are.
  @inline(__always)
  var uppercased: UInt8 { self &- 0x61 < 26 ? self & 0xDF : self }
}
