import Yams

/// Values of YAML as PyYAML reads them (YAML 1.1): `yes` is true, `010` is eight, a text in quotes is a text.
enum YAMLValue {
  /// How deep values may nest.
  static let largestDepth = 50

  /// The value of a node; what is nested too deep is `null`.
  static func value(of node: Node, depth: Int = 0) -> JSONTree {
    guard depth < largestDepth else { return .null }
    switch node {
    case .scalar(let scalar):
      return scalar.style == .plain || scalar.style == .any
        ? plain(scalar.string) : JSONTree(scalar.string)
    case .sequence(let sequence):
      return .array(sequence.map { value(of: $0, depth: depth + 1) })
    case .mapping(let mapping):
      var object: [(key: [UInt8], value: JSONTree)] = []
      for (key, item) in mapping {
        object.append((Array((key.scalar?.string ?? "").utf8), value(of: item, depth: depth + 1)))
      }
      return .object(JSONObject(lastOf: object))
    case .alias: return .null
    }
  }

  /// A scalar without quotes.
  static func plain(_ text: String) -> JSONTree {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": return .boolean(true)
    case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": return .boolean(false)
    default: break
    }
    if let whole = whole(text) { return whole }
    return double(text).map { .number($0) } ?? JSONTree(text)
  }

  private static func whole(_ text: String) -> JSONTree? {
    let isNegative = text.hasPrefix("-")
    let digits = text.drop { $0 == "-" || $0 == "+" }
    guard text.count - digits.count <= 1, let first = digits.utf8.first,
      (0x30...0x39).contains(first)
    else { return nil }
    let clean = digits.filter { $0 != "_" }
    let (radix, rest): (Int, Substring) =
      clean.hasPrefix("0x")
      ? (16, clean.dropFirst(2)[...])
      : clean.hasPrefix("0b")
        ? (2, clean.dropFirst(2)[...])
        : clean.count > 1 && clean.hasPrefix("0") ? (8, clean.dropFirst()[...]) : (10, clean[...])
    guard let value = Int64((isNegative ? "-" : "") + rest, radix: radix) else { return nil }
    return .integer(value)
  }

  /// PyYAML wants a point in a number, and a sign in its exponent.
  private static func double(_ text: String) -> Double? {
    guard text.contains("."), text.utf8.allSatisfy({ "0123456789.+-eE".utf8.contains($0) }),
      text.utf8.contains(where: { (0x30...0x39).contains($0) })
    else { return nil }
    if text.contains(where: { $0 == "e" || $0 == "E" }),
      !text.contains("e+"), !text.contains("e-"), !text.contains("E+"), !text.contains("E-")
    {
      return nil
    }
    return Double(text.hasPrefix(".") ? "0" + text : text)
  }
}
