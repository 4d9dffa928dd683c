import Grok
import LogTemplates

/// The expression of one field.
struct ValueExpression {
  /// How narrow an expression is.
  enum Width: Int, CaseIterable {
    /// The type of the values that were seen.
    case typed
    /// All up to the sign that ends it.
    case delimited
    /// All up to the text that follows.
    case open
  }

  /// The expression, with the field's name in it.
  let text: String
  /// How many bytes of the text behind the value it takes along.
  let taken: Int

  private init(_ text: String, taken: Int = 0) {
    self.text = text
    self.taken = taken
  }

  /// The expression of a value.
  ///
  /// - Parameters:
  ///   - following: the literal text behind it.
  ///   - isLast: whether nothing follows.
  ///   - followsValue: whether another value ends right before it.
  ///   - isGenesys: whether genlog's building blocks may be used.
  init(
    _ value: SketchedValue, following: [UInt8], isLast: Bool, followsValue: Bool, width: Width,
    isGenesys: Bool, _ names: inout NamedPatterns
  ) {
    let context = Context(
      value: value, following: following, isLast: isLast, followsValue: followsValue,
      isGenesys: isGenesys)
    self =
      (width == .typed ? context.typed(&names) : nil)
      ?? (width != .open ? context.delimited() : nil)
      ?? context.open()
  }

  private struct Context {
    let value: SketchedValue
    let following: [UInt8]
    let isLast: Bool
    let followsValue: Bool
    let isGenesys: Bool

    private var name: String { value.choice.name }
    private var bytes: ByteSet { value.seen.bytes }

    /// A named pattern that all values match which were seen, and no wider than they are.
    func typed(_ names: inout NamedPatterns) -> ValueExpression? {
      if value.isLevel, value.seen.seen.allSatisfy({ names.matches("%{LOGLEVEL}", $0) }) {
        return ValueExpression("%{LOGLEVEL:\(name)}")
      }
      if let choice = choice() { return ValueExpression(choice) }
      if value.half == .port { return ValueExpression("%{INT:\(name):int}") }
      if value.half == .address { return ValueExpression("%{IP:\(name)}") }
      let text: String
      if let pattern = candidates.first(where: { fits("%{\($0.name)}", &names) }) {
        text = "%{\(pattern.name):\(name)\(value.choice.isText ? "" : pattern.conversion)}"
      } else if let parts = composed.first(where: { fits($0, &names) }) {
        text = "(?<\(name)>\(parts))"
      } else {
        return nil
      }
      return ValueExpression(value.seen.canBeEmpty ? "(?:\(text))?" : text)
    }

    private func fits(_ pattern: String, _ names: inout NamedPatterns) -> Bool {
      value.seen.seen.allSatisfy { $0.isEmpty || names.matches(pattern, $0) }
    }

    /// Expressions of named patterns for types that no single one describes.
    private var composed: [String] {
      let dates = [
        "%{YEAR}-%{MONTHNUM}-%{MONTHDAY}", "%{YEAR}/%{MONTHNUM}/%{MONTHDAY}",
        "%{MONTHDAY}\\.%{MONTHNUM}\\.%{YEAR}",
      ]
      switch value.type {
      case .date: return dates
      case .timestamp: return dates.map { $0 + "[ T]%{TIME}" }
      default: return []
      }
    }

    /// Named patterns for the type, the best first.
    private var candidates: [(name: String, conversion: String)] {
      // A text may be more than the numbers that were seen: a directory number is.
      let isText = value.choice.isText
      switch value.type {
      case .integer: return isText ? [] : [("INT", ":int")]
      case .digits: return isText ? [] : [("INT", "")]
      case .float: return [("NUMBER", ":float")]
      case .hexDigits, .hex:
        return isGenesys && value.seen.lengths == 16...16
          ? [("GCONNID", ""), ("BASE16NUM", "")] : [("BASE16NUM", "")]
      // `8.5.1.3` after `version` is no address.
      case .ip: return value.choice.name.hasSuffix("version") ? [] : [("IP", "")]
      case .mac: return [("MAC", "")]
      case .uuid: return [("UUID", "")]
      case .timestamp: return [("TIMESTAMP_ISO8601", ""), ("DATESTAMP", "")]
      case .date: return [("DATE", "")]
      case .time: return [("TIME", "")]
      case .httpDate: return [("HTTPDATE", "")]
      case .syslogTime: return [("SYSLOGTIMESTAMP", "")]
      case .level: return [("LOGLEVEL", "")]
      case .url: return value.closing == nil ? [("URI", "")] : []
      case .email: return value.closing == nil ? [("EMAILADDRESS", "")] : []
      case .path where value.closing == nil && !bytes.contains(UInt8(ascii: "\\")):
        return [("PATH", "")]
      case .word where !(value.closing != nil && value.isAlone) && !followsValue:
        return [("WORD", "")]
      default: return []
      }
    }

    /// `(?<x>created|deleted)`: the few words a message has at a place.
    private func choice() -> String? {
      guard value.type == .word, value.closing == nil, value.key == nil, !value.seen.hasMore,
        (2...3).contains(value.seen.seen.count),
        value.seen.seen.allSatisfy({ $0.allSatisfy { $0 &- 0x61 < 26 } && $0.count > 2 })
      else { return nil }
      let words = value.seen.seen.map { String(decoding: $0, as: UTF8.self) }
      return "(?<\(name)>\(words.joined(separator: "|")))"
    }

    /// Everything up to the sign or the blank that ends the value.
    func delimited() -> ValueExpression? {
      if let closing = value.closing, value.isAlone { return inside(closing) }
      guard !value.seen.canBeEmpty, !hasBlank else { return nil }
      guard let next = following.first, next > 0x20, next < 0x80 else {
        return followsValue && value.type == .word
          ? ValueExpression("(?<\(name)>\\w+)") : ValueExpression("%{NOTSPACE:\(name)}")
      }
      if bytes.contains(next) { return nil }
      return ValueExpression("(?<\(name)>[^\\s\(PatternText.inClass(next))]+)")
    }

    private var hasBlank: Bool {
      [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D].contains { bytes.contains($0) }
    }

    private func inside(_ closing: UInt8) -> ValueExpression? {
      if bytes.contains(closing) { return nil }
      switch closing {
      case UInt8(ascii: "]") where isGenesys: return ValueExpression("%{GBRACKETED:\(name)}")
      case UInt8(ascii: "'") where isGenesys: return ValueExpression("%{GQUOTED:\(name)}")
      default: return ValueExpression("(?<\(name)>[^\(PatternText.inClass(closing))]*)")
      }
    }

    /// Everything up to the text that follows, which is not looked for again.
    func open() -> ValueExpression {
      if isLast { return ValueExpression("%{GREEDYDATA:\(name)}") }
      if following.isEmpty { return ValueExpression("%{NOTSPACE:\(name)}") }
      let text = PatternText.literal(following)
      return ValueExpression("(?>%{DATA:\(name)}\(text))", taken: following.count)
    }
  }
}

/// Named patterns, compiled to see what they match in whole.
struct NamedPatterns: ~Copyable {
  private let library: PatternLibrary
  private var compiled: [String: GrokPattern?] = [:]
  private var matcher = GrokMatcher()

  /// The patterns of a library.
  init(_ library: PatternLibrary) {
    self.library = library
  }

  /// Whether an expression matches all of a text.
  mutating func matches(_ name: String, _ text: [UInt8]) -> Bool {
    if compiled[name] == nil {
      var options = GrokOptions()
      options.anchoredAtStart = true
      options.anchoredAtEnd = true
      compiled[name] = .some(
        try? GrokPattern(name, library: library, options: options))
    }
    guard let pattern = compiled[name] ?? nil else { return false }
    return matcher.match(pattern, text.span) == .matched
  }
}
