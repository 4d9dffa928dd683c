/// What values a field takes.
enum FieldType: Equatable {
  case object
  /// Takes any object, and looks no further.
  case flattened
  case text
  case keyword(mostBytes: Int)
  /// `constant_keyword`, whose first value is the only one.
  case constant(String?)
  case whole(ClosedRange<Double>)
  case real
  case boolean
  case date
  case ip
  /// Types that nothing here looks at.
  case other

  /// The type that a mapping declares.
  init(_ declaration: JSON) {
    switch declaration["type"]?.text {
    case nil, "object", "nested", "passthrough": self = .object
    case "flattened", "flat_object": self = .flattened
    case "text", "match_only_text", "search_as_you_type", "annotated_text": self = .text
    case "keyword":
      let isBounded = declaration["ignore_above"] != nil
      // Lucene's longest term: a longer one without `ignore_above` is an error.
      self = .keyword(mostBytes: isBounded ? .max : 32_766)
    case "constant_keyword": self = .constant(declaration["value"]?.text)
    case "long": self = .whole(-9.3e18...9.3e18)
    case "unsigned_long": self = .whole(0...1.85e19)
    case "integer": self = .whole(-2_147_483_648...2_147_483_647)
    case "short": self = .whole(-32_768...32_767)
    case "byte": self = .whole(-128...127)
    case "double", "float", "half_float", "scaled_float": self = .real
    case "boolean": self = .boolean
    // Formats of one's own are not known here.
    case "date", "date_nanos": self = declaration["format"] == nil ? .date : .other
    case "ip": self = .ip
    default: self = .other
    }
  }

  /// The type's name in messages.
  var name: String {
    switch self {
    case .object: "object"
    case .flattened: "flattened"
    case .text: "text"
    case .keyword: "keyword"
    case .constant: "constant_keyword"
    case .whole(let range): range.upperBound < 1e10 ? "integer" : "long"
    case .real: "float"
    case .boolean: "boolean"
    case .date: "date"
    case .ip: "ip"
    case .other: "other"
    }
  }

  /// Whether a value is taken without a look at its text.
  func takesAtSight(_ node: JSONNodes.Node) -> Bool {
    switch self {
    case .text, .other: true
    case .keyword(let most): node.value.count <= most
    case .whole(let range): node.kind == .integer && node.value.count < 10 && range.upperBound > 1e9
    case .real: node.kind == .integer || node.kind == .decimal
    case .boolean: node.kind == .yes || node.kind == .no
    case .date: node.kind == .integer
    case .object, .flattened, .constant, .ip: false
    }
  }

  /// What is wrong with a value; nil if the field takes it.
  func problem(with text: String, _ kind: JSONNodes.Kind) -> DoubleError.Cause? {
    switch self {
    case .whole(let range):
      if kind == .yes || kind == .no { return Self.illegal("Cannot parse boolean as number") }
      guard let number = Double(text) else {
        return Self.illegal("For input string: \"\(text)\"")
      }
      return range.contains(number)
        ? nil : Self.illegal("Value [\(text)] is out of range for \(name)")
    case .real:
      return Double(text).map(\.isFinite) == true && kind != .yes && kind != .no
        ? nil : Self.illegal("For input string: \"\(text)\"")
    case .boolean:
      return ["true", "false", ""].contains(text) && kind != .integer && kind != .decimal
        ? nil
        : Self.illegal(
          "Failed to parse value [\(text)] as only [true] or [false] are allowed.")
    case .date:
      return Self.isDate(text) && kind != .yes && kind != .no
        ? nil
        : Self.illegal(
          "failed to parse date field [\(text)] with format [strict_date_optional_time||epoch_millis]"
        )
    case .ip:
      return Self.isAddress(text) ? nil : Self.illegal("'\(text)' is not an IP string literal.")
    case .keyword(let most):
      return text.utf8.count <= most
        ? nil
        : Self.illegal(
          "Document contains at least one immense term (whose UTF8 encoding is longer than the max length 32766)"
        )
    case .constant(let value):
      return value == nil || value == text
        ? nil
        : Self.illegal(
          "[constant_keyword] field only accepts values that are equal to the value defined in the mappings [\(value ?? "")], but got [\(text)]"
        )
    case .object, .flattened, .text, .other:
      return nil
    }
  }

  private static func illegal(_ reason: String) -> DoubleError.Cause {
    DoubleError.Cause(type: "illegal_argument_exception", reason: reason)
  }

  /// Whether a text is a date: a number of milliseconds, or ISO 8601, whose end may be missing.
  static func isDate(_ text: String) -> Bool {
    if Int(text) != nil { return true }
    return isCalendarDate(text)
  }

  /// Whether a text is a date as in `2026-01-12T08:15:00.124Z`, whose end may be missing.
  static func isCalendarDate(_ text: String) -> Bool {
    var rest = text.utf8[...]
    guard digits(4, &rest) else { return false }
    for _ in 0..<2 {
      if rest.isEmpty { return true }
      guard skip("-", &rest), digits(2, &rest) else { return false }
    }
    if rest.isEmpty { return true }
    guard skip("T", &rest), rest.isEmpty || digits(2, &rest) else { return false }
    for _ in 0..<2 where skip(":", &rest) {
      guard digits(2, &rest) else { return false }
    }
    if skip(".", &rest) || skip(",", &rest) {
      let fraction = rest.prefix { (0x30...0x39).contains($0) }
      guard (1...9).contains(fraction.count) else { return false }
      rest = rest.dropFirst(fraction.count)
    }
    if skip("+", &rest) || skip("-", &rest) {
      guard digits(2, &rest) else { return false }
      _ = skip(":", &rest)
      return rest.isEmpty || digits(2, &rest) && rest.isEmpty
    }
    _ = skip("Z", &rest)
    return rest.isEmpty
  }

  private static func digits(_ count: Int, _ rest: inout Substring.UTF8View) -> Bool {
    let found = rest.prefix(count)
    guard found.count == count, found.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return false
    }
    rest = rest.dropFirst(count)
    return true
  }

  private static func skip(_ letter: Unicode.Scalar, _ rest: inout Substring.UTF8View) -> Bool {
    guard rest.first == UInt8(ascii: letter) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func isAddress(_ text: String) -> Bool {
    if text.contains(":") {
      let groups = text.split(separator: ":", omittingEmptySubsequences: false)
      return (3...9).contains(groups.count)
        && groups.allSatisfy { $0.count <= 4 || $0.contains(".") }
        && text.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }
}
