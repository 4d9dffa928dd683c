import Event

/// The values of a record's members; nil where one is not of the kind that is asked for.
enum RecordValue {
  /// A whole number that is not negative.
  static func unsigned(_ value: JSONValueRange, _ json: Span<UInt8>) -> UInt64? {
    value.kind == .number ? digits(json, value.range) : nil
  }

  /// A whole number.
  static func integer(_ value: JSONValueRange, _ json: Span<UInt8>) -> Int64? {
    guard value.kind == .number else { return nil }
    let start = value.range.lowerBound
    guard json[start] == UInt8(ascii: "-") else {
      return digits(json, value.range).flatMap { Int64(exactly: $0) }
    }
    guard let magnitude = digits(json, start + 1..<value.range.upperBound) else { return nil }
    if magnitude == Int64.min.magnitude { return Int64.min }
    return Int64(exactly: magnitude).map { -$0 }
  }

  /// A whole number that is not negative and fits in 63 bits.
  static func natural(_ value: JSONValueRange, _ json: Span<UInt8>) -> Int64? {
    unsigned(value, json).flatMap { Int64(exactly: $0) }
  }

  /// An array of such numbers.
  static func naturals(_ value: JSONValueRange, _ json: Span<UInt8>) -> [Int64]? {
    guard value.kind == .array else { return nil }
    var numbers: [Int64] = []
    var elements = JSONElements(of: value)
    while let element = elements.next(in: json) {
      guard let number = natural(element, json) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// A length and a hash: `[1024,"00c0ffee00c0ffee"]`.
  static func mark(_ value: JSONValueRange, _ json: Span<UInt8>) -> ContentMark? {
    guard value.kind == .array else { return nil }
    var elements = JSONElements(of: value)
    guard let length = elements.next(in: json).flatMap({ natural($0, json) }),
      let hash = elements.next(in: json), hash.kind == .string,
      let bits = HexDigits.number(json, hash.content)
    else { return nil }
    return ContentMark(length: Int(length), hash: bits)
  }

  /// 32 hexadecimal digits.
  static func name(_ value: JSONValueRange, _ json: Span<UInt8>) -> EventHash.Value? {
    let content = value.content
    guard value.kind == .string, content.count == 32 else { return nil }
    let middle = content.lowerBound + 16
    guard let high = HexDigits.number(json, content.lowerBound..<middle),
      let low = HexDigits.number(json, middle..<content.upperBound)
    else { return nil }
    return EventHash.Value(high: high, low: low)
  }

  /// A path that is text.
  static func path(_ value: JSONValueRange, _ json: Span<UInt8>) -> FilePath? {
    guard value.kind == .string else { return nil }
    guard value.hasEscapes else { return FilePath(bytes: bytes(json, value.content)) }
    var text: [UInt8] = []
    JSONLookup.appendText(of: value, in: json, to: &text)
    return FilePath(bytes: text)
  }

  /// A path that is none: `%` and two digits stand for a byte.
  static func rawPath(_ value: JSONValueRange, _ json: Span<UInt8>) -> FilePath? {
    guard value.kind == .string, !value.hasEscapes else { return nil }
    var path: [UInt8] = []
    var place = value.content.lowerBound
    while place < value.content.upperBound {
      if json[place] != UInt8(ascii: "%") {
        path.append(json[place])
        place += 1
        continue
      }
      guard place + 2 < value.content.upperBound,
        let byte = HexDigits.number(json, place + 1..<place + 3)
      else { return nil }
      path.append(UInt8(truncatingIfNeeded: byte))
      place += 3
    }
    return FilePath(bytes: path)
  }

  /// Keeps a member that is not known, as it is written.
  static func keep(
    _ key: JSONValueRange, _ value: JSONValueRange, _ json: Span<UInt8>, in unknown: inout [UInt8]
  ) {
    unknown.append(UInt8(ascii: ","))
    unknown += bytes(json, key.range)
    unknown.append(UInt8(ascii: ":"))
    unknown += bytes(json, value.range)
  }

  /// A copy of a range of bytes.
  static func bytes(_ json: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    json.extracting(range).withUnsafeBufferPointer { Array($0) }
  }

  private static func digits(_ json: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    guard !range.isEmpty, range.count <= 20 else { return nil }
    var number: UInt64 = 0
    for index in range {
      let digit = json[index] &- 0x30
      guard digit < 10 else { return nil }
      let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, isTooLargeStill) = product.addingReportingOverflow(UInt64(digit))
      if isTooLarge || isTooLargeStill { return nil }
      number = sum
    }
    return number
  }
}
