/// The level of a Genesys log record, lowest first.
///
/// Source: Framework Configuration Options Reference Manual, "Log Output Options"; the two spellings
/// are those of the short and the full message format.
package enum LogLevel: UInt8, Sendable, CaseIterable {
  case none, debug, trace, interaction, standard, alarm, unknown

  /// The three letters that `log.level` holds.
  package var name: String {
    switch self {
    case .none: "Non"
    case .debug: "Dbg"
    case .trace: "Trc"
    case .interaction: "Int"
    case .standard: "Std"
    case .alarm: "Alr"
    case .unknown: "Unk"
    }
  }

  /// `event.severity`: Dbg 1, Trc 2, Int 3, Std 4, Alr 5; nil for a level that says nothing.
  package var severity: Int? {
    switch self {
    case .none, .unknown: nil
    default: Int(rawValue)
    }
  }

  /// The word that the full message format prints.
  package var word: StaticString {
    switch self {
    case .none: "None"
    case .debug: "Debug"
    case .trace: "Trace"
    case .interaction: "Interaction"
    case .standard: "Standard"
    case .alarm: "Alarm"
    case .unknown: "Unknown"
    }
  }

  /// The level whose three letters or full word stand at `place`, followed by a blank; and its end.
  static func parse(_ bytes: Span<UInt8>, at place: Int, end: Int) -> (LogLevel, end: Int)? {
    guard place + 3 < end else { return nil }
    if bytes[place + 3] == 0x20 {
      let letters = pack(bytes[place], bytes[place + 1], bytes[place + 2])
      return parse(letters: letters).map { ($0, place + 3) }
    }
    for level in LogLevel.allCases {
      let word = level.word
      let wordEnd = place + word.utf8CodeUnitCount
      guard wordEnd < end, bytes[wordEnd] == 0x20 else { continue }
      if hasWord(word, bytes, at: place) { return (level, wordEnd) }
    }
    return nil
  }

  /// The level of three letters, the first one in the lowest byte; the highest byte is not looked at.
  @inline(__always)
  static func parse(letters: UInt32) -> LogLevel? {
    switch letters & 0xFF_FFFF {
    case 0x64_7453: .standard
    case 0x63_7254: .trace
    case 0x67_6244: .debug
    case 0x74_6E49: .interaction
    case 0x72_6C41: .alarm
    case 0x6E_6F4E: LogLevel.none
    case 0x6B_6E55: .unknown
    default: nil
    }
  }

  private static func pack(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
    UInt32(third) << 16 | UInt32(second) << 8 | UInt32(first)
  }

  private static func hasWord(_ word: StaticString, _ bytes: Span<UInt8>, at place: Int) -> Bool {
    for index in 0..<word.utf8CodeUnitCount where bytes[place + index] != word.utf8Start[index] {
      return false
    }
    return true
  }
}
