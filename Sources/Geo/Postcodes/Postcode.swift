import Event

/// A postcode of the United Kingdom as it stands in a text: `CB2 1TN`.
package struct Postcode: Sendable, Equatable {
  /// The letters that it begins with, one or two; the second is 0 if there is none.
  let letters: (UInt8, UInt8)
  /// The number of the district behind them.
  let district: Int
  /// The letter behind that number, as in `EC4M`; 0 if there is none.
  let suffix: UInt8
  /// The digit and the two letters behind the blank.
  let inward: (UInt8, UInt8, UInt8)
  /// Where it ends.
  let end: Int
  /// Whether a blank stands in it.
  let hasBlank: Bool

  package static func == (left: Postcode, right: Postcode) -> Bool {
    left.letters == right.letters && left.district == right.district
      && left.suffix == right.suffix && left.inward == right.inward
  }

  /// Reads a postcode that begins at `start`; nil if none stands there.
  ///
  /// - Parameter isLenient: also small letters, and several blanks.
  init?(_ text: Span<UInt8>, at start: Int, isLenient: Bool) {
    var place = start
    func next(_ offset: Int = 0) -> UInt8 {
      guard place + offset < text.count else { return 0 }
      let byte = text[place + offset]
      return isLenient ? byte.uppercased : byte
    }
    guard next().isCapital else { return nil }
    let first = next()
    place += 1
    let second = next().isCapital ? next() : 0
    if second != 0 { place += 1 }
    guard next().isDigit else { return nil }
    var district = Int(next() & 0xF)
    var digits = 1
    place += 1
    // The second digit of `B11AA` begins the inward code.
    if next().isDigit, !Self.isInward(next(), next(1), next(2)) {
      district = district * 10 + Int(next() & 0xF)
      digits = 2
      place += 1
    }
    if digits == 1, next().isCapital {
      suffix = next()
      place += 1
    } else {
      suffix = 0
    }
    let blank = place
    while next() == 0x20, place - blank < (isLenient ? 4 : 1) { place += 1 }
    hasBlank = place > blank
    // `CB02` is no district.
    let hasExtraZero = digits == 2 && district < 10
    guard Self.isInward(next(), next(1), next(2)), !hasExtraZero else { return nil }
    letters = (first, second)
    self.district = district
    inward = (next(), next(1), next(2))
    end = place + 3
  }

  /// Whether these can be the last three: never C, I, K, M, O or V, which look like others.
  private static func isInward(_ digit: UInt8, _ first: UInt8, _ second: UInt8) -> Bool {
    digit.isDigit && isInwardLetter(first) && isInwardLetter(second)
  }

  private static func isInwardLetter(_ letter: UInt8) -> Bool {
    guard letter.isCapital else { return false }
    // A bit for each of C, I, K, M, O, V.
    let without: UInt32 = 1 << 2 | 1 << 8 | 1 << 10 | 1 << 12 | 1 << 14 | 1 << 21
    return without >> UInt32(letter - 0x41) & 1 == 0
  }
}

extension Postcode {
  /// Appends the first half, `CB2`.
  func appendOutward(to out: inout JSONBuffer) {
    out.append(letters.0)
    if letters.1 != 0 { out.append(letters.1) }
    out.append(integer: Int64(district))
    if suffix != 0 { out.append(suffix) }
  }

  /// Appends a blank and the second half, ` 1TN`.
  func appendInward(to out: inout JSONBuffer) {
    out.append(UInt8(ascii: " "))
    out.append(inward.0)
    out.append(inward.1)
    out.append(inward.2)
  }
}

extension Postcode: CustomStringConvertible {
  /// The first half: area and district, `CB2`.
  package var outward: String {
    var out = JSONBuffer()
    appendOutward(to: &out)
    return out.text()
  }

  /// As it is written on a letter.
  package var description: String {
    outward + " " + String(decoding: [inward.0, inward.1, inward.2], as: UTF8.self)
  }
}
