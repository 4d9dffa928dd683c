package import Event

extension HTTPSecrets {
  /// Appends JSON as the inside of a JSON string, with `******` for the strings that are values of secrets' names.
  ///
  /// What is no JSON is written as it is.
  package static func append(json bytes: Span<UInt8>, _ range: Range<Int>, to out: inout JSONBuffer)
  {
    var written = range.lowerBound
    var place = range.lowerBound
    // The last string that may be a name, and whether a colon was met behind it.
    var name: Range<Int>?
    var isValue = false
    while let quote = nextQuote(bytes, place, range.upperBound, &isValue) {
      let end = SIPGrammar.closingQuote(bytes, quote + 1, range.upperBound) ?? range.upperBound
      let text = quote + 1..<max(end, quote + 1)
      if isValue, let name, isSecret(bytes, name), !text.isEmpty {
        out.append(escaping: bytes, written..<text.lowerBound)
        out.append("******")
        written = text.upperBound
      }
      name = isValue ? nil : text
      place = min(end + 1, range.upperBound)
    }
    out.append(escaping: bytes, written..<range.upperBound)
  }

  /// The place of the next quote; `isValue` tells whether only a colon and blanks stand before it.
  private static func nextQuote(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ isValue: inout Bool
  ) -> Int? {
    isValue = false
    for place in start..<end {
      switch bytes[place] {
      case UInt8(ascii: "\""): return place
      case UInt8(ascii: ":"): isValue = true
      case 0x20, 0x09, 0x0A, 0x0D: break
      default: isValue = false
      }
    }
    return nil
  }
}
