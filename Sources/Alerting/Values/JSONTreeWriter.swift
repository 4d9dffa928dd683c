package import Event

extension JSONTree {
  /// Appends the value as JSON on one line.
  package func append(to out: inout JSONBuffer) {
    switch self {
    case .null: out.append("null")
    case .boolean(let value): out.append(value ? "true" : "false")
    case .integer(let value): out.append(integer: value)
    case .digits(let digits): out.append(digits)
    case .number(let value): JSONTree.append(value, to: &out)
    case .string(let text): out.append(quoted: text.span)
    case .array(let elements):
      out.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        element.append(to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let object): object.append(to: &out)
    }
  }

  /// The value as JSON on one line.
  package var json: String {
    var out = JSONBuffer(capacity: 256)
    append(to: &out)
    return out.text()
  }

  private static func append(_ value: Double, to out: inout JSONBuffer) {
    // Larger than a double can be is only what was written so: 1e999.
    if value.isInfinite {
      out.append(value < 0 ? "-1e999" : "1e999")
    } else if value == 0, value.sign == .minus {
      out.append("-0.0")
    } else {
      out.append(double: value)
    }
  }
}

extension JSONObject {
  /// Appends the object as JSON on one line.
  package func append(to out: inout JSONBuffer) {
    out.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      out.append(quoted: member.key.span)
      out.append(UInt8(ascii: ":"))
      member.value.append(to: &out)
    }
    out.append(UInt8(ascii: "}"))
  }
}
