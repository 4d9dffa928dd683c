/// Reads a table that is built in: a line a row, a tab between its columns, remarks behind `#`.
///
/// The tables are part of the program. A row that is not as it should be is left out; the tests see to it
/// that there is none.
struct TableText {
  /// Whose table it is, for people: `uk-areas`.
  let name: String
  private let bytes: [UInt8]

  /// Takes the bytes of a file.
  init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The rows.
  var rows: [TableRow] {
    bytes.split(separator: 0x0A).enumerated().compactMap { number, line in
      guard line.first != UInt8(ascii: "#") else { return nil }
      let columns = line.split(separator: 0x09, omittingEmptySubsequences: false)
      return TableRow(
        table: name, line: number + 1, columns: columns.map { String(decoding: $0, as: UTF8.self) })
    }
  }
}

/// A row of a built-in table.
struct TableRow {
  /// Its table.
  let table: String
  /// Where it stands in its file, from 1.
  let line: Int
  /// What it holds.
  let columns: [String]

  /// A column as text; nil if it is not there, or empty.
  func text(_ column: Int) -> String? {
    guard columns.indices.contains(column), !columns[column].isEmpty else { return nil }
    return columns[column]
  }

  /// The point that stands in two columns.
  func point(_ column: Int) -> GeoPoint? {
    guard let latitude = text(column).flatMap(Double.init),
      let longitude = text(column + 1).flatMap(Double.init)
    else { return nil }
    return GeoPoint(latitude: latitude, longitude: longitude)
  }
}
