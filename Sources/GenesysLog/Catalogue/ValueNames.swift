import Event

/// Names the values of a message after the words that stand before them.
///
///     Cannot connect to %s '%s' at host '%s', port %d, reason '%s'
///
/// gives `genesys.values.to`, `.value2`, `.host`, `.port` and `.reason`. Values in brackets of
/// Configuration Server's ids have the fields of ``BracketExtractor``.
enum ValueNames {
  /// Configuration Server's ids, whose texts name their values `KEY [value]`.
  private static let bracketedCodes = 22_000..<25_000

  /// The fields of the values among `parts`, in their order.
  static func fields(of parts: [TemplatePart], code: Int) -> [MessageTemplate.Field] {
    let known = bracketedCodes.contains(code) ? bracketFields(of: parts) : [:]
    var fields: [MessageTemplate.Field] = []
    var used: Set<String> = []
    var literal: [UInt8] = []
    for (index, part) in parts.enumerated() {
      guard case .value(let value) = part else {
        if case .literal(let bytes) = part { literal = bytes }
        continue
      }
      let field =
        known[index]
        ?? MessageTemplate.Field(
          path: "genesys.values." + (name(after: literal) ?? "value\(fields.count + 1)"),
          type: type(of: value.kind))
      fields.append(field)
      literal = []
    }
    for index in fields.indices where !used.insert(fields[index].path).inserted {
      fields[index] = unique(fields[index], &used)
    }
    return fields
  }

  /// The same field under a name that is free: `name_2`.
  private static func unique(
    _ field: MessageTemplate.Field, _ used: inout Set<String>
  ) -> MessageTemplate.Field {
    var number = 2
    while !used.insert("\(field.path)_\(number)").inserted { number += 1 }
    return MessageTemplate.Field(path: "\(field.path)_\(number)", type: field.type)
  }

  private static func type(of kind: TemplateValue.Kind) -> ScalarType {
    switch kind {
    case .integer: .integer
    case .real: .float
    case .text, .hexadecimal, .character: .string
    }
  }

  // MARK: - Words

  /// The name that the end of a literal gives to the value after it; nil if it names nothing.
  static func name(after literal: [UInt8]) -> String? {
    var end = literal.count
    while end > 0, !isWord(literal[end - 1]) {
      end -= 1
      // What was before belongs to a clause that is over.
      if ",.;)]}?!".utf8.contains(literal[end]) { return nil }
    }
    var words = lastWords(of: literal[..<end])
    while let word = words.last, fillers.contains(word.lowercased()) { words.removeLast() }
    guard let last = words.last, last.utf8.contains(where: { $0 | 0x20 >= 0x61 }) else {
      return nil
    }
    let before = words.dropLast().last
    let isWhole = !generic.contains(last) || before == nil || prepositions.contains(before ?? "")
    let name = isWhole ? last : "\(before ?? "") \(last)"
    guard name.utf8.count <= 40 else { return nil }
    var bytes: [UInt8] = []
    let text = Array(name.utf8)
    BracketExtractor.appendName(of: 0..<text.count, in: text.span, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The last words of the clause that ends with the text, five at most.
  private static func lastWords(of text: ArraySlice<UInt8>) -> [String] {
    var words: [String] = []
    var end = text.endIndex
    while words.count < 5 {
      var start = end
      while start > 0, isWord(text[start - 1]) { start -= 1 }
      guard start < end else { break }
      words.insert(String(decoding: text[start..<end], as: UTF8.self), at: 0)
      guard start > 0, text[start - 1] == 0x20 else { break }
      end = start - 1
    }
    return words
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    BracketScanner.isWord(byte) || byte == UInt8(ascii: "-") || byte >= 0x80
  }

  /// Words between a name and its value.
  private static let fillers: Set<String> = [
    "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "the", "a", "an", "of",
    "set", "and", "or", "equals", "not", "there", "-", "--",
  ]
  /// Words that say little without the one before them: `error code`.
  private static let generic: Set<String> = [
    "code", "name", "names", "type", "id", "ID", "Id", "number", "version", "address", "status",
    "state", "mode", "count", "size", "time", "level", "file", "key", "list", "index",
  ]
  /// Words that do not join the one after them to a name.
  private static let prepositions: Set<String> = [
    "to", "from", "at", "by", "in", "on", "for", "with", "the", "a", "an", "of", "and", "or", "is",
    "this", "that", "no", "as", "into", "via", "not",
  ]

  // MARK: - Brackets

  /// The fields that ``BracketExtractor`` has for values in brackets, by the part's index.
  private static func bracketFields(of parts: [TemplatePart]) -> [Int: MessageTemplate.Field] {
    var sample: [UInt8] = []
    var places: [Int: Int] = [:]
    for (index, part) in parts.enumerated() {
      switch part {
      case .literal(let bytes): sample += bytes
      case .value:
        places[sample.count] = index
        sample.append(UInt8(ascii: "0"))
      }
    }
    var extractor = BracketExtractor()
    _ = extractor.extract(sample.span)
    var fields: [Int: MessageTemplate.Field] = [:]
    for pair in extractor.pairs where pair.value.count == 1 {
      guard let index = places[pair.value.lowerBound], let name = pair.field.name else { continue }
      fields[index] = MessageTemplate.Field(
        path: name, type: pair.field.isInteger ? .integer : .string)
    }
    return fields
  }
}
