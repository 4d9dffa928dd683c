/// Payment card numbers: 13 to 19 digits that begin like a card of a known scheme and end with the
/// right check digit (ISO/IEC 7812).
///
/// Whole, or in the groups that are printed on cards, with one kind of separator, blank or hyphen.
/// Beside a letter or digit it is no card number but a piece of an identifier in hexadecimal; times
/// since 1970 begin with 1, and ConnIDs with 0, as no card does.
enum CardNumber {
  private static let lengths = 13...19

  /// The sizes of groups in use, by the digits of their number.
  private static let groups: [[Int]] = [
    [4, 4, 4, 4, 3], [4, 4, 4, 4], [4, 4, 4, 1], [4, 4, 5], [4, 6, 5], [4, 6, 4],
  ]

  /// First digits of schemes, filled up to six digits, and how long their numbers are.
  private static let schemes: [(first: ClosedRange<Int>, lengths: ClosedRange<Int>)] = [
    (400_000...499_999, 13...19),  // Visa
    (510_000...559_999, 16...16), (222_100...272_099, 16...16),  // Mastercard
    (340_000...349_999, 15...15), (370_000...379_999, 15...15),  // American Express
    (300_000...305_999, 14...19), (309_500...309_599, 14...19),  // Diners Club
    (360_000...369_999, 14...19), (380_000...399_999, 14...19),
    (352_800...358_999, 16...19),  // JCB
    (601_100...601_199, 16...19), (644_000...659_999, 16...19),  // Discover
    (620_000...629_999, 16...19), (810_000...817_199, 16...19),  // UnionPay
    (500_000...509_999, 13...19), (560_000...589_999, 13...19),  // Maestro
    (630_000...639_999, 13...19), (670_000...679_999, 13...19),
    (220_000...220_499, 16...19), (600_000...610_000, 16...16),  // Mir, RuPay
  ]

  /// The next card number at or after `place`, which is moved behind it.
  static func next(in text: Span<UInt8>, _ place: inout Int) -> Range<Int>? {
    var start = place
    while start + lengths.lowerBound <= text.count {
      guard text[start].isDigit else {
        start += 1
        continue
      }
      var end = start + 1
      while end < text.count, text[end].isDigit { end += 1 }
      if !text.hasWordPart(before: start),
        let found = card(in: text, start..<end) ?? groupedCard(in: text, start..<end)
      {
        place = found.upperBound
        return found
      }
      start = end
    }
    place = text.count
    return nil
  }

  private static func card(in text: Span<UInt8>, _ run: Range<Int>) -> Range<Int>? {
    guard lengths.contains(run.count), !text.hasWordPart(at: run.upperBound), isValid(text, run)
    else { return nil }
    return run
  }

  /// A card number in groups, of which `first` is the first.
  private static func groupedCard(in text: Span<UInt8>, _ first: Range<Int>) -> Range<Int>? {
    guard first.count == 4, first.upperBound < text.count else { return nil }
    let separator = text[first.upperBound]
    guard separator == UInt8(ascii: " ") || separator == UInt8(ascii: "-") else { return nil }
    if separator == UInt8(ascii: "-"), first.lowerBound > 0,
      text[first.lowerBound - 1] == separator
    {
      return nil
    }
    for sizes in groups {
      if let end = end(of: sizes, separator, in: text, from: first.lowerBound),
        isValid(text, first.lowerBound..<end)
      {
        return first.lowerBound..<end
      }
    }
    return nil
  }

  /// Where groups of these sizes end; nil if others stand there.
  private static func end(
    of sizes: [Int], _ separator: UInt8, in text: Span<UInt8>, from start: Int
  ) -> Int? {
    var place = start
    for (index, size) in sizes.enumerated() {
      if index > 0 {
        guard place < text.count, text[place] == separator else { return nil }
        place += 1
      }
      guard place + size <= text.count else { return nil }
      for digit in place..<place + size where !text[digit].isDigit { return nil }
      place += size
    }
    return text.hasWordPart(at: place) ? nil : place
  }

  /// Whether the digits in `range` have a scheme, and the right check digit.
  private static func isValid(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var first = 0
    var count = 0
    // Sums of the digits at even and at odd places, as they are and doubled (Luhn).
    var sums = (even: 0, odd: 0)
    var doubled = (even: 0, odd: 0)
    for index in range where text[index].isDigit {
      let digit = Int(text[index] & 15)
      let twice = digit < 5 ? digit * 2 : digit * 2 - 9
      if count < 6 { first = first * 10 + digit }
      if count % 2 == 0 {
        sums.even += digit
        doubled.even += twice
      } else {
        sums.odd += digit
        doubled.odd += twice
      }
      count += 1
    }
    let sum = count % 2 == 0 ? sums.odd + doubled.even : sums.even + doubled.odd
    return sum % 10 == 0
      && schemes.contains { $0.first.contains(first) && $0.lengths.contains(count) }
  }
}
