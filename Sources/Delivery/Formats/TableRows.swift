import Event

/// Writes events as the rows of an aligned table.
///
/// Well-known fields have fixed widths, `message` (else the last column) takes the rest of the
/// line, and other columns fit the values of the first block. What is too long ends in `…`; only
/// without a terminal's width is the last column shown whole.
struct TableRows: Sendable {
  private var columns: [TableColumn]
  private let terminal: Terminal
  /// Blanks between columns.
  private static let gap = 2
  /// The room that a message should have before further columns are shown.
  private static let leastMessage = 40

  /// Makes a table of `fields`, or of those that fit the terminal and leave room for the message.
  init(_ fields: FieldList?, _ terminal: Terminal) {
    self.terminal = terminal
    columns = (fields ?? .standard).paths.map(TableColumn.init)
    if fields == nil {
      for name in ["service.name", "event.action"] where room < TableRows.leastMessage {
        columns.removeAll { $0.path.description == name }
      }
    }
  }

  /// Settles the widths that depend on what is shown.
  mutating func fit(to events: Span<UInt8>) {
    let rest = columns.lastIndex { $0.path.description == "message" } ?? columns.count - 1
    for index in columns.indices where index != rest && columns[index].width == nil {
      columns[index].width = TableRows.width(of: columns[index], in: events)
    }
    if rest >= 0 {
      columns[rest].width = nil
      // The rest of the line, unless something follows that must stay aligned.
      let least = rest == columns.count - 1 ? nil : TableRows.leastMessage
      columns[rest].width = terminal.width == nil ? least : max(room, 10)
    }
  }

  /// Appends the row of the columns' names.
  func appendHeader(to out: inout JSONBuffer) {
    if terminal.usesColor { out.append(TableColor.header) }
    for (index, column) in columns.enumerated() {
      let title = Array(column.title.utf8)
      append(title.span, index, color: nil, to: &out)
    }
    if terminal.usesColor { out.append(TableColor.reset) }
    out.append(UInt8(ascii: "\n"))
  }

  /// Appends the row of one event.
  func append(_ event: Span<UInt8>, to out: inout JSONBuffer) {
    for (index, column) in columns.enumerated() {
      guard let value = JSONLookup.value(at: column.path, in: event), value.kind != .null else {
        append(Span(), index, color: nil, to: &out)
        continue
      }
      if value.hasEscapes {
        var text: [UInt8] = []
        JSONLookup.appendText(of: value, in: event, to: &text)
        append(text.span, index, color: color(of: text.span, in: column), to: &out)
      } else {
        let text = event.extracting(value.content)
        append(text, index, color: color(of: text, in: column), to: &out)
      }
    }
    out.append(UInt8(ascii: "\n"))
  }

  private func append(
    _ text: Span<UInt8>, _ index: Int, color: StaticString?, to out: inout JSONBuffer
  ) {
    let column = columns[index]
    let isLast = index == columns.count - 1
    if let color { out.append(color) }
    TableCell(text, limit: column.width)
      .append(to: &out, padding: isLast ? 0 : (column.width ?? 0))
    if color != nil { out.append(TableColor.reset) }
    if !isLast { out.append("  ") }
  }

  private func color(of text: Span<UInt8>, in column: TableColumn) -> StaticString? {
    guard terminal.usesColor else { return nil }
    return switch column.style {
    case .plain: nil
    case .time: TableColor.dim
    case .level: TableColor.level(text)
    }
  }

  /// What the columns of known width leave of the line.
  private var room: Int {
    guard let width = terminal.width else { return Int.max }
    let taken = columns.compactMap(\.width).reduce(0, +)
    return width - taken - TableRows.gap * (columns.count - 1)
  }

  /// The width that shows the values of `column` in `events`, up to a bound.
  private static func width(of column: TableColumn, in events: Span<UInt8>) -> Int {
    var widest = column.leastWidth
    var lines = LineRanges(0)
    while let line = lines.next(in: events), widest < TableColumn.largestFitted {
      let event = events.extracting(line)
      guard let value = JSONLookup.value(at: column.path, in: event), value.kind != .null else {
        continue
      }
      var text: [UInt8] = []
      JSONLookup.appendText(of: value, in: event, to: &text)
      widest = max(widest, TableCell(text.span, limit: TableColumn.largestFitted).width)
    }
    return widest
  }
}
