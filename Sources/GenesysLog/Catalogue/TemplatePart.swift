/// A part of a message's text: bytes that always stand there, or a value.
enum TemplatePart: Equatable, Sendable {
  case literal([UInt8])
  case value(TemplateValue)
}

/// A value that a printf placeholder stands for.
struct TemplateValue: Equatable, Sendable {
  /// What the value looks like.
  enum Kind: UInt8, Sendable {
    /// Any text, also none: `%s`, and placeholders with nothing between them.
    case text
    /// Digits with a sign: `%d %i %u`.
    case integer
    /// A number with a fraction: `%f %e %g`.
    case real
    /// Digits of base 16, with or without `0x`: `%x %X %o %p`.
    case hexadecimal
    /// One character: `%c`.
    case character
  }

  var kind: Kind
  /// The characters it is padded to with blanks: before it, or, when negative, after it; 0: none.
  var width: Int
}

extension TemplatePart {
  /// The parts of a printf text, literals and values in turn.
  ///
  /// A `%` that begins no placeholder stands for itself.
  static func parts(of template: [UInt8]) -> [TemplatePart] {
    var parts: [TemplatePart] = []
    var literal: [UInt8] = []
    var rest = template[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "%"), rest.dropFirst().first == UInt8(ascii: "%") {
        literal.append(byte)
        rest = rest.dropFirst(2)
      } else if byte == UInt8(ascii: "%"), let (value, end) = placeholder(rest) {
        rest = rest[end...]
        append(&literal, value, to: &parts)
      } else {
        literal.append(byte)
        rest = rest.dropFirst()
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    return parts
  }

  /// Adds a value and the literal before it.
  private static func append(
    _ literal: inout [UInt8], _ value: TemplateValue, to parts: inout [TemplatePart]
  ) {
    if literal.isEmpty, case .value = parts.last {
      // With nothing between two values nothing says where the first one ends.
      parts[parts.count - 1] = .value(TemplateValue(kind: .text, width: 0))
      return
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    literal = []
    parts.append(.value(value))
  }

  /// The placeholder that `text` begins with, and where it ends.
  ///
  /// `%`, an argument's number, flags, width, precision, length, conversion; source: printf(3).
  private static func placeholder(
    _ text: ArraySlice<UInt8>
  ) -> (value: TemplateValue, end: Int)? {
    var rest = text.dropFirst()
    /// Takes what stands there of a set of characters.
    func take(_ set: String) -> ArraySlice<UInt8> {
      let taken = rest.prefix { set.utf8.contains($0) }
      rest = rest.dropFirst(taken.count)
      return taken
    }
    let start = rest
    if take("0123456789").isEmpty || take("$").count != 1 { rest = start }
    let flags = take("-+ #0'")
    let digits = take("*0123456789")
    if !take(".").isEmpty { _ = take("*0123456789") }
    _ = take("hlLqjztwI0123456789")
    guard let kind = rest.first.flatMap(kind) else { return nil }
    // Of a width that is an argument nothing is known but that blanks may stand before.
    let width = digits.isEmpty ? 0 : min(Int(String(decoding: digits, as: UTF8.self)) ?? 1, 4096)
    let isLeft = flags.contains(UInt8(ascii: "-"))
    return (TemplateValue(kind: kind, width: isLeft ? -width : width), rest.startIndex + 1)
  }

  private static func kind(_ conversion: UInt8) -> TemplateValue.Kind? {
    switch conversion {
    case UInt8(ascii: "s"), UInt8(ascii: "S"): .text
    case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"): .integer
    case UInt8(ascii: "f"), UInt8(ascii: "e"), UInt8(ascii: "g"), UInt8(ascii: "F"),
      UInt8(ascii: "E"), UInt8(ascii: "G"):
      .real
    case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "o"), UInt8(ascii: "p"): .hexadecimal
    case UInt8(ascii: "c"), UInt8(ascii: "C"): .character
    default: nil
    }
  }
}
