/// Finds the passwords in a record's text, so that none comes out.
///
/// A password is a value beside a name that ends in `password`, `passwd` or `pwd`, however the
/// component writes names and values:
///
///     password=V    password='V'    password: V    "password":"V"    pwd=V    -password V
///     Property [app-password] is set to [V]
///     attr: SATRCFG_PASSWORD          value:   "V"
///     'password'→'V'    'password' [str] = "V"    <password>V</password>
///
/// Prose, `password is incorrect`, holds none. All of the names have `sw` or `pw` in them: a text without
/// either is passed as fast as it is read.
struct SecretScan {
  /// Where the passwords of the last text that had some stand, in its order.
  private(set) var ranges: [Range<Int>] = []

  /// Finds the passwords in `text`; whether there are any.
  @inline(__always)
  mutating func find(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    SecretScan.mayHoldName(bytes, text) ? collect(bytes, text) : false
  }

  /// Whether a name of a password may stand in the text: a `w` with `s` or `p` before it.
  ///
  /// Sixteen bytes at a time, beside those before them.
  @inline(__always)
  private static func mayHoldName(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    guard text.lowerBound >= 0, text.upperBound <= bytes.count else { return false }
    // Few texts are that short, and to look at them closely takes no longer.
    if text.count <= 16 { return text.count > 4 }
    // The first byte has none before it; the last vector overlaps the one before.
    var place = text.lowerBound &+ 1
    let last = text.upperBound &- 16
    var found = pairs(bytes, at: last)
    while place < last {
      found |= pairs(bytes, at: place)
      place &+= 16
    }
    return found[0] | found[1] != 0
  }

  /// All ones for each byte that is `w` or `W` and has `s` or `p`, in any case, before it.
  ///
  /// Vectors of a spelled-out type are compared, as in `JSONCursor`.
  @inline(__always)
  private static func pairs(_ bytes: Span<UInt8>, at place: Int) -> SIMD2<UInt64> {
    let lower = SIMD16<Int8>(repeating: 0x20)
    let here = bytes.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: place, as: SIMD16<Int8>.self)
    let before = bytes.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: place &- 1, as: SIMD16<Int8>.self)
    let isW = (here | lower) .== SIMD16<Int8>(repeating: 0x77)
    let isS = (before | lower) .== SIMD16<Int8>(repeating: 0x73)
    let isP = (before | lower) .== SIMD16<Int8>(repeating: 0x70)
    return unsafeBitCast(isW .& (isS .| isP), to: SIMD2<UInt64>.self)
  }

  @inline(never)
  private mutating func collect(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    ranges.removeAll(keepingCapacity: true)
    var place = text.lowerBound
    while place < text.upperBound {
      guard bytes[place] | 0x20 == UInt8(ascii: "p"),
        let name = SecretName(bytes, at: place, in: text)
      else {
        place += 1
        continue
      }
      if let value = SecretValue.range(bytes, after: name, in: text) {
        ranges.append(value)
        place = value.upperBound
      } else {
        place = max(name.end, place + 1)
      }
    }
    return !ranges.isEmpty
  }
}

/// The name of a password: `app-password`, `SATRCFG_PASSWORD`, `pwd`.
struct SecretName {
  /// Where the whole name starts.
  let start: Int
  /// Where it ends.
  let end: Int
  /// Whether more follows the word, as in `password-min-length`: a number is no secret then.
  let goesOn: Bool

  /// Names are short: what goes on longer is looked at only so far.
  private static let maxCount = 128

  /// The name whose word `passw` or `pwd` starts at `place`; nil if none does.
  init?(_ bytes: Span<UInt8>, at place: Int, in text: Range<Int>) {
    let limit = min(text.upperBound, place + SecretName.maxCount)
    guard bytes[place] | 0x20 == UInt8(ascii: "p") else { return nil }
    let rest = place..<text.upperBound
    var end: Int
    if SecretName.starts(bytes, rest, "passw") {
      end = place + 5
      for ending: StaticString in ["ord", "d"]
      where SecretName.starts(bytes, end..<text.upperBound, ending) {
        end += ending.utf8CodeUnitCount
        break
      }
    } else if SecretName.starts(bytes, rest, "pwd") {
      end = place + 3
    } else {
      return nil
    }
    while end < limit, DumpText.isDigit(bytes[end]) { end += 1 }
    let wordEnd = end
    while end < limit, DumpText.isName(bytes[end]) { end += 1 }
    // `pwd` is short enough to be part of another word.
    if bytes[place + 1] | 0x20 == UInt8(ascii: "w"), end > wordEnd { return nil }
    var start = place
    let first = max(text.lowerBound, place - SecretName.maxCount)
    while start > first, DumpText.isName(bytes[start - 1]) { start -= 1 }
    self.start = start
    self.end = end
    goesOn = end > wordEnd
  }

  private static func starts(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ word: StaticString
  ) -> Bool {
    guard word.utf8CodeUnitCount <= range.count else { return false }
    for index in 0..<word.utf8CodeUnitCount
    where bytes[range.lowerBound + index] | 0x20 != word.utf8Start[index] { return false }
    return true
  }
}
