extension GrokType {
  /// The value that a captured text stands for; nil if it is none of this type.
  ///
  /// Whole numbers are cut off at the decimal point (`5.75` is 5), as in Logstash, and keep all
  /// their digits: past `Int64` they are ``GrokValue/bigInteger(_:)``. A leading `+` and blanks
  /// around a number are understood; anything else beside it (`12abc`) makes it none.
  public func value(of text: Span<UInt8>) -> GrokValue? {
    switch self {
    case .string: .string(GrokText.string(text))
    case .lowercase: .string(GrokText.string(text).lowercased())
    case .uppercase: .string(GrokText.string(text).uppercased())
    case .int, .long: GrokNumber(text)?.wholeNumber
    case .float, .double: GrokNumber.double(text).map(GrokValue.double)
    case .boolean: Self.boolean(text).map(GrokValue.boolean)
    case .hex: GrokNumber.hexadecimal(text).map(GrokValue.integer)
    case .seconds, .milliseconds, .microseconds:
      decimalsOfNanosecond.flatMap { Self.nanoseconds(text, decimals: $0) }
        .map(GrokValue.integer)
    }
  }

  /// `true` and `false` in any case, and the short forms that Go's grok takes: `t f 1 0`.
  static func boolean(_ text: Span<UInt8>) -> Bool? {
    guard text.count <= 16 else { return nil }
    switch GrokText.string(text).lowercased() {
    case "true", "t", "1": return true
    case "false", "f", "0": return false
    default: return nil
    }
  }
}

/// A decimal number in a text, taken apart: `+12.50e3`.
public struct GrokNumber {
  private let isNegative: Bool
  private let hasExponent: Bool
  /// The digits before the decimal point.
  private let digits: [UInt8]
  private let text: String

  /// The number that a text is; nil if it is none, or has anything but blanks beside it.
  init?(_ bytes: Span<UInt8>) {
    guard let shape = Shape(bytes) else { return nil }
    isNegative = shape.isNegative
    hasExponent = shape.hasExponent
    digits = shape.whole.map { bytes[$0] }
    text = GrokText.string(bytes, shape.all)
  }

  /// The part before the decimal point.
  var wholeNumber: GrokValue? {
    if hasExponent {
      guard let value = Double(text), abs(value) < 0x1p63 else { return nil }
      return .integer(Int64(value))
    }
    let sign = isNegative ? "-" : ""
    let significant = digits.drop { $0 == UInt8(ascii: "0") }
    guard !significant.isEmpty else { return .integer(0) }
    let decimal = sign + String(decoding: significant, as: UTF8.self)
    return Int64(decimal).map(GrokValue.integer) ?? .bigInteger(decimal)
  }

  /// A number with its fraction; nil also if no finite `Double` comes near it.
  public static func double(_ bytes: Span<UInt8>) -> Double? {
    guard let shape = Shape(bytes), let value = Double(GrokText.string(bytes, shape.all)),
      value.isFinite
    else { return nil }
    return value
  }

  /// A whole number that an `Int64` holds, without allocating; nil for anything else, fractions too.
  public static func integer(_ bytes: Span<UInt8>) -> Int64? {
    var range = trimmed(bytes)
    guard let first = range.first else { return nil }
    let isNegative = bytes[first] == UInt8(ascii: "-")
    if isNegative || bytes[first] == UInt8(ascii: "+") { range = (first + 1)..<range.upperBound }
    guard !range.isEmpty else { return nil }
    var value: Int64 = 0
    for index in range {
      guard case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[index] else { return nil }
      let digit = Int64(bytes[index] - UInt8(ascii: "0"))
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (next, carry) =
        isNegative
        ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
      if overflow || carry { return nil }
      value = next
    }
    return value
  }

  /// A whole number in base 16, with or without `0x`.
  static func hexadecimal(_ bytes: Span<UInt8>) -> Int64? {
    let range = trimmed(bytes)
    guard range.count <= 20 else { return nil }
    var digits = GrokText.string(bytes, range)[...]
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
    if digits.hasPrefix("0x") || digits.hasPrefix("0X") { digits.removeFirst(2) }
    guard let first = digits.first, first.isHexDigit else { return nil }
    return Int64((isNegative ? "-" : "") + digits, radix: 16)
  }

  /// The range without the blanks around it.
  static func trimmed(_ bytes: Span<UInt8>) -> Range<Int> {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start].isBlank { start += 1 }
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return start..<end
  }

  /// The parts of a decimal number: `[+-] digits [. digits] [e [+-] digits]`.
  private struct Shape {
    var all: Range<Int>
    var isNegative = false
    var whole = 0..<0
    var hasExponent = false

    init?(_ bytes: Span<UInt8>) {
      all = GrokNumber.trimmed(bytes)
      var index = all.lowerBound
      let end = all.upperBound
      if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
        isNegative = bytes[index] == UInt8(ascii: "-")
        index += 1
      }
      whole = Self.digits(bytes, &index, end)
      var fraction = 0..<0
      if index < end, bytes[index] == UInt8(ascii: ".") {
        index += 1
        fraction = Self.digits(bytes, &index, end)
      }
      guard !whole.isEmpty || !fraction.isEmpty else { return nil }
      if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
        hasExponent = true
        index += 1
        if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
          index += 1
        }
        guard !Self.digits(bytes, &index, end).isEmpty else { return nil }
      }
      guard index == end else { return nil }
    }

    private static func digits(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> Range<Int> {
      let start = index
      while index < end, case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[index] { index += 1 }
      return start..<index
    }
  }
}
