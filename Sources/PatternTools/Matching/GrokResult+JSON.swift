package import Event
package import Grok

extension GrokResult {
  /// Appends `"matched":true,"pattern":0,"fields":{...},"tags":[...]`, without the braces around.
  ///
  /// `pattern` is the first that matched, and absent if none did.
  func appendMembers(tags: [String] = [], to out: inout JSONBuffer) {
    out.append("\"matched\":")
    out.append(text: matched ? "true" : "false")
    if let pattern = patterns.first {
      out.append(",\"pattern\":")
      out.append(integer: Int64(pattern))
    }
    out.append(",\"fields\":")
    FieldTree(fields).append(to: &out)
    out.append(",\"tags\":")
    GrokValue.array((tags + self.tags).map(GrokValue.string)).append(to: &out)
  }
}

extension GrokValue {
  /// The value as JSON.
  package var json: String {
    var out = JSONBuffer(capacity: 64)
    append(to: &out)
    return out.text()
  }

  /// Appends the value as JSON.
  package func append(to out: inout JSONBuffer) {
    switch self {
    case .string(let text): out.append(quoted: text)
    case .integer(let value): out.append(integer: value)
    case .bigInteger(let digits): out.append(text: digits)
    case .double(let value): out.append(double: value)
    case .boolean(let value): out.append(text: value ? "true" : "false")
    case .null: out.append("null")
    case .array(let values):
      out.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        value.append(to: &out)
      }
      out.append(UInt8(ascii: "]"))
    }
  }
}
