/// What one line of a Configuration Server message is.
enum ConfigurationMember {
  /// What a value is said to be.
  enum Kind {
    case text, number, unknown
  }

  /// `attr: SATRCFG_APPNAME   value:   "DBS_OCS"`.
  case attribute(name: Range<Int>, Kind, value: Range<Int>)
  /// `key: name  type:    [String], value : default`.
  case filter(name: Range<Int>, Kind, value: Range<Int>)
  /// `Query  : CfgApplication[ (@name = 'default')]`.
  case query(Range<Int>)
  /// `MSGCFG_GETOBJECTINFO`.
  case message(Range<Int>)
  /// `Filter :`, which says nothing by itself.
  case heading
  /// No member.
  case none

  /// Reads the line's content.
  static func read(_ bytes: Span<UInt8>, _ content: Range<Int>) -> ConfigurationMember {
    let (start, end) = (content.lowerBound, content.upperBound)
    guard start < end else { return .none }
    switch bytes[start] {
    case UInt8(ascii: "a"):
      if DumpText.starts(bytes, at: start, end: end, with: "attr:") {
        return attribute(bytes, start + 5..<end)
      }
      if DumpText.starts(bytes, at: start, end: end, with: "attr ") {
        return managementAttribute(bytes, start + 5..<end)
      }
    case UInt8(ascii: "k") where DumpText.starts(bytes, at: start, end: end, with: "key:"):
      return filter(bytes, start + 4..<end)
    case UInt8(ascii: "Q"):
      if let value = labelled("Query", bytes, content) { return .query(value) }
    case UInt8(ascii: "F"):
      if let value = labelled("Filter", bytes, content), value.isEmpty { return .heading }
    case UInt8(ascii: "M") where DumpText.starts(bytes, at: start, end: end, with: "MSGCFG_"):
      let nameEnd = DumpText.nameEnd(bytes, from: start, end: end)
      if DumpText.skipBlanks(bytes, from: nameEnd, end: end) == end {
        return .message(start..<nameEnd)
      }
    default:
      break
    }
    return .none
  }

  /// Reads what follows `attr:`.
  private static func attribute(_ bytes: Span<UInt8>, _ rest: Range<Int>) -> ConfigurationMember {
    let (name, after) = word(bytes, rest)
    guard !name.isEmpty, let value = labelled("value", bytes, after) else { return .none }
    var kind = Kind.unknown
    let end = name.upperBound
    if DumpText.starts(bytes, at: name.lowerBound + 1, end: end, with: "ATRCFG_") {
      switch bytes[name.lowerBound] {
      case UInt8(ascii: "S"), UInt8(ascii: "B"): kind = .text
      case UInt8(ascii: "I"): kind = .number
      default: break
      }
    }
    return .attribute(name: name, kind, value: value)
  }

  /// Reads what follows `attr ` in a message of the management protocol:
  /// `MAttributeResult→type int→value 1`.
  private static func managementAttribute(
    _ bytes: Span<UInt8>, _ rest: Range<Int>
  ) -> ConfigurationMember {
    let (name, afterName) = word(bytes, rest)
    let (label, afterLabel) = word(bytes, afterName)
    let (type, afterType) = word(bytes, afterLabel)
    let (last, value) = word(bytes, afterType)
    guard !name.isEmpty, DumpText.equals(bytes, label, "type"),
      DumpText.equals(bytes, last, "value")
    else { return .none }
    let kind: Kind = DumpText.equals(bytes, type, "int") ? .number : .text
    return .attribute(name: name, kind, value: DumpText.trimmed(bytes, value))
  }

  /// Reads what follows `key:`.
  private static func filter(_ bytes: Span<UInt8>, _ rest: Range<Int>) -> ConfigurationMember {
    let (name, after) = word(bytes, rest)
    guard !name.isEmpty, let typed = labelled("type", bytes, after),
      let comma = DumpText.find(
        UInt8(ascii: ","), bytes, from: typed.lowerBound, end: typed.upperBound),
      let value = labelled(
        "value", bytes, DumpText.trimmed(bytes, comma + 1..<typed.upperBound))
    else { return .none }
    let type = DumpText.trimmed(bytes, typed.lowerBound..<comma)
    let kind: Kind = DumpText.equals(bytes, type, "[Integer]") ? .number : .text
    return .filter(name: name, kind, value: value)
  }

  /// The text after `label`, blanks and a colon; nil if something else stands there.
  private static func labelled(
    _ label: StaticString, _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> Range<Int>? {
    let end = range.upperBound
    guard DumpText.starts(bytes, at: range.lowerBound, end: end, with: label) else { return nil }
    let colon = DumpText.skipBlanks(
      bytes, from: range.lowerBound + label.utf8CodeUnitCount, end: end)
    guard colon < end, bytes[colon] == UInt8(ascii: ":") else { return nil }
    return DumpText.trimmed(bytes, colon + 1..<end)
  }

  /// The first word of a range, and what follows it without blanks before it.
  private static func word(
    _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> (word: Range<Int>, rest: Range<Int>) {
    let end = range.upperBound
    let start = DumpText.skipBlanks(bytes, from: range.lowerBound, end: end)
    var place = start
    while place < end, !DumpText.isBlank(bytes[place]) { place += 1 }
    return (start..<place, DumpText.skipBlanks(bytes, from: place, end: end)..<end)
  }
}
