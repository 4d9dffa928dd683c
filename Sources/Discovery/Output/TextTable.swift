/// A table of text, columns side by side, fitted to a width.
struct TextTable {
  /// A column.
  struct Column {
    let name: String
    /// Whether it is of numbers, which stand on the right.
    let isNumber: Bool
    /// Which columns go first where there is no room: the highest; those with 0 stay.
    let order: Int

    init(_ name: String, isNumber: Bool = false, order: Int = 0) {
      self.name = name
      self.isNumber = isNumber
      self.order = order
    }
  }

  /// What the last column has at least, where a width limits it.
  private static let leastRest = 16
  private static let gap = "  "

  private let columns: [Column]
  private var rows: [[String]] = []

  /// A table without rows; the last column takes what room is left.
  init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row, with a text for each column.
  mutating func add(_ row: [String]) { rows.append(row) }

  /// The table, each line with a newline; columns that have no text in any row are left out.
  func text(width: Int?, usesColor: Bool) -> String {
    var shown = columns.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    var widths = columns.indices.map { column in
      rows.reduce(columns[column].name.count) { max($0, $1[column].count) }
    }
    if let width { fit(&shown, &widths, width) }
    var text = line(columns.map(\.name), shown, widths, isHead: true)
    if usesColor { text = "\u{1B}[1m\(text)\u{1B}[0m" }
    text += "\n"
    for row in rows { text += line(row, shown, widths, isHead: false) + "\n" }
    return text
  }

  /// Leaves out columns until the rest has room, then cuts the last one.
  private func fit(_ shown: inout [Int], _ widths: inout [Int], _ width: Int) {
    func taken(_ list: [Int]) -> Int {
      guard let last = list.last else { return 0 }
      return list.dropLast().reduce(0) { $0 + widths[$1] + Self.gap.count }
        + min(widths[last], Self.leastRest)
    }
    while taken(shown) > width,
      let worst = shown.filter({ columns[$0].order > 0 }).max(by: {
        (columns[$0].order, $0) < (columns[$1].order, $1)
      })
    {
      shown.removeAll { $0 == worst }
    }
    guard let last = shown.last else { return }
    let before = shown.dropLast().reduce(0) { $0 + widths[$1] + Self.gap.count }
    widths[last] = max(min(widths[last], width - before), Self.leastRest)
  }

  private func line(_ row: [String], _ shown: [Int], _ widths: [Int], isHead: Bool) -> String {
    var line = ""
    for column in shown {
      let text = Self.cut(row[column], widths[column])
      let blanks = String(repeating: " ", count: max(0, widths[column] - text.count))
      let isLast = column == shown.last
      if columns[column].isNumber {
        line += blanks + text
      } else {
        line += isLast ? text : text + blanks
      }
      if !isLast { line += Self.gap }
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }

  private static func cut(_ text: String, _ width: Int) -> String {
    text.count <= width ? text : text.prefix(max(width - 1, 0)) + "…"
  }
}
