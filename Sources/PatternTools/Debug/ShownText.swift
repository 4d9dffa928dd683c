import Pipeline

/// One line of a text as a terminal may show it, and where each byte of it went.
///
/// Controls get visible stand-ins, bytes that are no UTF-8 are written `\xF6`; a line that is too
/// long for a page is cut around the place that matters.
struct ShownText {
  /// What stands for one character.
  private struct Cell {
    var text: String
    var columns: Int
    /// Its bytes in the text.
    var range: Range<Int>
  }

  /// A row of marks below a line.
  struct Mark {
    var range: Range<Int>
    var sign: Character
    /// How the sign is painted.
    var paint: (String) -> String

    /// Whether it stands below a character with these bytes.
    func covers(_ bytes: Range<Int>) -> Bool {
      range.isEmpty ? range.lowerBound == bytes.lowerBound : range.overlaps(bytes)
    }
  }

  private var cells: [Cell] = []
  private let lead: String
  private let trail: String
  /// The bytes of the whole line, before it was cut.
  let range: Range<Int>

  /// Columns of a line that are shown.
  private static let widest = 160
  /// Bytes before the place that matters, and after it, from which a line is shown.
  private static let (before, after) = (70, 320)

  /// Shows the line of a text that holds a byte.
  init(_ bytes: [UInt8], around place: Int) {
    let place = min(max(place, 0), bytes.count)
    let start = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
    range = start..<end
    var first = start
    if end - start > Self.widest, place - start > Self.before { first = place - Self.before }
    while first > start, first < end, bytes[first] & 0xC0 == 0x80 { first -= 1 }
    var offset = first
    var columns = 0
    while offset < end, offset < first + Self.after, columns < Self.widest {
      let cell = Self.cell(bytes[offset..<end])
      cells.append(cell)
      columns += cell.columns
      offset = cell.range.upperBound
    }
    lead = first > start ? "..." : ""
    trail = offset < end ? "..." : ""
  }

  private static func cell(_ bytes: ArraySlice<UInt8>) -> Cell {
    let start = bytes.startIndex
    let first = bytes[start]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    if let text = String(validating: bytes.prefix(length), as: UTF8.self),
      let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1
    {
      let shown = SafeText.picture(of: scalar)
      return Cell(
        text: String(shown), columns: SafeText.columns(of: shown), range: start..<(start + length))
    }
    let digits = String(first, radix: 16, uppercase: true)
    return Cell(text: #"\x"# + digits, columns: 2 + digits.count, range: start..<(start + 1))
  }

  /// The line.
  var text: String { lead + cells.map(\.text).joined() + trail }

  /// The marks below the line; a later one covers an earlier.
  ///
  /// Empty if there would be none. A mark of no length stands under the byte it is at, or behind the last.
  func marks(_ marks: [Mark]) -> String {
    var columns = cells.flatMap { cell -> [Int?] in
      let mark = marks.lastIndex { $0.covers(cell.range) }
      return Array(repeating: mark, count: cell.columns)
    }
    columns.append(
      marks.lastIndex { $0.range.isEmpty && $0.range.lowerBound == range.upperBound })
    while columns.last == .some(nil) { columns.removeLast() }
    guard !columns.isEmpty else { return "" }
    var row = String(repeating: " ", count: lead.count)
    var start = 0
    for index in columns.indices
    where index + 1 == columns.count || columns[index + 1] != columns[index] {
      let count = index + 1 - start
      let mark = columns[index].map { marks[$0] }
      let piece = String(repeating: mark?.sign ?? " ", count: count)
      row += mark.map { $0.paint(piece) } ?? piece
      start = index + 1
    }
    return row
  }

  /// A piece of text in one line, in quotation marks.
  static func quoted(_ bytes: ArraySlice<UInt8>, most: Int = 60) -> String {
    var text = ""
    var offset = bytes.startIndex
    while offset < bytes.endIndex, text.count < most {
      let cell = cell(bytes[offset...])
      text += cell.text
      offset = cell.range.upperBound
    }
    return "\"\(text)\"" + (offset < bytes.endIndex ? "..." : "")
  }
}
