import LogTemplates

/// A template on its way to an expression: what is literal, and what becomes a field.
struct PatternSketch: Sendable {
  /// A part of it.
  enum Part: Sendable {
    /// Text that stands in all samples.
    case literal([UInt8])
    /// Blanks, of which there are several or differently many.
    case blanks
    /// A field.
    case value(SketchedValue)
  }

  /// The parts, in order.
  private(set) var parts: [Part] = []
  private let isLine: Bool
  private let keepsNames: Bool
  /// How many bytes of letters and digits are literal.
  var weight: Int {
    parts.reduce(0) { sum, part in
      guard case .literal(let bytes) = part else { return sum }
      return sum + bytes.count { $0 >= 0x80 || ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }
    }
  }

  /// Sketches a template.
  ///
  /// - Parameter count: how many samples it has: a word with digits in it that is the same in many
  ///   is literal.
  ///   `isLine`: whether the texts are whole lines, with a level in them.
  ///   `keepsNames`: whether names in quotes and brackets are literal where all samples have the
  ///   same: for texts that have no other words.
  init(_ tokens: [TemplateToken], count: Int, isLine: Bool, keepsNames: Bool = false) {
    self.isLine = isLine
    self.keepsNames = keepsNames
    append(tokens, KeyFinder(tokens, isLine: isLine), outer: nil, closing: nil, count: count)
  }

  private mutating func append(
    _ tokens: [TemplateToken], _ keys: KeyFinder, outer: FieldKey?, closing: UInt8?, count: Int
  ) {
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .word, .sign: appendText(token, keys, index, closing: closing)
      case .blank: appendBlanks(token.bytes)
      case .group: appendGroup(token, keys, index, count: count)
      case .value:
        guard let value = token.value else { continue }
        if value.type == .blank {
          parts.append(.blanks)
        } else if let text = keys.constant(
          index, count: keepsNames ? .max : count, isInGroup: !keepsNames && closing != nil)
        {
          append(literal: text)
        } else {
          let key = keys.key(before: index) ?? (index == 0 ? outer : nil)
          append(
            SketchedValue(
              value, key: key, closing: closing, isAlone: tokens.count == 1,
              unit: keys.unit(after: index), isLevel: keys.isLevel(index)))
        }
      }
    }
  }

  private mutating func appendGroup(
    _ token: TemplateToken, _ keys: KeyFinder, _ index: Int, count: Int
  ) {
    append(literal: [token.opening])
    if let text = keys.quotedKey(index) {
      append(literal: text)
    } else {
      append(
        token.inside,
        KeyFinder(
          token.inside, isLine: isLine, isInGroup: true, isInClient: keys.isAfterClient(index)),
        outer: keys.key(before: index), closing: token.closing, count: count)
    }
    append(literal: [token.closing])
  }

  /// Appends a word; one that is no UTF-8 cannot be written in a pattern, and is a field.
  private mutating func appendText(
    _ token: TemplateToken, _ keys: KeyFinder, _ index: Int, closing: UInt8?
  ) {
    let isText = String(validating: token.bytes, as: UTF8.self) != nil
    if isText, !keys.isName(index, isGenesys: !isLine) { return append(literal: token.bytes) }
    append(
      SketchedValue(
        TemplateValue(of: token.bytes), key: keys.key(before: index), closing: closing,
        isAlone: false, unit: nil, isLevel: false))
  }

  private mutating func appendBlanks(_ bytes: [UInt8]) {
    if bytes == [0x20] { append(literal: bytes) } else { parts.append(.blanks) }
  }

  private mutating func append(_ value: SketchedValue) {
    if value.seen.type == .empty { return appendEmpty(value) }
    var value = value
    value.isFirst = parts.isEmpty
    guard value.seen.type == .ipPort else { return parts.append(.value(value)) }
    parts.append(.value(value.address))
    parts.append(.literal([UInt8(ascii: ":")]))
    parts.append(.value(value.port))
  }

  /// A value that was always empty may be anything.
  private mutating func appendEmpty(_ value: SketchedValue) {
    if value.closing != nil { parts.append(.value(value)) }
  }

  private mutating func append(literal bytes: [UInt8]) {
    if case .literal(let before) = parts.last {
      parts[parts.count - 1] = .literal(before + bytes)
    } else {
      parts.append(.literal(bytes))
    }
  }

  /// Adds a field for what follows the texts that were looked at.
  mutating func appendRest() {
    if case .value = parts.last { parts.removeLast() }
    parts.append(.value(SketchedValue.rest))
  }

  /// Gives names to all fields.
  mutating func name(_ naming: (SketchedValue) -> FieldChoice) {
    for index in parts.indices {
      guard case .value(var value) = parts[index] else { continue }
      value.choice = naming(value)
      parts[index] = .value(value)
    }
  }
}
