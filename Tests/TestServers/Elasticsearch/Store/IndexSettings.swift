/// An index's settings, however they are nested: `index.mapping.x`, `{"index":{"mapping":{"x":...`.
struct IndexSettings {
  /// By name without `index.`.
  private(set) var values: [String: JSON] = [:]

  /// Reads settings.
  init(_ json: JSON) { flatten(json, "") }

  private mutating func flatten(_ json: JSON, _ prefix: String) {
    guard let members = json.members else {
      values[prefix.hasPrefix("index.") ? String(prefix.dropFirst(6)) : prefix] = json
      return
    }
    for (name, value) in members { flatten(value, prefix.isEmpty ? name : prefix + "." + name) }
  }

  /// A number, which may be written as a text.
  func number(_ name: String) -> Int? {
    values[name]?.number ?? values[name]?.text.flatMap { Int($0) }
  }

  /// Whether a setting is on.
  func isTrue(_ name: String) -> Bool {
    values[name]?.isTrue ?? (values[name]?.text == "true")
  }

  /// As the server shows them: texts, nested under `index`.
  var shown: JSON {
    var shown: JSON = [:]
    for (name, value) in values {
      let text = value.text ?? value.line
      let leaf: JSON = value.items == nil ? .string(text) : value
      shown = shown.merging(
        name.split(separator: ".").reversed().reduce(leaf) { [String($1): $0] })
    }
    return ["index": shown]
  }
}
