/// Steps through values of ASN.1 in DER (X.690): a byte that says what it is, a length, a content.
///
/// Nothing is nested by itself: who wants to look into a value begins anew in its content.
struct DERCursor {
  /// What a value is.
  enum Tag {
    static let boolean: UInt8 = 0x01
    static let integer: UInt8 = 0x02
    static let octets: UInt8 = 0x04
    static let objectIdentifier: UInt8 = 0x06
    static let universalText: UInt8 = 0x1C
    static let basicText: UInt8 = 0x1E
    static let time: UInt8 = 0x17
    static let generalTime: UInt8 = 0x18
    static let sequence: UInt8 = 0x30
    static let set: UInt8 = 0x31
  }

  /// A value.
  struct Value {
    let tag: UInt8
    let content: Range<Int>
  }

  private var place: Int
  private let end: Int

  /// Begins at the beginning of a range.
  init(_ range: Range<Int>) {
    place = range.lowerBound
    end = range.upperBound
  }

  /// The next value; nil at the end, and at one that goes beyond it.
  mutating func next(_ bytes: [UInt8]) -> Value? {
    guard end <= bytes.count, end - place >= 2 else { return nil }
    let tag = bytes[place]
    // Tags of several bytes are in no certificate.
    guard tag & 0x1F != 0x1F, let content = content(bytes) else { return nil }
    place = content.upperBound
    return Value(tag: tag, content: content)
  }

  /// The content of the next value if it has a tag; else nil, and the value stays the next.
  mutating func next(_ bytes: [UInt8], _ tag: UInt8) -> Range<Int>? {
    let start = place
    guard let value = next(bytes) else { return nil }
    if value.tag == tag { return value.content }
    place = start
    return nil
  }

  private func content(_ bytes: [UInt8]) -> Range<Int>? {
    let first = Int(bytes[place + 1])
    guard first >= 0x80 else { return range(place + 2, first) }
    let count = first & 0x7F
    guard count >= 1, count <= 4, end - place >= 2 + count else { return nil }
    let length = (place + 2..<place + 2 + count).reduce(0) { $0 << 8 | Int(bytes[$1]) }
    return range(place + 2 + count, length)
  }

  private func range(_ start: Int, _ length: Int) -> Range<Int>? {
    length <= end - start ? start..<start + length : nil
  }
}
