/// What a field is compared with, ready for comparing.
enum FilterOperand: Sendable, Equatable {
  /// Text; with the number it spells, for fields that are numbers.
  case text([UInt8], FilterNumber?)
  /// A number without quotes.
  case number(FilterNumber)
  case boolean(Bool)
  /// A level, for `log.level`.
  case level(FilterLevel)
  /// A message id, for `event.code`: digits only.
  case messageID(UInt64)
  /// A time or date, for `@timestamp`.
  case time(FilterTime)
}

extension FilterOperand {
  /// Text in quotes, or a word that is neither a number nor a boolean.
  static func text(_ text: String) -> FilterOperand {
    let bytes = Array(text.utf8)
    return .text(bytes, FilterNumber(bytes.span, 0..<bytes.count))
  }

  /// Reads a word without quotes.
  static func word(_ word: String) -> FilterOperand {
    switch word {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default:
      let bytes = Array(word.utf8)
      if let number = FilterNumber(bytes.span, 0..<bytes.count) { return .number(number) }
      return .text(bytes, nil)
    }
  }
}

extension FilterOperand {
  /// How `text`, a string of an event or the spelling of another value, stands to the operand.
  ///
  /// - Parameter isNumber: whether the value is a JSON number.
  /// - Returns: nil if the two cannot be compared.
  func order(of text: Span<UInt8>, _ range: Range<Int>, isNumber: Bool) -> FilterOrder? {
    switch self {
    case .text(let own, let number):
      if isNumber, let number, let value = FilterNumber(text, range) {
        return value.order(to: number)
      }
      return FilterOperand.order(of: text, range, to: own.span)
    case .number(let number):
      return FilterNumber(text, range)?.order(to: number)
    case .boolean(let value):
      return FilterOperand.order(of: text, range, to: value ? "true" : "false") == .equal
        ? .equal : nil
    case .level(let level):
      return FilterLevel(text, range)?.order(to: level)
    case .messageID(let id):
      return FilterOperand.messageID(text, range).map { FilterOrder(of: $0, to: id) }
    case .time(let time):
      return FilterTime(text, range).map { $0.order(to: time) }
    }
  }

  /// The number of a message id: digits only.
  static func messageID(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    guard !range.isEmpty, range.count <= 18 else { return nil }
    var value: UInt64 = 0
    for index in range {
      guard text[index] >= 0x30, text[index] <= 0x39 else { return nil }
      value = value * 10 + UInt64(text[index] - 0x30)
    }
    return value
  }

  private static func order(
    of text: Span<UInt8>, _ range: Range<Int>, to own: Span<UInt8>
  ) -> FilterOrder {
    let common = min(range.count, own.count)
    for index in 0..<common where text[range.lowerBound + index] != own[index] {
      return text[range.lowerBound + index] < own[index] ? .less : .greater
    }
    return FilterOrder(of: range.count, to: own.count)
  }

  private static func order(
    of text: Span<UInt8>, _ range: Range<Int>, to word: StaticString
  ) -> FilterOrder {
    order(
      of: text, range,
      to: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount).span)
  }
}
