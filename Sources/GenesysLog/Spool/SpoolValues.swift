/// What a spooled record says beyond what a line of a log does.
package struct SpoolValues: Equatable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  package var seconds: UInt32?
  /// Microseconds of that second.
  package var microseconds: UInt32?
  /// 2 Trace, 3 Interaction, 4 Standard, 5 Alarm, as in Message Server's database.
  package var priority: UInt32?
  /// The message id.
  package var messageID: UInt32?
  /// 0 application, 2 audit.
  package var category: UInt32?
  /// The application's number in the configuration database.
  package var applicationDBID: UInt32?
  /// The number of the application's type: 21 is Configuration Server.
  package var applicationType: UInt32?
  /// The attributes of the event; nil if it has none.
  package var attributes: SpoolAttributes?
  /// Where host, application, text and printed head lie; empty where they are absent.
  var host = 0..<0
  var application = 0..<0
  var text = 0..<0
  var head = 0..<0

  /// No values.
  package init() {}

  /// Reads the fields of a whole record.
  init(_ bytes: Span<UInt8>, _ record: Range<Int>) {
    var place = record.lowerBound + SpoolFrame.headBytes
    while place < record.upperBound, let field = SpoolFrame.field(bytes, &place) {
      switch field.type {
      case UInt8(ascii: "i"): set(field.key, SpoolFrame.number(bytes, at: field.value.lowerBound))
      case UInt8(ascii: "s"): set(field.key, SpoolValues.trimmed(bytes, field.value))
      default: if field.key == 12 { attributes = SpoolAttributes(bytes, field.value) }
      }
    }
  }

  /// Takes over a number; 10 is the length of 12, and what 0, 2, 4 and 17 mean is not known.
  private mutating func set(_ key: UInt32, _ number: UInt32) {
    switch key {
    case 1: seconds = number
    case 3: priority = number
    case 5: messageID = number
    case 6: category = number
    case 14: applicationDBID = number
    case 15: applicationType = number
    case 16: microseconds = number
    default: break
    }
  }

  private mutating func set(_ key: UInt32, _ range: Range<Int>) {
    switch key {
    case 7: host = range
    case 8: application = range
    case 9: text = range
    case 13: head = range
    default: break
    }
  }

  /// A text without line ends and NULs at its end.
  private static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound,
      bytes[end - 1] == 0 || bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D
    {
      end -= 1
    }
    return range.lowerBound..<end
  }
}
