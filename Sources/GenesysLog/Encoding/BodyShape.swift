/// What the members of a record look like, told by the first of them.
///
///     →AttributeThisDN→'7001'                       T-Library (→ is a tab)
///     message RequestSetCallInfo                    the same, or the management protocol
///     received from 65200(SIPTS)host:7007 message EventX     the same, as clients of T-Servers print it
///       MSGCFG_GETOBJECTINFO                        Configuration Server
///     message attributes:                           Platform SDK
///     AttributeConnID [long] = 00890                the same
enum BodyShape {
  case none, tlibrary, platform, configuration

  /// Looks at the lines of `members`.
  init(_ bytes: Span<UInt8>, _ members: Range<Int>) {
    self = .none
    var place = members.lowerBound
    guard let first = BodyShape.line(bytes, &place, members.upperBound) else { return }
    if BodyShape.isMessageName(bytes, first) || BodyShape.isPeerLine(bytes, first) {
      let second = BodyShape.line(bytes, &place, members.upperBound) ?? first
      self = BodyShape.shape(bytes, second)
    } else {
      self = BodyShape.shape(bytes, first)
    }
  }

  /// The shape that a line of attributes tells.
  private static func shape(_ bytes: Span<UInt8>, _ line: Range<Int>) -> BodyShape {
    switch bytes[line.lowerBound] {
    case 0x09:
      let attribute: StaticString = "\tattr M"
      return attribute.starts(bytes, line) ? .configuration : .tlibrary
    case 0x20:
      let start = skipBlanks(bytes, line)
      let words: [StaticString] = ["MSGCFG_", "attr:", "Filter", "Query"]
      return words.contains { $0.starts(bytes, start..<line.upperBound) } ? .configuration : .none
    case UInt8(ascii: "m"), UInt8(ascii: "A"), UInt8(ascii: "a"), UInt8(ascii: "'"):
      let words: [StaticString] = ["message attributes", "Attribute", "attr_"]
      return words.contains { $0.starts(bytes, line) } || isPlatformName(bytes, line)
        ? .platform : .none
    default: return .none
    }
  }

  /// `message RequestSetCallInfo`, whose attributes follow.
  private static func isMessageName(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    let word: StaticString = "message "
    let after = line.lowerBound + word.utf8CodeUnitCount
    return word.starts(bytes, line) && after < line.upperBound && bytes[after] &- 0x41 < 26
  }

  /// `received from 65200(SIPTS)host:7007(fd=) message EventX`, whose attributes follow.
  private static func isPeerLine(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    let words: [StaticString] = ["received from ", "request to "]
    return words.contains { $0.starts(bytes, line) }
  }

  /// `'RequestAttachUserData' ('30')`, where it stands on a line of its own.
  private static func isPlatformName(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    bytes[line.lowerBound] == UInt8(ascii: "'") && line.count > 6
      && bytes[line.upperBound - 1] == UInt8(ascii: ")")
      && bytes[line.upperBound - 2] == UInt8(ascii: "'")
  }

  private static func line(
    _ bytes: Span<UInt8>, _ place: inout Int, _ end: Int
  ) -> Range<Int>? {
    while place < end {
      let lineEnd = min(LineScan.lineEnd(bytes, from: place), end)
      let line = LineScan.content(bytes, place..<lineEnd)
      place = lineEnd + 1
      if !line.isEmpty, !LineScan.isBlank(bytes, line) { return line }
    }
    return nil
  }

  private static func skipBlanks(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int {
    var place = line.lowerBound
    while place < line.upperBound, bytes[place] == 0x20 { place += 1 }
    return place
  }
}
