import Event
import Grok

extension PatternBench {
  /// For people: a row for each pattern, and what the sets cost.
  func table() -> String {
    let head = ["pattern", "match ns", "miss ns", "late miss ns", "late miss / match"]
    let rows = costs.map { cost in
      [
        cost.name, Self.rounded(cost.example?.match), Self.rounded(cost.miss),
        Self.rounded(cost.example?.lateMiss), cost.example?.ratio.map(Self.tenths) ?? "-",
      ]
    }
    var text = Columns.aligned([head] + rows)
    for set in sets {
      text += "\(set.names.count) patterns as a set, a foreign line: "
      text += "\(Self.rounded(set.miss)) ns\n"
    }
    return text
  }

  /// For programs: an object a line for each pattern, then one for each set.
  func json() -> String {
    var out = JSONBuffer()
    for cost in costs {
      out.append("{\"name\":")
      out.append(quoted: cost.name)
      out.append(",\"regex\":")
      out.append(quoted: cost.pattern.translation)
      Self.append("match", cost.example?.match, to: &out)
      Self.append("miss", cost.miss, to: &out)
      Self.append("late_miss", cost.example?.lateMiss, to: &out)
      if let ratio = cost.example?.ratio {
        out.append(",\"late_miss_per_match\":")
        out.append(double: ratio)
      }
      out.append("}\n")
    }
    for set in sets {
      out.append("{\"set\":[")
      for (index, name) in set.names.enumerated() {
        if index > 0 { out.append(",") }
        out.append(quoted: name)
      }
      out.append("]")
      Self.append("miss", set.miss, to: &out)
      out.append("}\n")
    }
    return out.text()
  }

  private static func append(
    _ key: StaticString, _ search: PatternCost.Search?, to out: inout JSONBuffer
  ) {
    guard let search else { return }
    out.append(",\"")
    out.append(key)
    out.append("\":{\"ns\":")
    out.append(double: search.nanoseconds)
    out.append(",\"line\":")
    out.append(quoted: search.line.span)
    out.append("}")
  }

  private static func rounded(_ search: PatternCost.Search?) -> String {
    search.map { String(Int($0.nanoseconds.rounded())) } ?? "-"
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
