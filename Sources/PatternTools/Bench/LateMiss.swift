import Grok

/// Makes of a line that a pattern matches one that it refuses as late as possible.
///
/// A line that fails near its end has been read nearly whole. Every part of a pattern that can be read
/// in two ways doubles what such a line costs, and so does every place from which it is tried anew; a
/// match shows nothing of either.
enum LateMiss {
  /// What a byte is replaced by: something that hardly anything matches, a letter, a blank.
  private static let spoilers: [UInt8] = [0x01, UInt8(ascii: "x"), UInt8(ascii: " ")]

  /// The line with one byte replaced: the last one, tried from the end backwards, that spoils the match.
  ///
  /// Nil if none does, as with a pattern of which any part of the line is enough.
  static func of(
    _ line: [UInt8], _ pattern: GrokPattern, _ matcher: inout GrokMatcher
  ) -> [UInt8]? {
    for index in line.indices.reversed() {
      for byte in spoilers {
        var damaged = line
        damaged[index] = byte
        if matcher.match(pattern, damaged.span) != .matched { return damaged }
      }
    }
    return nil
  }
}
