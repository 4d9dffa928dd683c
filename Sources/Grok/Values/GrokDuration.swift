extension GrokType {
  /// How many decimals of the type's unit a nanosecond is; nil for a type that is no duration.
  var decimalsOfNanosecond: Int? {
    switch self {
    case .seconds: 9
    case .milliseconds: 6
    case .microseconds: 3
    default: nil
    }
  }

  /// The whole nanoseconds of `4.5`; nil for a text that is no number, or too long a time.
  static func nanoseconds(_ text: Span<UInt8>, decimals: Int) -> Int64? {
    var rest = GrokNumber.trimmed(text)
    guard let first = rest.first else { return nil }
    let isNegative = text[first] == UInt8(ascii: "-")
    if isNegative || text[first] == UInt8(ascii: "+") { rest = first + 1..<rest.upperBound }
    let point = rest.first { text[$0] == UInt8(ascii: ".") } ?? rest.upperBound
    let whole = rest.lowerBound..<point
    let fraction = min(point + 1, rest.upperBound)..<rest.upperBound
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    var value: Int64? = 0
    for place in whole { value = appending(text[place], to: value) }
    for place in fraction.prefix(decimals) { value = appending(text[place], to: value) }
    for place in fraction.dropFirst(decimals) where text[place] &- 0x30 >= 10 { return nil }
    for _ in 0..<max(decimals - fraction.count, 0) {
      value = appending(UInt8(ascii: "0"), to: value)
    }
    return value.map { isNegative ? -$0 : $0 }
  }

  /// A number with one more digit; nil if the byte is none, or the number becomes too large.
  private static func appending(_ byte: UInt8, to value: Int64?) -> Int64? {
    guard let value, byte &- 0x30 < 10 else { return nil }
    let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
    let (next, carry) = tens.addingReportingOverflow(Int64(byte & 0xF))
    return overflow || carry ? nil : next
  }
}
