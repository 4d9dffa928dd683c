import Glibc

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
/// Prose, `password is incorrect`, holds none. All of the names have a `w`: a text without one is
/// passed as fast as `memchr` reads it.
struct SecretScan {
  /// Where the passwords of the last text stand, in its order.
  private(set) var ranges: [Range<Int>] = []

  /// Finds the passwords in `text`; whether there are any.
  @inline(__always)
  mutating func find(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    if !ranges.isEmpty { ranges.removeAll(keepingCapacity: true) }
    guard SecretScan.holdsName(bytes, text, UInt8(ascii: "w"))
      || SecretScan.holdsName(bytes, text, UInt8(ascii: "W"))
    else { return false }
    return collect(bytes, text)
  }

  /// Whether a name of a password may stand in the text: a `w` with the right letter before it.
  private static func holdsName(_ bytes: Span<UInt8>, _ text: Range<Int>, _ letter: UInt8) -> Bool {
    bytes.withUnsafeBytes { all in
      guard let base = all.baseAddress, !text.isEmpty else { return false }
      // The first byte has none before it.
      var place = text.lowerBound + 1
      while place < text.upperBound,
        let found = memchr(base + place, Int32(letter), text.upperBound - place)
      {
        let index = UnsafeRawPointer(found) - base
        let before = all[index - 1] | 0x20
        if before == UInt8(ascii: "s") || before == UInt8(ascii: "p") { return true }
        place = index + 1
      }
      return false
    }
  }

  @inline(never)
  private mutating func collect(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    var place = text.lowerBound
    while place < text.upperBound {
      guard let name = SecretName(bytes, at: place, in: text) else {
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
