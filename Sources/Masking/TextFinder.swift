import Glibc

/// Finds one text in another in time that grows with the sum of their lengths, whatever they are.
///
/// As Knuth, Morris and Pratt do; while nothing matches, it goes from one first byte to the next by `memchr`.
enum TextFinder {
  /// Appends, for each place in the part `range` of `needle`, how long the longest proper prefix is
  /// that ends there.
  static func appendTable(of needle: [UInt8], _ range: Range<Int>, to table: inout [Int32]) {
    let start = table.count
    var length = 0
    for index in range.indices {
      if index > range.lowerBound {
        while length > 0, needle[index] != needle[range.lowerBound + length] {
          length = Int(table[start + length - 1])
        }
        if needle[index] == needle[range.lowerBound + length] { length += 1 }
      }
      table.append(Int32(truncatingIfNeeded: length))
    }
  }

  /// The first place, from `start` on, where the part `range` of `needle` stands in `text`.
  ///
  /// - Parameter tableStart: where the table of that part begins.
  static func place(
    of needle: [UInt8], _ range: Range<Int>, table: [Int32], from tableStart: Int,
    in text: Span<UInt8>, from start: Int
  ) -> Int? {
    var place = start
    var length = 0
    while place < text.count {
      if length == 0 {
        guard let next = index(of: needle[range.lowerBound], in: text, from: place) else {
          return nil
        }
        place = next
      }
      while length > 0, text[place] != needle[range.lowerBound + length] {
        length = Int(table[tableStart + length - 1])
      }
      if text[place] == needle[range.lowerBound + length] { length += 1 }
      place += 1
      if length == range.count { return place - length }
    }
    return nil
  }

  private static func index(of byte: UInt8, in text: Span<UInt8>, from start: Int) -> Int? {
    text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress,
        let found = memchr(base + start, Int32(byte), buffer.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }
}
