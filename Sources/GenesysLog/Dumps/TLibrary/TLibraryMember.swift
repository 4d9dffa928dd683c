/// What one line of a T-Library message is, by its first bytes.
enum TLibraryMember {
  /// `AttributeThisDN\t'7001'`: the name to show, and where the value starts.
  case attribute(name: Range<Int>, value: Int)
  /// `'KEY'\t'VALUE'`: the key without quotes, and where the value starts.
  case pair(key: Range<Int>, value: Int)
  /// `'KEY'(list)`: the key without quotes, and where something more may follow.
  case list(key: Range<Int>, rest: Int)
  /// No member: a line of a value, or something else.
  case none

  /// Reads the line's content.
  @inline(__always)
  static func read(_ bytes: Span<UInt8>, _ content: Range<Int>) -> TLibraryMember {
    guard let first = content.first else { return .none }
    if bytes[first] == UInt8(ascii: "'") { return pair(bytes, at: first, end: content.upperBound) }
    return DumpText.isLetter(bytes[first]) ? attribute(bytes, content) : .none
  }

  /// Reads the pair whose quote stands at `start`.
  @inline(__always)
  static func pair(_ bytes: Span<UInt8>, at start: Int, end: Int) -> TLibraryMember {
    var place = start &+ 1
    while let quote = DumpText.find(UInt8(ascii: "'"), bytes, from: place, end: end) {
      place = quote &+ 1
      let key = start &+ 1..<quote
      guard place < end else { return .none }
      switch bytes[place] {
      case 0x09:
        return .pair(key: key, value: DumpText.skipBlanks(bytes, from: place, end: end))
      case UInt8(ascii: "("):
        if DumpText.starts(bytes, at: place, end: end, with: "(list)") {
          return .list(
            key: key, rest: DumpText.skipBlanks(bytes, from: place &+ 6, end: end))
        }
      case 0x20:
        // Blanks where tabs were, in logs that went through a terminal or a mail.
        let next = DumpText.skipBlanks(bytes, from: place, end: end)
        if next &- place > 1, next < end { return .pair(key: key, value: next) }
      default:
        break
      }
    }
    return .none
  }

  /// Reads `AttributeNAME`, `ISCCAttributeNAME`, `SDAttributeNAME` or `name(123)` and what parts it
  /// from its value.
  @inline(__always)
  private static func attribute(_ bytes: Span<UInt8>, _ content: Range<Int>) -> TLibraryMember {
    let end = content.upperBound
    let nameEnd = DumpText.nameEnd(bytes, from: content.lowerBound, end: end)
    var name = content.lowerBound..<nameEnd
    var place = nameEnd
    if place < end, bytes[place] == UInt8(ascii: "(") {
      guard let after = typeNumberEnd(bytes, at: place, end: end) else { return .none }
      place = after
    } else if DumpText.starts(bytes, at: name.lowerBound, end: nameEnd, with: "Attribute") {
      if name.count > 9 { name = name.lowerBound &+ 9..<nameEnd }
    } else if !isPrefixed(bytes, name) {
      return .none
    }
    let value = DumpText.skipBlanks(bytes, from: place, end: end)
    guard value == end || bytes[place] == 0x09 || value &- place > 1 else { return .none }
    return .attribute(name: name, value: value)
  }

  private static func isPrefixed(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    DumpText.starts(bytes, at: name.lowerBound, end: name.upperBound, with: "ISCCAttribute")
      || DumpText.starts(bytes, at: name.lowerBound, end: name.upperBound, with: "SDAttribute")
  }

  /// The place after the `(123)` at `place`.
  private static func typeNumberEnd(_ bytes: Span<UInt8>, at place: Int, end: Int) -> Int? {
    var last = place + 1
    while last < end, DumpText.isDigit(bytes[last]) { last += 1 }
    guard last > place + 1, last < end, bytes[last] == UInt8(ascii: ")") else { return nil }
    return last + 1
  }
}
