/// The words in dates: English, as every Genesys locale that was seen prints them.
enum CalendarName {
  /// Before or after noon.
  enum HalfOfDay {
    case am, pm

    /// The hour of the day, 0...23, for a printed hour; nil if the two contradict each other.
    func hour(_ printed: Int) -> Int? {
      switch self {
      case .am: printed == 12 ? 0 : printed < 12 ? printed : nil
      // Some locales print 24 hours and the half as well: `15:22:21 p.m.`
      case .pm: printed < 12 ? printed + 12 : printed
      }
    }
  }

  /// Reads `Sun`...`Sat`; Sunday is 0.
  static func weekday(_ bytes: Span<UInt8>, _ place: inout Int) -> Int? {
    index(of: "SunMonTueWedThuFriSat", bytes, &place)
  }

  /// Reads `Jan`...`Dec`; January is 1.
  static func month(_ bytes: Span<UInt8>, _ place: inout Int) -> Int? {
    index(of: "JanFebMarAprMayJunJulAugSepOctNovDec", bytes, &place).map { $0 + 1 }
  }

  /// Reads a blank and `AM`, `pm`, `a.m.` or `P.M.`; no letter may follow.
  static func halfOfDay(_ bytes: Span<UInt8>, _ place: inout Int) -> HalfOfDay? {
    guard StampField.byte(bytes, at: place) == 0x20 else { return nil }
    let first = StampField.byte(bytes, at: place + 1) | 0x20
    guard first == UInt8(ascii: "a") || first == UInt8(ascii: "p") else { return nil }
    var next = place + 2
    let dotted = StampField.mark(bytes, &next, UInt8(ascii: "."))
    guard StampField.byte(bytes, at: next) | 0x20 == UInt8(ascii: "m") else { return nil }
    next += 1
    guard !dotted || StampField.mark(bytes, &next, UInt8(ascii: ".")),
      !isLetter(StampField.byte(bytes, at: next))
    else { return nil }
    place = next
    return first == UInt8(ascii: "a") ? .am : .pm
  }

  /// Reads a zone as `%Z` prints it: two to five capitals, or `+03` where the zone has no letters.
  static func zone(_ bytes: Span<UInt8>, _ place: inout Int) -> Bool {
    var next = place
    let first = StampField.byte(bytes, at: next)
    if first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
      next += 1
      guard StampField.number(bytes, &next, 2, 4) != nil else { return false }
    } else {
      while StampField.byte(bytes, at: next) &- 0x41 < 26 { next += 1 }
      guard (2...5).contains(next - place) else { return false }
    }
    place = next
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// The place in `names`, three letters each, of the three bytes at `place`.
  private static func index(
    of names: StaticString, _ bytes: Span<UInt8>, _ place: inout Int
  ) -> Int? {
    guard place + 3 <= bytes.count else { return nil }
    let text = names.utf8Start
    for index in 0..<names.utf8CodeUnitCount / 3
    where text[3 * index] == bytes[place] && text[3 * index + 1] == bytes[place + 1]
      && text[3 * index + 2] == bytes[place + 2]
    {
      place += 3
      return index
    }
    return nil
  }
}
