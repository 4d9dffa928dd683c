extension ZoneRules {
  /// The rules that a name stands for: `UTC`, `Z`, `+01:00`, `-0800`, or a zone of the tz database.
  ///
  /// - Throws: ``TimeZoneError``; a name that is nearly right is told.
  package static func named(_ name: String) throws(TimeZoneError) -> ZoneRules {
    try named(name, in: .system)
  }

  static func named(_ name: String, in database: ZoneDatabase) throws(TimeZoneError) -> ZoneRules {
    if name == "UTC" || name == "Z" || name == "GMT" {
      return .fixed(secondsEastOfUTC: 0, name: name == "Z" ? "UTC" : name)
    }
    if let first = name.utf8.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
      return .fixed(secondsEastOfUTC: try secondsEast(name), name: name)
    }
    return try database.rules(name)
  }

  /// Reads `+01:00`, `-0800` or `+01`.
  private static func secondsEast(_ text: String) throws(TimeZoneError) -> Int {
    let bytes = Array(text.utf8)
    var place = 0
    guard let seconds = StampField.offset(bytes.span, &place), place == bytes.count else {
      // Digits in the right places are an offset, if an impossible one.
      let digits = bytes.dropFirst().filter { $0 != UInt8(ascii: ":") }
      let isOffset = [2, 4].contains(digits.count) && digits.allSatisfy { $0 &- 0x30 < 10 }
      throw isOffset ? .badOffset(text) : .badName(text)
    }
    guard abs(seconds) < 16 * 3600 else { throw .badOffset(text) }
    return Int(seconds)
  }
}
