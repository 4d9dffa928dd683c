import Alerting

/// The fields of a match as ElastAlert lists them under an alert's text: a line each, by name, objects and lists as
/// indented JSON.
enum MatchText {
  /// The lines.
  static func text(of match: JSONObject) -> String {
    sorted(match).map { name, value in
      let text =
        switch value {
        case .object, .array: indented(value, 0)
        default: String(decoding: value.pythonText, as: UTF8.self)
        }
      return "\(name): \(text)"
    }.joined(separator: "\n")
  }

  private static func sorted(_ object: JSONObject) -> [(String, JSONTree)] {
    object.members.map { (String(decoding: $0.key, as: UTF8.self), $0.value) }
      .sorted { $0.0.unicodeScalars.lexicographicallyPrecedes($1.0.unicodeScalars) }
  }

  private static func indented(_ value: JSONTree, _ depth: Int) -> String {
    let items: [String]
    let (open, close): (String, String)
    switch value {
    case .array(let elements) where !elements.isEmpty && depth < 30:
      items = elements.map { indented($0, depth + 1) }
      (open, close) = ("[", "]")
    case .object(let object) where !object.members.isEmpty && depth < 30:
      items = sorted(object).map { JSONTree($0).json + ": " + indented($1, depth + 1) }
      (open, close) = ("{", "}")
    default: return value.json
    }
    let margin = String(repeating: " ", count: 4 * depth)
    return open + "\n" + items.map { "\(margin)    \($0)" }.joined(separator: ",\n")
      + "\n\(margin)\(close)"
  }
}
