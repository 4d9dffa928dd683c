/// A number as a dump prints it, with what explains it: `46 [RealDBServer]`, `1272099282 (12:54:42)`.
struct DumpNumber {
  /// The digits.
  var digits: Range<Int>
  /// The name in square brackets; empty if there is none.
  var name = 0..<0

  /// Reads `range`, which has no blanks around it; nil if it is anything else than a plain number.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var end = range.lowerBound
    while end < range.upperBound, !DumpText.isBlank(bytes[end]) { end &+= 1 }
    digits = range.lowerBound..<end
    guard DumpNumber.isInteger(bytes, digits) else { return nil }
    let start = DumpText.skipBlanks(bytes, from: end, end: range.upperBound)
    if start == range.upperBound { return }
    let last = bytes[range.upperBound &- 1]
    switch bytes[start] {
    case UInt8(ascii: "["):
      guard last == UInt8(ascii: "]") else { return nil }
      name = DumpText.trimmed(bytes, start + 1..<range.upperBound - 1)
    case UInt8(ascii: "("):
      guard last == UInt8(ascii: ")") else { return nil }
    default:
      return nil
    }
  }

  /// Whether `range` is a decimal integer of at most 18 digits, without leading zeros.
  @inline(__always)
  static func isInteger(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    if place < range.upperBound, bytes[place] == UInt8(ascii: "-") {
      place &+= 1
      if place < range.upperBound, bytes[place] == UInt8(ascii: "0") { return false }
    }
    let count = range.upperBound &- place
    guard count > 0, count <= 18 else { return false }
    if bytes[place] == UInt8(ascii: "0"), count > 1 { return false }
    while place < range.upperBound {
      if !DumpText.isDigit(bytes[place]) { return false }
      place &+= 1
    }
    return true
  }

  /// Whether `range` is a decimal number such as `12` or `-1.50`, in a spelling that JSON shares.
  static func isDecimal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard
      let point = DumpText.find(
        UInt8(ascii: "."), bytes, from: range.lowerBound, end: range.upperBound)
    else { return isInteger(bytes, range) }
    let fraction = point + 1..<range.upperBound
    guard !fraction.isEmpty, fraction.count <= 18 else { return false }
    for place in fraction where !DumpText.isDigit(bytes[place]) { return false }
    let whole = range.lowerBound..<point
    return isInteger(bytes, whole) || DumpText.equals(bytes, whole, "-0")
  }
}
