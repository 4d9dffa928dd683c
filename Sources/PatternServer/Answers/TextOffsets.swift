/// Where the bytes of a text stand when it is counted in UTF-16 units, as a browser does.
struct TextOffsets {
  /// For each byte, the units before it; nil if each byte is one.
  private let units: [Int32]?

  /// Counts; `bytes` are UTF-8.
  init(_ bytes: [UInt8]) {
    guard bytes.contains(where: { $0 >= 0x80 }) else {
      units = nil
      return
    }
    var units: [Int32] = []
    units.reserveCapacity(bytes.count + 1)
    var count: Int32 = 0
    for byte in bytes {
      units.append(count)
      // A character is counted at its first byte; one of four bytes is two units.
      if byte & 0xC0 != 0x80 { count &+= byte >= 0xF0 ? 2 : 1 }
    }
    units.append(count)
    self.units = units
  }

  /// The units before a byte that starts a character, or before the end.
  subscript(byte: Int) -> Int {
    guard let units else { return byte }
    return Int(units[max(0, min(byte, units.count - 1))])
  }
}
