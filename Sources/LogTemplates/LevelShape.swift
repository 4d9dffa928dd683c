/// Levels of logging, in capitals.
enum LevelShape {
  private static let levels: [StaticString] = [
    "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "ERR", "SEVERE", "FATAL",
    "CRIT", "CRITICAL", "ALERT", "EMERG",
  ]

  /// The end of the level at a place; nil where none stands.
  static func end(_ bytes: Span<UInt8>, at place: Int, end: Int) -> Int? {
    // The first letters of them all, so that few words are compared.
    guard "TDINWESFCA".utf8.contains(bytes[place]) else { return nil }
    for level in levels {
      let count = level.utf8CodeUnitCount
      guard place + count <= end, matches(bytes, place, level) else { continue }
      if place + count == end || !TextBytes.isWord(bytes[place + count]) { return place + count }
    }
    return nil
  }

  private static func matches(_ bytes: Span<UInt8>, _ place: Int, _ word: StaticString) -> Bool {
    for index in 0..<word.utf8CodeUnitCount where bytes[place + index] != word.utf8Start[index] {
      return false
    }
    return true
  }
}
