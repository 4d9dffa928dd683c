import Glibc
package import Grok

/// Finds the values of a text by its template; one thread's memory, used again and again.
///
/// A text value is as short as the text after it allows. The work on a text is bounded by its length: a
/// text that makes a template's pieces fit nearly, again and again, is given up.
package struct TemplateMatcher: Sendable {
  /// Where the values of the last match lie in the text, in the order of ``MessageTemplate/fields``.
  package private(set) var values: [Range<Int>] = []

  /// The bytes that may still be compared.
  private var work = 0

  /// A number has no more digits; what does is no number.
  private static let maxDigits = 40

  /// A matcher with room for the values of one message.
  package init() {
    values.reserveCapacity(MessageLine.maxValues)
  }

  /// Whether the whole text is one of the template; its values are then in ``values``.
  package mutating func match(
    _ template: MessageTemplate, _ text: Span<UInt8>, encoding: SubjectEncoding
  ) -> Bool {
    if encoding == .bytes, let latin1 = template.latin1 { return match(latin1, text) }
    return match(template.program, text)
  }

  mutating func match(_ program: borrowing TemplateProgram, _ text: Span<UInt8>) -> Bool {
    values.removeAll(keepingCapacity: true)
    // Where a piece does not fit, its first bytes mostly tell.
    work = 8 * text.count + 4096
    guard let first = run(program, 0, text, at: 0) else { return false }
    var place = first
    for block in 1..<max(program.blocks.count, 1) {
      guard let end = find(program, block, text, from: place) else { return false }
      place = end
    }
    return place == text.count
  }

  /// Finds a block and the text value before it; returns the block's end.
  private mutating func find(
    _ program: borrowing TemplateProgram, _ block: Int, _ text: Span<UInt8>, from start: Int
  ) -> Int? {
    let steps = program.blocks[block]
    let isLast = block == program.blocks.count - 1
    guard let first = steps.first else {
      // Only the last block can have no steps: the value goes on to the text's end.
      append(start..<text.count, isPadded: program.isPadded[block], text)
      return text.count
    }
    let literal = program.steps[first].literal
    let index = values.count
    append(start..<start, isPadded: false, text)
    // One literal at the end: it stands there or nowhere.
    var place = isLast && steps.count == 1 ? max(start, text.count - literal.count) : start
    let firstByte = program.literals[literal.lowerBound]
    while work > 0, let found = TemplateMatcher.place(of: firstByte, in: text, from: place) {
      if let end = run(program, block, text, at: found), !isLast || end == text.count {
        values[index] =
          program.isPadded[block] ? trimmed(start..<found, text) : start..<found
        return end
      }
      values.removeLast(values.count - index - 1)
      place = found + 1
    }
    return nil
  }

  private mutating func append(_ range: Range<Int>, isPadded: Bool, _ text: Span<UInt8>) {
    values.append(isPadded ? trimmed(range, text) : range)
  }

  /// Reads a block at a place; returns where it ends.
  private mutating func run(
    _ program: borrowing TemplateProgram, _ block: Int, _ text: Span<UInt8>, at start: Int
  ) -> Int? {
    var place = start
    for index in program.blocks[block] {
      let step = program.steps[index]
      if let kind = step.kind {
        guard let end = read(kind, text, from: place, width: step.width) else { return nil }
        place = end
      } else {
        guard let end = skip(program.literals, step.literal, text, at: place) else { return nil }
        place = end
      }
    }
    return place
  }

  /// The end of a literal that stands at a place.
  private mutating func skip(
    _ literals: [UInt8], _ literal: Range<Int>, _ text: Span<UInt8>, at place: Int
  ) -> Int? {
    guard literal.count <= text.count - place else { return nil }
    let wanted = literals.span.extracting(literal)
    let found = text.extracting(place..<place + literal.count)
    for offset in 0..<wanted.count where wanted[unchecked: offset] != found[unchecked: offset] {
      work -= offset + 1
      return nil
    }
    work -= literal.count
    return place + literal.count
  }

  /// Reads a value whose own bytes say where it ends.
  private mutating func read(
    _ kind: TemplateValue.Kind, _ text: Span<UInt8>, from start: Int, width: Int
  ) -> Int? {
    let first = width > 0 ? skipBlanks(text, from: start, limit: text.count) : start
    let end =
      switch kind {
      case .integer: integerEnd(text, from: first)
      case .real: realEnd(text, from: first)
      case .hexadecimal: hexadecimalEnd(text, from: first)
      case .character: characterEnd(text, from: first)
      case .text: first
      }
    guard end > first else { return nil }
    values.append(first..<end)
    // Blanks past the width are those of the literal that follows.
    return width < 0 ? skipBlanks(text, from: end, limit: min(start - width, text.count)) : end
  }
}

// MARK: - Bytes

extension TemplateMatcher {
  /// The next place of a byte.
  private static func place(of byte: UInt8, in text: Span<UInt8>, from start: Int) -> Int? {
    guard start < text.count else { return nil }
    return text.withUnsafeBytes { all -> Int? in
      guard let base = all.baseAddress,
        let found = memchr(base + start, Int32(byte), all.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  private func trimmed(_ range: Range<Int>, _ text: Span<UInt8>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, text[start] == 0x20 { start += 1 }
    while start < end, text[end - 1] == 0x20 { end -= 1 }
    return start..<end
  }

  private func skipBlanks(_ text: Span<UInt8>, from start: Int, limit: Int) -> Int {
    var place = start
    while place < limit, text[place] == 0x20 { place += 1 }
    return place
  }

  private func skipDigits(_ text: Span<UInt8>, from start: Int) -> Int {
    var place = start
    let limit = min(text.count, start + TemplateMatcher.maxDigits)
    while place < limit, text[place] &- 0x30 < 10 { place += 1 }
    return place
  }

  private func skipSign(_ text: Span<UInt8>, from start: Int) -> Int {
    guard start < text.count else { return start }
    let isSign = text[start] == UInt8(ascii: "-") || text[start] == UInt8(ascii: "+")
    return isSign ? start + 1 : start
  }

  /// The end of `-12`; `start` if no number stands there.
  private func integerEnd(_ text: Span<UInt8>, from start: Int) -> Int {
    let digits = skipSign(text, from: start)
    let end = skipDigits(text, from: digits)
    return end > digits ? end : start
  }

  /// The end of `-1.5e-07`.
  private func realEnd(_ text: Span<UInt8>, from start: Int) -> Int {
    var end = integerEnd(text, from: start)
    guard end > start else { return start }
    if end < text.count, text[end] == UInt8(ascii: ".") {
      let fraction = skipDigits(text, from: end + 1)
      if fraction > end + 1 { end = fraction }
    }
    if end < text.count, text[end] | 0x20 == UInt8(ascii: "e") {
      let exponent = integerEnd(text, from: end + 1)
      if exponent > end + 1 { end = exponent }
    }
    return end
  }

  /// The end of `2aabe1a7f370`, of the same with `0x`, or of `(nil)`.
  private func hexadecimalEnd(_ text: Span<UInt8>, from start: Int) -> Int {
    if isNull(text, at: start) { return start + 5 }
    let hasPrefix =
      text.count - start > 2 && text[start] == UInt8(ascii: "0")
      && text[start + 1] | 0x20 == UInt8(ascii: "x")
    let digits = hasPrefix ? start + 2 : start
    var end = digits
    let limit = min(text.count, digits + TemplateMatcher.maxDigits)
    while end < limit, text[end] &- 0x30 < 10 || (text[end] | 0x20) &- 0x61 < 6 { end += 1 }
    return end > digits ? end : start
  }

  private func isNull(_ text: Span<UInt8>, at start: Int) -> Bool {
    let word: StaticString = "(nil)"
    guard text.count - start >= word.utf8CodeUnitCount else { return false }
    for offset in 0..<word.utf8CodeUnitCount where text[start + offset] != word.utf8Start[offset] {
      return false
    }
    return true
  }

  /// The end of one character, which has more than one byte in UTF-8.
  private func characterEnd(_ text: Span<UInt8>, from start: Int) -> Int {
    guard start < text.count else { return start }
    var end = start + 1
    guard text[start] >= 0xC0 else { return end }
    while end < text.count, end < start + 4, text[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
