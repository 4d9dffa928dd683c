import Event

/// One column of a table: its field, its width and its place in the row.
struct TableColumn: Sendable {
  /// The colours a column's cells may have.
  enum Style: Sendable {
    case plain, time, level
  }

  /// The field shown.
  let path: FieldPath
  /// How wide its cells are; nil for the column that takes the rest of the row.
  var width: Int?
  /// How its cells are coloured.
  let style: Style

  /// Makes a column with the usual width of its field.
  init(_ path: FieldPath) {
    self.path = path
    width = TableColumn.usual[path.description]
    style =
      switch path.description {
      case "@timestamp": .time
      case "log.level": .level
      default: .plain
      }
  }

  /// The widths that suit the fields everybody shows.
  static let usual = [
    "@timestamp": 24, "log.level": 5, "event.code": 5, "event.action": 18, "service.name": 12,
  ]

  /// The field's name, or its last part where the whole is too long.
  var title: String {
    let name = path.description
    guard let width, name.count > width else { return name }
    return name.split(separator: ".").last.map(String.init) ?? name
  }

  /// The least width that shows ``title`` for a column of no usual width.
  var leastWidth: Int {
    min(path.description.count, TableColumn.largestFitted)
  }

  /// Columns that adapt to their first values stay narrower than this.
  static let largestFitted = 40
}
