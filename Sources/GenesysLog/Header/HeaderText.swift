/// Values of header lines, from bytes to what they mean.
enum HeaderText {
  /// The bytes as text: UTF-8, or Latin-1 where they are not.
  static func string(_ line: Span<UInt8>, _ range: Range<Int>) -> String {
    let bytes = line.extracting(range)
    if let text = try? UTF8Span(validating: bytes) { return String(copying: text) }
    var text = String.UnicodeScalarView()
    for place in bytes.indices { text.append(Unicode.Scalar(bytes[place])) }
    return String(text)
  }

  /// The whole number at the start of `range`, at most nine digits; and where it ends.
  static func number(_ line: Span<UInt8>, _ range: Range<Int>) -> (value: Int, end: Int)? {
    var place = range.lowerBound
    let isNegative = place < range.upperBound && line[place] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    let start = place
    var value = 0
    while place < range.upperBound, line[place] &- 0x30 < 10 {
      value = value * 10 + Int(line[place] & 0xF)
      place += 1
      guard place - start <= 9 else { return nil }
    }
    return place > start ? (isNegative ? -value : value, place) : nil
  }

  /// `37:19:09:27`, days to seconds, in seconds.
  static func runningSeconds(_ text: String) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0].utf8.count <= 9 else { return nil }
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { $0 &- 0x30 < 10 } ? Int64(part) : nil
    }
    guard numbers.count == 4, numbers[1] < 24, numbers[2] < 60, numbers[3] < 60 else { return nil }
    return ((numbers[0] * 24 + numbers[1]) * 60 + numbers[2]) * 60 + numbers[3]
  }

  /// The first number of at least three parts, `8.1.010.16`; nil if there is none.
  static func version(_ text: String) -> String? {
    let words = text.utf8.split { $0 &- 0x30 >= 10 && $0 != UInt8(ascii: ".") }
    let version = words.lazy.compactMap { Substring($0) }.first { word in
      let parts = word.split(separator: ".", omittingEmptySubsequences: false)
      return parts.count >= 3 && parts.allSatisfy { !$0.isEmpty }
    }
    return version.map(String.init)
  }
}
