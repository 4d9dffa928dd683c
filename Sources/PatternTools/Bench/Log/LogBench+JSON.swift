import Event

extension LogBench {
  /// For programs: an object a line for each rule, then each faster order, then the summary.
  func json() -> String {
    var out = JSONBuffer()
    for row in rows { Self.append(row, to: &out) }
    for order in orders where order.isOther { Self.append(order, to: &out) }
    let (now, then) = cost
    out.append("{\"summary\":{\"records\":")
    out.append(integer: Int64(records))
    out.append(",\"bytes\":")
    out.append(integer: bytes)
    Self.append("now_ns", now, to: &out)
    Self.append("best_ns", then, to: &out)
    out.append("}}\n")
    return out.text()
  }

  private static func append(_ row: Row, to out: inout JSONBuffer) {
    out.append("{\"rule\":")
    out.append(quoted: row.name)
    out.append(",\"records\":")
    out.append(integer: Int64(row.records))
    out.append(",\"tries\":")
    out.append(integer: Int64(row.tries))
    append("match_ns", row.cost?.match, to: &out)
    append("miss_ns", row.cost?.miss, to: &out)
    append("late_miss_ns", row.cost?.lateMiss, to: &out)
    out.append("}\n")
  }

  private static func append(_ order: Order, to out: inout JSONBuffer) {
    out.append("{\"order\":[")
    for (place, rule) in order.best.enumerated() {
      if place > 0 { out.append(",") }
      out.append(quoted: order.names[rule])
    }
    out.append("]")
    if let component = order.key.componentName {
      out.append(",\"component\":")
      out.append(quoted: component)
    }
    if order.key.code >= 0 {
      out.append(",\"code\":")
      out.append(quoted: CoveragePage.messageID(Int(order.key.code)))
    }
    out.append(",\"records\":")
    out.append(integer: Int64(order.records))
    append("now_ns", order.now, to: &out)
    append("best_ns", order.then, to: &out)
    out.append("}\n")
  }

  private static func append(_ key: StaticString, _ value: Double?, to out: inout JSONBuffer) {
    guard let value else { return }
    out.append(",\"")
    out.append(key)
    out.append("\":")
    out.append(double: value)
  }
}
