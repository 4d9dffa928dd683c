import Event
import GenesysLog
import LogTemplates
import YAMLReading

extension CoverageReport {
  /// For programs: an object a line for each row, then each of so many shapes, then the summary.
  func json(shapes count: Int) -> String {
    var out = JSONBuffer()
    for row in rows { append(row, to: &out) }
    for shape in shapes.prefix(count) { append(shape, to: &out) }
    appendSummary(to: &out)
    return out.text()
  }

  private func append(_ row: Row, to out: inout JSONBuffer) {
    out.append("{\"rule\":")
    out.append(quoted: row.name)
    out.append(",\"kind\":\"")
    out.append(text: row.kind.rawValue)
    out.append("\"")
    if let place = row.place {
      out.append(",\"file\":")
      out.append(quoted: place.file)
      Self.append("line", place.line, to: &out)
    }
    Self.append("records", row.records, to: &out)
    Self.append("share", share(row.records), to: &out)
    if let tries = row.tries {
      Self.append("tries", tries.tries, to: &out)
      Self.append("match_ns", tries.matchTimes.median, to: &out)
      Self.append("miss_ns", tries.missTimes.median, to: &out)
    }
    out.append("}\n")
  }

  private func append(_ shape: UnmatchedTexts.Shape, to out: inout JSONBuffer) {
    out.append("{\"template\":")
    out.append(quoted: shape.template.text)
    Self.append("records", shape.template.count, to: &out)
    Self.append("share", share(shape.template.count), to: &out)
    if let code = shape.code {
      out.append(",\"code\":")
      out.append(quoted: CoveragePage.messageID(code))
    }
    if let example = shape.template.examples.first {
      out.append(",\"example\":")
      out.append(quoted: example.span)
    }
    if let place = shape.place {
      out.append(",\"file\":")
      out.append(quoted: place.path)
      out.append(",\"offset\":")
      out.append(integer: place.offset)
    }
    out.append("}\n")
  }

  private func appendSummary(to out: inout JSONBuffer) {
    out.append("{\"summary\":{\"records\":")
    out.append(integer: Int64(records))
    out.append(",\"bytes\":")
    out.append(integer: bytes)
    Self.append("explained", explained, to: &out)
    out.append(",\"by\":{")
    for (index, kind) in Row.Kind.allCases.enumerated() {
      out.append(index == 0 ? "\"" : ",\"")
      out.append(text: kind.rawValue)
      out.append("\":")
      out.append(integer: Int64(records(by: kind)))
    }
    out.append("}")
    Self.append("unmatched", unmatched, to: &out)
    Self.append("timeouts", timeouts, to: &out)
    Self.append("shapes", shapes.count, to: &out)
    out.append("}}\n")
  }

  private static func append(_ key: StaticString, _ value: Int, to out: inout JSONBuffer) {
    out.append(",\"")
    out.append(key)
    out.append("\":")
    out.append(integer: Int64(value))
  }

  private static func append(_ key: StaticString, _ value: Double?, to out: inout JSONBuffer) {
    guard let value else { return }
    out.append(",\"")
    out.append(key)
    out.append("\":")
    out.append(double: value)
  }
}
