package import Event

extension GeoExplanation {
  /// The explanation for people, a line for each step.
  package var text: String {
    var lines = ["\(value)", "  taken for  \(reading)"]
    if let rule {
      let verb = kind == .address ? "is in" : rule.line == nil ? "is" : "begins with"
      let line = rule.line.map { ", line \($0)" } ?? ""
      lines.append("  rule       \(verb) \(rule.code): \(rule.name) (\(rule.table)\(line))")
    }
    if let place {
      let names = [place.city, place.region, place.country].compactMap { $0 }
      lines.append("  place      \(names.joined(separator: ", "))")
      if let point = place.point {
        lines.append("  location   \(point.latitude), \(point.longitude)")
      }
      if let postalCode { lines.append("  post code  \(postalCode)") }
      let within = radius.map { ", within \($0) km" } ?? ""
      lines.append("  found by   \(method ?? ""), as exact as its \(precision ?? "")\(within)")
    } else {
      lines.append("  no place" + (reason.map { "   \($0)" } ?? ""))
    }
    if let owner {
      let name = owner.organization.map { " \($0)" } ?? ""
      let source = ownerRule.map { " (\($0.table))" } ?? ""
      lines.append("  owner      AS\(owner.number)\(name)\(source)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Appends the explanation as an object of JSON, on a line.
  package func append(to out: inout JSONBuffer) {
    out.append("{\"value\":")
    out.append(quoted: value)
    append("kind", kind.rawValue, to: &out)
    append("reading", reading, to: &out)
    if let rule {
      out.append(",\"rule\":{\"code\":")
      out.append(quoted: rule.code)
      append("name", rule.name, to: &out)
      append("table", rule.table, to: &out)
      if let line = rule.line {
        out.append(",\"line\":")
        out.append(integer: Int64(line))
      }
      out.append("}")
    }
    if let place {
      out.append(",\"geo\":{")
      place.append(to: &out)
      append("postal_code", postalCode, to: &out)
      out.append("}")
    }
    append("method", method, to: &out)
    append("precision", precision, to: &out)
    if let radius {
      out.append(",\"accuracy_radius\":")
      out.append(integer: Int64(radius))
    }
    if let owner {
      out.append(",\"as\":{")
      owner.append(to: &out)
      out.append("}")
    }
    append("reason", reason, to: &out)
    out.append("}\n")
  }

  private func append(_ name: StaticString, _ text: String?, to out: inout JSONBuffer) {
    guard let text else { return }
    out.append(",\"")
    out.append(name)
    out.append("\":")
    out.append(quoted: text)
  }
}
