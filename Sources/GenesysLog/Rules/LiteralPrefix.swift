/// Reads the bytes that every match of a pattern begins with off the pattern's text.
///
/// Rules without a message id are tried only where a record begins so. Compiling the pattern to
/// learn it would cost start-up a tenth of a millisecond a rule.
enum LiteralPrefix {
  /// The literal bytes at the start of a pattern; empty if it begins with anything else.
  static func of(_ pattern: String) -> [UInt8] {
    guard !hasTopLevelAlternative(pattern) else { return [] }
    var prefix: [UInt8] = []
    var last = 0
    var rest = pattern.utf8[...]
    while let byte = rest.popFirst() {
      if isQuantifier(byte) {
        // The element before may be absent.
        prefix.removeLast(prefix.count - last)
        return prefix
      }
      last = prefix.count
      if byte == UInt8(ascii: "\\") {
        // `\[` is a bracket; `\d` and the like are classes.
        guard let escaped = rest.popFirst(), isPunctuation(escaped) else { return prefix }
        prefix.append(escaped)
      } else if isSpecial(byte) || byte >= 0x80 {
        return prefix
      } else {
        prefix.append(byte)
      }
    }
    return prefix
  }

  /// Whether a `|` may stand outside all groups and classes; when in doubt, yes.
  private static func hasTopLevelAlternative(_ pattern: String) -> Bool {
    var depth = 0
    var rest = pattern.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"): _ = rest.popFirst()
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "["): if !skipClass(&rest) { return true }
      case UInt8(ascii: "|") where depth <= 0: return true
      default: break
      }
    }
    return false
  }

  /// Skips a class whose bracket was taken; false if it has no end, or may hold another.
  private static func skipClass(_ rest: inout Substring.UTF8View) -> Bool {
    if rest.first == UInt8(ascii: "^") { rest.removeFirst() }
    // A bracket that stands first is a member.
    if rest.first == UInt8(ascii: "]") { rest.removeFirst() }
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"): _ = rest.popFirst()
      case UInt8(ascii: "["): return false
      case UInt8(ascii: "]"): return true
      default: break
      }
    }
    return false
  }

  private static func isQuantifier(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "{")
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    "[]().|^$%#".utf8.contains(byte)
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !BracketScanner.isWord(byte)
  }
}
