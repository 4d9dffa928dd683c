/// A table of the page, which its script can sort.
struct PageTable {
  /// What stands in a row.
  enum Cell {
    case text(String)
    /// Text that may be long.
    case words(String)
    case count(Int)
    /// A number that is bad news.
    case fault(Int)
    /// Bytes.
    case volume(Int64)
    /// Microseconds since 1970.
    case time(Int64)
  }

  private let title: String
  private let columns: [String]
  private var rows: [[Cell]] = []

  /// A table without rows; the names of columns of numbers begin with `#`.
  init(_ title: String, _ columns: [String]) {
    self.title = title
    self.columns = columns
  }

  /// Adds a row with a cell for each column.
  mutating func add(_ row: [Cell]) { rows.append(row) }

  /// The table; columns without anything in them are left out, and `left` rows are said to be missing.
  func markup(left: Int) -> String {
    guard !rows.isEmpty else { return "" }
    let shown = columns.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    var html = "<section>\n<h2>\(title) <small>\(rows.count)</small></h2>\n<div class=\"scroll\">"
    html += "<table>\n<thead><tr>"
    for column in shown {
      let isNumber = columns[column].hasPrefix("#")
      let name = isNumber ? String(columns[column].dropFirst()) : columns[column]
      html +=
        "<th scope=\"col\"\(isNumber ? " class=\"number\"" : "")><button>\(name)</button></th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for row in rows {
      html += "<tr>"
      for column in shown { html += row[column].markup }
      html += "</tr>\n"
    }
    html += "</tbody>\n</table></div>\n"
    if left > 0 { html += "<p class=\"note\">and \(left) more</p>\n" }
    return html + "</section>\n"
  }
}

extension PageTable.Cell {
  /// Whether it says nothing.
  var isEmpty: Bool {
    switch self {
    case .text(let text), .words(let text): text.isEmpty
    case .count(let count), .fault(let count): count == 0
    case .volume(let bytes): bytes == 0
    case .time: false
    }
  }

  /// The cell; what it is sorted by stands in `data-v` where that is not its text.
  var markup: String {
    switch self {
    case .text(let text):
      "<td>\(Markup.escaped(text))</td>"
    case .words(let text):
      "<td\(text.isEmpty ? "" : " class=\"words\"")>\(Markup.escaped(text))</td>"
    case .count(let count):
      "<td class=\"number\" data-v=\"\(count)\">\(count == 0 ? "" : "\(count)")</td>"
    case .fault(let count):
      count == 0
        ? "<td class=\"number\" data-v=\"0\"></td>"
        : "<td class=\"number fault\" data-v=\"\(count)\">\(count)</td>"
    case .volume(let bytes):
      "<td class=\"number\" data-v=\"\(bytes)\">\(bytes == 0 ? "" : Volume.of(bytes))</td>"
    case .time(let time):
      "<td class=\"time\" data-v=\"\(time)\">\(Instant.short(time).dropFirst(5))</td>"
    }
  }
}
