/// A text in which `{0}`, `{}` and `{name}` stand for values, as Python's `str.format` has it; `{{` is a brace.
///
/// What follows `!` or `:` in the braces, how a value is to be written, is passed over.
struct ArgumentFormat: Sendable {
  private enum Part {
    case text(String)
    case place(Int)
    case name(String)
  }

  /// Why a text is none.
  struct Problem: Error {
    /// In words.
    let text: String
  }

  private var parts: [Part] = []

  /// How many values it asks for by place.
  private(set) var placeCount = 0
  /// The names that it asks for.
  private(set) var names: Set<String> = []

  /// Reads a text.
  init(_ text: String) throws(Problem) {
    var rest = text[...]
    var plain = ""
    while let first = rest.first {
      rest = rest.dropFirst()
      guard first == "{" || first == "}" else {
        plain.append(first)
        continue
      }
      if rest.first == first {
        plain.append(first)
        rest = rest.dropFirst()
        continue
      }
      guard first == "{", let end = rest.firstIndex(of: "}") else {
        throw Problem(text: "has a `\(first)` by itself")
      }
      if !plain.isEmpty { parts.append(.text(plain)) }
      plain = ""
      try add(rest[..<end])
      rest = rest[rest.index(after: end)...]
    }
    if !plain.isEmpty { parts.append(.text(plain)) }
  }

  private mutating func add(_ inner: Substring) throws(Problem) {
    let name = inner.prefix { $0 != "!" && $0 != ":" }
    let isNumber = name.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard isNumber else {
      names.insert(String(name))
      parts.append(.name(String(name)))
      return
    }
    guard let place = name.isEmpty ? placeCount : Int(name), place < 1000 else {
      throw Problem(text: "has {\(name)}, which is too large")
    }
    placeCount = max(placeCount, place + 1)
    parts.append(.place(place))
  }

  /// The text with values; what none is given for is left out.
  func text(_ values: [String], _ named: [String: String]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .place(let place): place < values.count ? values[place] : ""
      case .name(let name): named[name] ?? ""
      }
    }.joined()
  }
}
