/// The columns of a line: between commas, semicolons or tabs, in quotes where they hold one of these.
struct CSVColumns {
  /// What stands between columns.
  enum Separator: UInt8 {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
  }

  /// Where they stand, without quotes and blanks around.
  private(set) var ranges: [Range<Int>] = []

  /// More columns no table has.
  private static let most = 128

  /// The separator of a table by its first line: a tab if it has one, else a semicolon, else a comma.
  static func separator(of line: Span<UInt8>) -> Separator {
    var hasSemicolon = false
    for index in line.indices {
      if line[index] == Separator.tab.rawValue { return .tab }
      if line[index] == Separator.semicolon.rawValue { hasSemicolon = true }
    }
    return hasSemicolon ? .semicolon : .comma
  }

  /// Finds the columns of a line.
  mutating func read(_ line: Span<UInt8>, _ separator: Separator) {
    ranges.removeAll(keepingCapacity: true)
    let quote = UInt8(ascii: "\"")
    var place = 0
    while place <= line.count, ranges.count < Self.most {
      var end = place
      if place < line.count, line[place] == quote, separator != .tab {
        // A quote inside stands twice; the columns that are read have none.
        end += 1
        while end < line.count, line[end] != quote || end + 1 < line.count && line[end + 1] == quote
        {
          end += line[end] == quote ? 2 : 1
        }
        end = min(end, line.count)
        ranges.append(Self.trimmed(line, place + 1..<end))
        while end < line.count, line[end] != separator.rawValue { end += 1 }
      } else {
        while end < line.count, line[end] != separator.rawValue { end += 1 }
        ranges.append(Self.trimmed(line, place..<end))
      }
      place = end + 1
    }
  }

  private static func trimmed(_ line: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, line[start] <= 0x20 { start += 1 }
    while end > start, line[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }
}
