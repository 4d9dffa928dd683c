/// The levels of Genesys logs, in their order.
///
/// Source: Framework Management Layer User's Guide, "Log Levels"; the words are those of the short
/// and the full message format.
enum FilterLevel: Int, Sendable, CaseIterable {
  case none, debug, trace, interaction, standard, alarm
  /// Printed for levels that the application does not know; it has no place in the order.
  case unknown

  /// Reads a level's word, short or long, in any case.
  init?(_ text: Span<UInt8>, _ range: Range<Int>) {
    for level in FilterLevel.allCases
    where FilterLevel.equals(text, range, level.short)
      || FilterLevel.equals(text, range, level.long)
    {
      self = level
      return
    }
    return nil
  }

  /// How this level stands to another; nil where there is no order.
  func order(to other: FilterLevel) -> FilterOrder? {
    if self == .unknown || other == .unknown { return self == other ? .equal : nil }
    return FilterOrder(of: rawValue, to: other.rawValue)
  }

  private var short: StaticString {
    switch self {
    case .none: "non"
    case .debug: "dbg"
    case .trace: "trc"
    case .interaction: "int"
    case .standard: "std"
    case .alarm: "alr"
    case .unknown: "unk"
    }
  }

  private var long: StaticString {
    switch self {
    case .none: "none"
    case .debug: "debug"
    case .trace: "trace"
    case .interaction: "interaction"
    case .standard: "standard"
    case .alarm: "alarm"
    case .unknown: "unknown"
    }
  }

  private static func equals(
    _ text: Span<UInt8>, _ range: Range<Int>, _ word: StaticString
  ) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<range.count
    where text[range.lowerBound + index] | 0x20 != word.utf8Start[index] {
      return false
    }
    return true
  }
}
