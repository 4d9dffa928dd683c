import Event

/// Writes events as rows of comma-separated values (RFC 4180).
///
/// Rows end in CR LF. A value with a comma, a quote, CR or LF is put in quotes, its own quotes
/// doubled. An absent field is an empty cell; an array or object is its JSON.
struct CSVRows: Sendable {
  private let columns: [FieldPath]

  /// Makes a writer of rows with these columns.
  init(_ columns: FieldList) {
    self.columns = columns.paths
  }

  /// Appends the row of the columns' names.
  func appendHeader(to out: inout JSONBuffer) {
    for (index, column) in columns.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      let name = Array(column.description.utf8)
      CSVRows.append(name.span, 0..<name.count, to: &out)
    }
    out.append("\r\n")
  }

  /// Appends the row of one event.
  func append(_ event: Span<UInt8>, to out: inout JSONBuffer) {
    for (index, column) in columns.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      guard let value = JSONLookup.value(at: column, in: event), value.kind != .null else {
        continue
      }
      if value.hasEscapes {
        var text: [UInt8] = []
        JSONLookup.appendText(of: value, in: event, to: &text)
        CSVRows.append(text.span, 0..<text.count, to: &out)
      } else {
        CSVRows.append(event, value.content, to: &out)
      }
    }
    out.append("\r\n")
  }

  private static func append(
    _ bytes: Span<UInt8>, _ cell: Range<Int>, to out: inout JSONBuffer
  ) {
    guard needsQuotes(bytes, cell) else { return out.append(bytes, cell) }
    out.append(UInt8(ascii: "\""))
    var start = cell.lowerBound
    for index in cell where bytes[index] == UInt8(ascii: "\"") {
      // The next run begins with the same quote: that doubles it.
      out.append(bytes, start..<index + 1)
      start = index
    }
    out.append(bytes, start..<cell.upperBound)
    out.append(UInt8(ascii: "\""))
  }

  private static func needsQuotes(_ bytes: Span<UInt8>, _ cell: Range<Int>) -> Bool {
    for index in cell {
      switch bytes[index] {
      case UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D: return true
      default: continue
      }
    }
    return false
  }
}
