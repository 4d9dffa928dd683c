/// Addresses and identities: IP, MAC, UUID.
enum AddressShape {
  /// The address at a place, and its end.
  static func scan(
    _ bytes: Span<UInt8>, at place: Int, end: Int
  ) -> (type: ValueType, end: Int)? {
    let reader = ByteReader(place: place, end: end)
    return uuid(bytes, reader) ?? mac(bytes, reader) ?? ip4(bytes, reader) ?? ip6(bytes, reader)
  }

  private static func uuid(
    _ bytes: Span<UInt8>, _ start: ByteReader
  ) -> (type: ValueType, end: Int)? {
    var reader = start
    for (index, count) in [8, 4, 4, 4, 12].enumerated() {
      if index > 0, !reader.take(bytes, "-") { return nil }
      guard reader.take(bytes, upTo: count, while: TextBytes.isHex) == count else { return nil }
    }
    return (.uuid, reader.place)
  }

  private static func mac(
    _ bytes: Span<UInt8>, _ start: ByteReader
  ) -> (type: ValueType, end: Int)? {
    var reader = start
    var separator: UInt8?
    for index in 0..<6 {
      if index > 0 {
        guard let found = reader.take(bytes, oneOf: ":-"), found == separator ?? found else {
          return nil
        }
        separator = found
      }
      guard reader.take(bytes, upTo: 2, while: TextBytes.isHex) == 2 else { return nil }
    }
    let next = reader.peek(bytes)
    return next == UInt8(ascii: ":") || next == UInt8(ascii: "-") ? nil : (.mac, reader.place)
  }

  private static func ip4(
    _ bytes: Span<UInt8>, _ start: ByteReader
  ) -> (type: ValueType, end: Int)? {
    var reader = start
    for index in 0..<4 {
      if index > 0, !reader.take(bytes, ".") { return nil }
      let isZero = reader.peek(bytes) == UInt8(ascii: "0")
      let before = reader.place
      guard let octet = reader.number(bytes, 1...3), octet < 256,
        !isZero || reader.place == before + 1
      else { return nil }
    }
    // `8.1.0.16.2` is a version.
    if reader.peek(bytes) == UInt8(ascii: "."), TextBytes.isDigit(reader.peek(bytes, 1)) {
      return nil
    }
    var port = reader
    if port.take(bytes, ":"), let number = port.number(bytes, 1...5), number < 65536 {
      return (.ipPort, port.place)
    }
    return (.ip, reader.place)
  }

  /// Hexadecimal groups with seven colons, or with `::` between them.
  private static func ip6(
    _ bytes: Span<UInt8>, _ start: ByteReader
  ) -> (type: ValueType, end: Int)? {
    var reader = start
    var colons = 0
    var isShortened = false
    var groups = 0
    while colons < 8 {
      let digits = reader.take(bytes, upTo: 5, while: TextBytes.isHex)
      if digits > 4 { return nil }
      if digits > 0 { groups += 1 }
      guard reader.peek(bytes) == UInt8(ascii: ":") else { break }
      if reader.peek(bytes, 1) == UInt8(ascii: ":") {
        if isShortened { return nil }
        isShortened = true
        reader.place += 1
        colons += 1
      } else if digits == 0 || !TextBytes.isHex(reader.peek(bytes, 1)) {
        break
      }
      reader.place += 1
      colons += 1
    }
    guard groups > 0, isShortened ? colons < 8 : colons == 7, groups <= 8 else { return nil }
    return (.ip, reader.place)
  }
}
