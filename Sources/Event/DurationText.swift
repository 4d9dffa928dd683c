/// Reads the text of a duration: `212`, `4.5`, in a unit that its field knows.
enum DurationText {
  /// The whole nanoseconds; nil for a text that is no number, or too long a time.
  ///
  /// - Parameter decimals: how many decimals of the unit a nanosecond is: 9 for seconds.
  static func nanoseconds(_ bytes: Span<UInt8>, _ range: Range<Int>, decimals: Int) -> Int64? {
    var place = range.lowerBound
    guard place < range.upperBound else { return nil }
    let isNegative = bytes[place] == UInt8(ascii: "-")
    if isNegative || bytes[place] == UInt8(ascii: "+") { place += 1 }
    var value: Int64 = 0
    var hasDigits = false
    // Decimals left to read; what stands after them is less than a nanosecond.
    var left: Int?
    while place < range.upperBound {
      let digit = bytes[place] &- 0x30
      if digit < 10 {
        hasDigits = true
        if left != 0, !append(digit, to: &value) { return nil }
        left = left.map { max($0 - 1, 0) }
      } else if bytes[place] == UInt8(ascii: "."), left == nil {
        left = decimals
      } else {
        return nil
      }
      place += 1
    }
    guard hasDigits else { return nil }
    for _ in 0..<(left ?? decimals) where !append(0, to: &value) { return nil }
    return isNegative ? -value : value
  }

  private static func append(_ digit: UInt8, to value: inout Int64) -> Bool {
    let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
    let (next, carry) = tens.addingReportingOverflow(Int64(digit))
    value = next
    return !overflow && !carry
  }
}
