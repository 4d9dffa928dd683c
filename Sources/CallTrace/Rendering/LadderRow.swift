import Delivery

/// How a piece of a ladder looks on a terminal with colours.
enum LadderStyle: Sendable {
  case plain, dim, bold, sip, message, failure

  /// The SGR sequence (ECMA-48 s 8.3.117) that begins it; nil for plain text.
  var sequence: String? {
    switch self {
    case .plain: nil
    case .dim: "\u{1B}[2m"
    case .bold: "\u{1B}[1m"
    case .sip: "\u{1B}[36m"
    case .message: "\u{1B}[32m"
    case .failure: "\u{1B}[1;31m"
    }
  }

  /// The style of a step.
  init(_ tone: StoryStep.Tone) {
    self =
      switch tone {
      case .sip: .sip
      case .message: .message
      case .failure: .failure
      case .note: .plain
      }
  }
}

/// One line of a ladder, written in any order: a cell for each column of the terminal.
struct LadderRow {
  private struct Cell {
    /// What the cell shows; empty for the second half of a wide character.
    var text = " "
    var style = LadderStyle.plain
  }

  private var cells: [Cell]

  /// Makes an empty line of `width` columns.
  init(width: Int) {
    cells = [Cell](repeating: Cell(), count: max(width, 0))
  }

  /// Puts one character that is one column wide.
  mutating func put(_ character: String, at column: Int, _ style: LadderStyle = .plain) {
    guard cells.indices.contains(column) else { return }
    cells[column] = Cell(text: character, style: style)
  }

  /// Writes text in at most `limit` columns; what does not fit is left out, and `…` says so.
  ///
  /// Controls, and marks that reorder a line, are replaced by something harmless to see.
  mutating func write(
    _ text: String, at column: Int, limit: Int, _ style: LadderStyle = .plain
  ) {
    let end = min(column + limit, cells.count)
    guard column >= 0, column < end else { return }
    let isCut = LadderRow.width(of: text, upTo: limit + 1) > end - column
    let last = isCut ? end - 1 : end
    var place = column
    for scalar in text.unicodeScalars {
      let shown = DisplayWidth.picture(of: scalar) ?? scalar
      let width = DisplayWidth.columns(of: shown)
      if width == 0 {
        // Few marks stand on a character; a heap of them is made to break lines.
        if place > column, cells[place - 1].text.unicodeScalars.count < 4 {
          cells[place - 1].text.unicodeScalars.append(shown)
        }
        continue
      }
      guard place + width <= last else { break }
      cells[place] = Cell(text: String(shown), style: style)
      if width == 2 { cells[place + 1] = Cell(text: "", style: style) }
      place += width
    }
    if isCut { put("…", at: place, style) }
  }

  /// The columns that text takes; counting stops at `limit`.
  static func width(of text: String, upTo limit: Int) -> Int {
    var width = 0
    for scalar in text.unicodeScalars {
      width += DisplayWidth.columns(of: DisplayWidth.picture(of: scalar) ?? scalar)
      if width >= limit { break }
    }
    return width
  }

  /// The line without blanks at its end.
  func text(usesColor: Bool) -> String {
    guard let end = cells.lastIndex(where: { $0.text != " " }) else { return "" }
    var text = ""
    var style = LadderStyle.plain
    for cell in cells[...end] {
      if usesColor, cell.style != style {
        if style != .plain { text += "\u{1B}[0m" }
        text += cell.style.sequence ?? ""
        style = cell.style
      }
      text += cell.text
    }
    return style == .plain ? text : text + "\u{1B}[0m"
  }
}
