/// One line of a message as the Platform SDK prints it: `AttributeThisDN [str] = "2214"`.
struct PlatformMember {
  /// What the type in brackets says of the value.
  enum Kind {
    case text, number, list, unknown
  }

  /// The name or key, without quotes and without the word `Attribute`.
  var name: Range<Int>
  /// Whether it is a key of a list, in quotes.
  var isKey: Bool
  /// Whether there is a type.
  var isTyped: Bool
  /// What the type says.
  var kind = Kind.unknown
  /// What follows the equals sign.
  var value: Range<Int>

  /// Reads the line's content; nil if it is no member.
  init?(_ bytes: Span<UInt8>, _ content: Range<Int>) {
    let (start, end) = (content.lowerBound, content.upperBound)
    guard start < end else { return nil }
    isKey = bytes[start] == UInt8(ascii: "'")
    var place: Int
    if isKey {
      guard let quote = PlatformMember.keyEnd(bytes, from: start + 1, end: end) else { return nil }
      name = start + 1..<quote
      place = quote + 1
    } else {
      place = DumpText.nameEnd(bytes, from: start, end: end)
      name = start..<place
      guard DumpText.isLetter(bytes[start]) else { return nil }
      if name.count > 9, DumpText.starts(bytes, at: start, end: place, with: "Attribute") {
        name = start + 9..<place
      }
    }
    place = DumpText.skipBlanks(bytes, from: place, end: end)
    isTyped = false
    value = 0..<0
    if place < end, bytes[place] == UInt8(ascii: "[") {
      guard let close = DumpText.find(UInt8(ascii: "]"), bytes, from: place, end: end) else {
        return nil
      }
      isTyped = true
      kind = PlatformMember.kind(bytes, place + 1..<close)
      place = DumpText.skipBlanks(bytes, from: close + 1, end: end)
    }
    guard place < end, bytes[place] == UInt8(ascii: "=") else { return nil }
    value = DumpText.trimmed(bytes, place + 1..<end)
  }

  /// What follows `KVList:` or `ComplexClass(TimeStamp):`; nil if the value is no list.
  func listRest(_ bytes: Span<UInt8>) -> Range<Int>? {
    let (start, end) = (value.lowerBound, value.upperBound)
    if DumpText.starts(bytes, at: start, end: end, with: "KVList:") {
      return DumpText.trimmed(bytes, start + 7..<end)
    }
    if DumpText.starts(bytes, at: start, end: end, with: "ComplexClass("),
      bytes[end - 1] == UInt8(ascii: ":")
    {
      return end..<end
    }
    if value.isEmpty, kind == .list || !isTyped { return end..<end }
    return nil
  }

  /// The quote before the type or the equals sign: keys may have quotes in them.
  private static func keyEnd(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Int? {
    var place = start
    while let quote = DumpText.find(UInt8(ascii: "'"), bytes, from: place, end: end) {
      let next = DumpText.skipBlanks(bytes, from: quote + 1, end: end)
      if next < end, next > quote + 1,
        bytes[next] == UInt8(ascii: "[") || bytes[next] == UInt8(ascii: "=")
      {
        return quote
      }
      place = quote + 1
    }
    return nil
  }

  private static func kind(_ bytes: Span<UInt8>, _ type: Range<Int>) -> Kind {
    switch type.count {
    case 3 where DumpText.equals(bytes, type, "str"): .text
    case 3 where DumpText.equals(bytes, type, "int"): .number
    case 4 where DumpText.equals(bytes, type, "long"): .number
    case 4 where DumpText.equals(bytes, type, "list"): .list
    case 5 where DumpText.equals(bytes, type, "float"): .number
    case 6 where DumpText.equals(bytes, type, "double"): .number
    case 6 where DumpText.equals(bytes, type, "kvlist"): .list
    default: .unknown
    }
  }
}
