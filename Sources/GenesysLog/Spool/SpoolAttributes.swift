/// The attributes of a spooled event: a list of names and texts.
///
///     u16 number of pairs, then each: u8 0, u16 length, name, NUL, u16 length, text, NUL
///
/// The list's own length stands before it, once as the length of the field or once more in it, and a
/// length counts the NUL or does not: the reading that takes all bytes is the right one.
package struct SpoolAttributes: Equatable, Sendable {
  /// How many pairs there are.
  package let count: Int
  /// The pairs' bytes.
  private let range: Range<Int>
  private let countsNUL: Bool

  /// One attribute.
  package struct Pair: Equatable, Sendable {
    /// Bytes of the name, without NUL.
    package let name: Range<Int>
    /// Bytes of the text, without NUL; may be empty.
    package let value: Range<Int>
  }

  /// Reads a list; nil if it is not one.
  init?(_ bytes: Span<UInt8>, _ list: Range<Int>) {
    for skipped in [0, 2] {
      for countsNUL in [true, false] {
        let start = list.lowerBound + skipped
        guard start + 2 <= list.upperBound else { continue }
        let count = SpoolAttributes.number(bytes, at: start)
        let attributes = SpoolAttributes(
          count: count, range: start + 2..<list.upperBound, countsNUL: countsNUL)
        if count > 0, attributes.isWhole(bytes) {
          self = attributes
          return
        }
      }
    }
    return nil
  }

  private init(count: Int, range: Range<Int>, countsNUL: Bool) {
    self.count = count
    self.range = range
    self.countsNUL = countsNUL
  }

  /// The place of the first pair, for ``next(_:_:)``.
  package var start: Int { range.lowerBound }

  /// The pair at `place`, which moves past it; nil at the end.
  package func next(_ bytes: Span<UInt8>, _ place: inout Int) -> Pair? {
    guard place < range.upperBound, bytes[place] == 0 else { return nil }
    var end = place + 1
    guard let name = text(bytes, &end), let value = text(bytes, &end) else { return nil }
    place = end
    return Pair(name: name, value: value)
  }

  private func isWhole(_ bytes: Span<UInt8>) -> Bool {
    var place = range.lowerBound
    var left = count
    while left > 0, next(bytes, &place) != nil { left -= 1 }
    return left == 0 && place == range.upperBound
  }

  /// A length, and so many bytes with a NUL.
  private func text(_ bytes: Span<UInt8>, _ place: inout Int) -> Range<Int>? {
    guard place + 2 <= range.upperBound else { return nil }
    let length = SpoolAttributes.number(bytes, at: place) - (countsNUL ? 1 : 0)
    let start = place + 2
    guard length >= 0, start + length < range.upperBound, bytes[start + length] == 0 else {
      return nil
    }
    place = start + length + 1
    return start..<start + length
  }

  private static func number(_ bytes: Span<UInt8>, at place: Int) -> Int {
    Int(bytes[place]) << 8 | Int(bytes[place + 1])
  }
}
