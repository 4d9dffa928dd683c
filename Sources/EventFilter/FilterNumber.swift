/// A decimal number: whole ones exactly as far as 64 bits go, others as a double.
struct FilterNumber: Sendable, Equatable {
  private let whole: Int64?
  private let value: Double

  /// Reads `[+-]digits[.digits][e[+-]digits]`, leading zeros allowed; nil for all other text.
  init?(_ text: Span<UInt8>, _ range: Range<Int>) {
    var place = range.lowerBound
    var isNegative = false
    if place < range.upperBound,
      text[place] == UInt8(ascii: "-") || text[place] == UInt8(ascii: "+")
    {
      isNegative = text[place] == UInt8(ascii: "-")
      place += 1
    }
    let first = place
    // Counted downwards: the smallest number has no positive twin.
    var whole: Int64? = 0
    while place < range.upperBound, let digit = FilterNumber.digit(text[place]) {
      whole = whole.flatMap { FilterNumber.append(digit, to: $0) }
      place += 1
    }
    guard place > first else { return nil }
    if place == range.upperBound, let magnitude = whole, isNegative || magnitude != .min {
      self.whole = isNegative ? magnitude : -magnitude
      value = Double(isNegative ? magnitude : -magnitude)
      return
    }
    guard FilterNumber.isFraction(text, place..<range.upperBound), range.count <= 400,
      let value = FilterNumber.double(text, range)
    else { return nil }
    self.whole = nil
    self.value = value
  }

  /// The number as a text.
  var spelling: String { whole.map { String($0) } ?? value.description }

  /// How this number stands to another.
  func order(to other: FilterNumber) -> FilterOrder {
    if let whole, let otherWhole = other.whole { return FilterOrder(of: whole, to: otherWhole) }
    return FilterOrder(of: value, to: other.value)
  }

  private static func digit(_ byte: UInt8) -> Int64? {
    byte >= 0x30 && byte <= 0x39 ? Int64(byte - 0x30) : nil
  }

  private static func append(_ digit: Int64, to number: Int64) -> Int64? {
    let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
    let (sum, overflow2) = tens.subtractingReportingOverflow(digit)
    return overflow || overflow2 ? nil : sum
  }

  /// Whether `range` is empty or `[.digits][e[+-]digits]`.
  private static func isFraction(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    if place < range.upperBound, text[place] == UInt8(ascii: ".") {
      let digits = digitRun(text, place + 1..<range.upperBound)
      if digits == 0 { return false }
      place += 1 + digits
    }
    if place < range.upperBound, text[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      if place < range.upperBound,
        text[place] == UInt8(ascii: "-") || text[place] == UInt8(ascii: "+")
      {
        place += 1
      }
      let digits = digitRun(text, place..<range.upperBound)
      if digits == 0 { return false }
      place += digits
    }
    return place == range.upperBound
  }

  private static func digitRun(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    while count < range.count, digit(text[range.lowerBound + count]) != nil { count += 1 }
    return count
  }

  private static func double(_ text: Span<UInt8>, _ range: Range<Int>) -> Double? {
    let spelling = text.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
    }
    return Double(spelling)
  }
}
