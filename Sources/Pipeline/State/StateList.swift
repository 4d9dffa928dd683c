import Delivery
import Event
import FollowState

/// Lists files that are remembered.
struct StateList {
  private let files: [RememberedFile]

  /// Takes the files, in their order.
  init(_ files: [RememberedFile]) {
    self.files = files
  }

  /// The list, each line ended by a line feed.
  func text(as format: StateFormat) -> String {
    var rows = JSONBuffer()
    var time = TimestampText()
    for file in files { append(file, &time, to: &rows) }
    return switch format {
    case .ndjson: rows.text()
    case .table: table(rows)
    }
  }

  private func table(_ rows: borrowing JSONBuffer) -> String {
    // Names that no field can have would be a mistake here, found by every test.
    let columns = try? FieldList(
      parsing: "destination,number,offset,size,behind,file,complete,last_seen,generation,path")
    var writer = FormatWriter(.table, columns: columns)
    var out = JSONBuffer()
    rows.withBytes { writer.append(events: $0, into: &out) }
    writer.finish(into: &out)
    return out.text()
  }

  private func append(
    _ file: RememberedFile, _ time: inout TimestampText, to out: inout JSONBuffer
  ) {
    let state = file.state
    let fate = FileFate(of: state)
    out.append("{\"destination\":")
    out.append(quoted: file.destination)
    out.append(",\"number\":")
    out.append(text: String(state.number))
    out.append(",\"path\":")
    out.append(quoted: state.path.bytes.span)
    out.append(",\"offset\":")
    out.append(integer: state.offset)
    if case .here(let size) = fate {
      out.append(",\"size\":")
      out.append(integer: size)
    }
    if let behind = fate.behind(state) {
      out.append(",\"behind\":")
      out.append(integer: behind)
    }
    out.append(",\"file\":")
    out.append(quoted: fate.word)
    out.append(state.isComplete ? ",\"complete\":true" : ",\"complete\":false")
    out.append(",\"last_seen\":\"")
    time.append(StateTime.microseconds(seconds: state.lastSeen), digits: 3, to: &out)
    out.append("\",\"generation\":\"")
    out.append(text: StatePage.hexadecimal(state.name))
    out.append("\"}\n")
  }
}

/// Times of state in the unit that texts are made from.
enum StateTime {
  /// Seconds since 1970 as microseconds, as far as they go.
  static func microseconds(seconds: Int64) -> Int64 {
    let (product, isTooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000)
    return isTooLarge ? (seconds < 0 ? Int64.min : Int64.max) : product
  }
}
