import Event

/// Look-ups in events: any bytes, and of sound JSON each first member by its key.
final class LookupTarget: FuzzTarget {
  static let name = "lookup"
  static let words = [
    "{\"a\":", "\"a\\\"b\"", "\\u0041", "\\ud83d\\ude00", "[1,2,{}]", "null", "true", "-1.5e3",
    ",\"b\":",
    "}", "{\"a.b\":1}", "\\\\\"",
  ]
  static let seeds = [
    #"{"a":{"b":1,"c.d":[1,"x",{}]},"e.f":"g\"h","i":null}"#,
    #"{"a":"\u0041\ud83d\ude00\\","b":-1.5e3}"#,
    #" { "a" : [ ] , "b" : { "a" : true } } "#,
  ].map { Array($0.utf8) }

  private let paths = ["a", "a.b", "a.c.d", "e.f", "b.a"].compactMap { FieldPath($0) }

  init() {}

  func run(_ bytes: [UInt8]) {
    for path in paths {
      guard let value = JSONLookup.value(at: path, in: bytes.span) else { continue }
      check(value, bytes)
      guard value.kind == .array else { continue }
      var elements = JSONElements(of: value)
      while let element = elements.next(in: bytes.span) { check(element, bytes) }
    }
    guard let json = SoundJSON(bytes), !json.hasTwins else { return }
    let keys = json.members.map { text(bytes[$0.key].dropFirst().dropLast()) }
    for (key, member) in zip(keys, json.members) {
      // Escapes are not resolved in keys: events have none. A dot may be answered by another member.
      guard !key.contains("\\"), !key.contains("."), let path = FieldPath(key) else { continue }
      let found = JSONLookup.value(at: path, in: bytes.span)
      hold(
        found?.range == member.value, "\(key) is \(member.value), not \(String(describing: found))")
    }
  }

  private func check(_ value: JSONValueRange, _ bytes: [UInt8]) {
    hold(value.range.upperBound <= bytes.count && !value.range.isEmpty, "a value outside the event")
    hold(value.content.upperBound <= bytes.count, "a content outside the event")
    _ = JSONLookup.text(of: value, in: bytes.span)
  }
}
