/// One record of a spool file as it lies in the bytes: where it ends, and what its fields are.
///
///     0xFF, u32 length, body of that many bytes
///     body:  u8 number of fields, 4 zeros, then each field
///     field: u32 key, u8 type, value:
///            `i` u32 | `s` u16 length, text | `b` u16 length with its own two bytes, bytes
///
/// All numbers are big-endian. Source: the layout as decoded from network spools of Genesys' log
/// library (`lognet-<GUID>-<n>.qsp`), which no manual describes.
enum SpoolFrame {
  /// What stands at a place.
  enum Finding: Equatable {
    /// A whole record, up to `end`.
    case whole(end: Int)
    /// The start of one, as far as the bytes go.
    case partial
    /// Something else.
    case other
  }

  /// One field.
  struct Field {
    let key: UInt32
    let type: UInt8
    /// The value's bytes, without lengths.
    let value: Range<Int>
  }

  /// The byte that begins a record.
  static let mark: UInt8 = 0xFF
  /// Mark, length, number of fields, zeros.
  static let headBytes = 10
  /// One field is the least; texts have at most 64 KiB, and a record has two long ones.
  static let lengths = 11...(256 << 10)
  /// Keys seen go up to 17.
  private static let maxKey: UInt32 = 1023

  /// Looks at what stands at a place.
  static func find(_ bytes: Span<UInt8>, at place: Int) -> Finding {
    guard place < bytes.count else { return .partial }
    guard bytes[place] == mark else { return .other }
    // The length's first byte tells most other bytes apart.
    guard place + 1 < bytes.count else { return .partial }
    guard bytes[place + 1] == 0 else { return .other }
    guard place + 5 <= bytes.count else { return .partial }
    let length = number(bytes, at: place + 1)
    guard lengths.contains(Int(length)) else { return .other }
    guard place + headBytes <= bytes.count else { return .partial }
    guard bytes[place + 5] > 0, number(bytes, at: place + 6) == 0 else { return .other }
    return findFields(bytes, from: place + headBytes, end: place + 5 + Int(length))
  }

  /// Walks the fields: all are of known types, and the last one ends with the record.
  private static func findFields(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Finding {
    var place = start
    for _ in 0..<bytes[start - 5] {
      guard place + 6 <= end else { return .other }
      guard place + 5 <= bytes.count else { return .partial }
      guard number(bytes, at: place) <= maxKey else { return .other }
      let type = bytes[place + 4]
      guard type == UInt8(ascii: "i") || place + 7 <= bytes.count else {
        return isText(type) ? .partial : .other
      }
      guard let next = fieldEnd(bytes, at: place), next <= end else { return .other }
      place = next
    }
    guard place == end else { return .other }
    return end <= bytes.count ? .whole(end: end) : .partial
  }

  /// Where the field at a place ends; nil for an unknown type.
  private static func fieldEnd(_ bytes: Span<UInt8>, at place: Int) -> Int? {
    let type = bytes[place + 4]
    if type == UInt8(ascii: "i") { return place + 9 }
    guard isText(type) else { return nil }
    let length = Int(bytes[place + 5]) << 8 | Int(bytes[place + 6])
    if type == UInt8(ascii: "s") { return place + 7 + length }
    return length >= 2 ? place + 5 + length : nil
  }

  private static func isText(_ type: UInt8) -> Bool {
    type == UInt8(ascii: "s") || type == UInt8(ascii: "b")
  }

  /// The field at `place` of a whole record; `place` moves past it.
  static func field(_ bytes: Span<UInt8>, _ place: inout Int) -> Field? {
    guard let end = fieldEnd(bytes, at: place) else { return nil }
    let type = bytes[place + 4]
    let start = type == UInt8(ascii: "i") ? place + 5 : place + 7
    let field = Field(key: number(bytes, at: place), type: type, value: start..<end)
    place = end
    return field
  }

  /// The number of four bytes.
  static func number(_ bytes: Span<UInt8>, at place: Int) -> UInt32 {
    UInt32(bytes[place]) << 24 | UInt32(bytes[place + 1]) << 16 | UInt32(bytes[place + 2]) << 8
      | UInt32(bytes[place + 3])
  }
}
