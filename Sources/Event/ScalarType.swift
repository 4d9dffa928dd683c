/// The JSON type that a captured text is written as.
package enum ScalarType: Sendable, Equatable {
  case string
  /// A whole number; decimals are cut off.
  case integer
  /// A number with a fraction.
  case float
  /// `true` or `false`.
  case boolean
  /// A whole number printed in base 16, with or without `0x`.
  case hexadecimal
  /// The text in lower case.
  case lowercase
  /// The text in upper case.
  case uppercase
  /// A number of seconds, written as whole nanoseconds; so are the two below.
  case seconds
  /// A number of milliseconds.
  case milliseconds
  /// A number of microseconds.
  case microseconds

  /// Appends the text `range` of `bytes` as this type.
  ///
  /// - Returns: false if the text is not of this type; it is then written as a string.
  package func append(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout JSONBuffer
  ) -> Bool {
    let text = ScalarType.trimmed(bytes, range)
    let isDone =
      switch self {
      case .string: false
      case .integer: ScalarType.appendInteger(bytes, text, to: &out)
      case .float: ScalarType.appendFloat(bytes, text, to: &out)
      case .boolean: ScalarType.appendBoolean(bytes, range, to: &out)
      case .hexadecimal: ScalarType.appendHexadecimal(bytes, text, to: &out)
      case .lowercase: ScalarType.appendText(bytes, range, to: &out) { $0.lowercased() }
      case .uppercase: ScalarType.appendText(bytes, range, to: &out) { $0.uppercased() }
      case .seconds: ScalarType.appendDuration(bytes, text, decimals: 9, to: &out)
      case .milliseconds: ScalarType.appendDuration(bytes, text, decimals: 6, to: &out)
      case .microseconds: ScalarType.appendDuration(bytes, text, decimals: 3, to: &out)
      }
    if isDone { return true }
    out.append(UInt8(ascii: "\""))
    out.append(escaping: bytes, range)
    out.append(UInt8(ascii: "\""))
    return self == .string
  }

  /// Whether the text is a whole number that can stand in JSON as it is; not all such are known.
  ///
  /// Up to eight digits are looked at as the lanes of one word, see `StampWord`.
  @inline(__always)
  static func isPlainInteger(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let count = range.upperBound &- range.lowerBound
    guard range.lowerBound >= 0, count > 0, count <= 8, range.lowerBound &+ 8 <= bytes.count else {
      return false
    }
    let word = UInt64(
      littleEndian: bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: range.lowerBound, as: UInt64.self))
    // What follows the text is shifted out; zeros come in, which count as digits.
    let lanes = (word ^ 0x3030_3030_3030_3030) << UInt64(truncatingIfNeeded: 64 &- count &* 8)
    let isNumber = (lanes | (lanes &+ 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0 == 0
    return isNumber && (count == 1 || word & 0xFF != 0x30)
  }

  private static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start] == 0x20 { start += 1 }
    while start < end, bytes[end - 1] == 0x20 { end -= 1 }
    return start..<end
  }

  /// The number's parts: sign, whole digits without leading zeros, whether more follows.
  private static func appendInteger(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout JSONBuffer
  ) -> Bool {
    var place = range.lowerBound
    guard place < range.upperBound else { return false }
    let isNegative = bytes[place] == UInt8(ascii: "-")
    if isNegative || bytes[place] == UInt8(ascii: "+") { place += 1 }
    let digits = digitRun(bytes, place..<range.upperBound)
    if digits.upperBound < range.upperBound {
      return appendTruncated(bytes, range, to: &out)
    }
    guard !digits.isEmpty else { return false }
    var first = digits.lowerBound
    while first < digits.upperBound - 1, bytes[first] == UInt8(ascii: "0") { first += 1 }
    let isZero = bytes[first] == UInt8(ascii: "0")
    if isNegative, !isZero { out.append(UInt8(ascii: "-")) }
    // Digits past 64 bits stand as they are: JSON sets no limit, and nothing is lost.
    out.append(bytes, first..<digits.upperBound)
    return true
  }

  /// `5.75` and `1e3` as whole numbers.
  private static func appendTruncated(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout JSONBuffer
  ) -> Bool {
    guard let value = decimal(bytes, range), let whole = Int64(exactly: value.rounded(.towardZero))
    else { return false }
    out.append(integer: whole)
    return true
  }

  private static func appendFloat(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout JSONBuffer
  ) -> Bool {
    guard let value = decimal(bytes, range), value.isFinite else { return false }
    out.append(double: value)
    return true
  }

  private static func appendBoolean(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout JSONBuffer
  ) -> Bool {
    guard range.count <= 5 else { return false }
    // The short forms are those of Go's `strconv.ParseBool`, which go-grok has.
    switch text(bytes, range).lowercased() {
    case "true", "t", "1": out.append("true")
    case "false", "f", "0": out.append("false")
    default: return false
    }
    return true
  }

  private static func appendHexadecimal(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout JSONBuffer
  ) -> Bool {
    guard range.count <= 20 else { return false }
    var digits = text(bytes, range)[...]
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
    if digits.hasPrefix("0x") || digits.hasPrefix("0X") { digits.removeFirst(2) }
    guard digits.first?.isHexDigit == true,
      let value = Int64((isNegative ? "-" : "") + digits, radix: 16)
    else { return false }
    out.append(text: String(value))
    return true
  }

  private static func appendDuration(
    _ bytes: Span<UInt8>, _ range: Range<Int>, decimals: Int, to out: inout JSONBuffer
  ) -> Bool {
    guard let value = DurationText.nanoseconds(bytes, range, decimals: decimals) else {
      return false
    }
    out.append(integer: value)
    return true
  }

  private static func appendText(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout JSONBuffer,
    _ change: (String) -> String
  ) -> Bool {
    out.append(quoted: change(text(bytes, range)))
    return true
  }

  private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
    }
  }

  /// A decimal number, `+`/`-`, digits, fraction and exponent; nothing else (no hex, no `inf`).
  private static func decimal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    guard range.count > 0, range.count <= 400 else { return nil }
    for place in range {
      switch bytes[place] {
      case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        continue
      default:
        return nil
      }
    }
    return Double(text(bytes, range))
  }

  private static func digitRun(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var end = range.lowerBound
    while end < range.upperBound, bytes[end] >= 0x30, bytes[end] <= 0x39 { end += 1 }
    return range.lowerBound..<end
  }
}
