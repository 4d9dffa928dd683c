package import Event

/// Turns blocks of encoded events into the bytes of a format, in order.
///
/// One writer makes one output: ``append(events:into:)`` for each block, then ``finish(into:)``.
package struct FormatWriter: ~Copyable {
  private enum State {
    case ndjson
    case json
    case csv(CSVRows)
    case table(TableRows)
  }

  private var state: State
  private var isFirst = true

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - columns: the fields that `csv` and `table` show; nil for a sensible choice.
  ///   - terminal: what `table` may use; a plain page without a width by default.
  package init(
    _ format: EventFormat, columns: FieldList? = nil, terminal: Terminal = Terminal()
  ) {
    state =
      switch format {
      case .ndjson: .ndjson
      case .json: .json
      case .csv: .csv(CSVRows(columns ?? .standard))
      case .table: .table(TableRows(columns, terminal))
      }
  }

  /// Appends the events of a block, one JSON object a line; the last newline may be missing.
  package mutating func append(events: Span<UInt8>, into out: inout JSONBuffer) {
    guard !events.isEmpty else { return }
    if isFirst { start(with: events, into: &out) }
    var lines = LineRanges(0)
    while let line = lines.next(in: events) {
      append(event: events.extracting(line), into: &out)
      isFirst = false
    }
  }

  /// Appends what stands at the end: all of an empty output, the bracket of a JSON array.
  package mutating func finish(into out: inout JSONBuffer) {
    if isFirst { start(with: Span(), into: &out) }
    if case .json = state { out.append("\n]\n") }
  }

  private mutating func start(with events: Span<UInt8>, into out: inout JSONBuffer) {
    switch state {
    case .ndjson: break
    case .json: out.append("[")
    case .csv(let rows): rows.appendHeader(to: &out)
    case .table(var rows):
      rows.fit(to: events)
      rows.appendHeader(to: &out)
      state = .table(rows)
    }
  }

  private mutating func append(event: Span<UInt8>, into out: inout JSONBuffer) {
    switch state {
    case .ndjson:
      out.append(event)
      out.append(UInt8(ascii: "\n"))
    case .json:
      out.append(isFirst ? "\n" : ",\n")
      out.append(event)
    case .csv(let rows): rows.append(event, to: &out)
    case .table(let rows): rows.append(event, to: &out)
    }
  }
}
