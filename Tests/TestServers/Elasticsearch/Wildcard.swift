/// Names with `*` in them, which stands for any text.
enum Wildcard {
  /// Whether a pattern covers a name.
  static func matches(_ pattern: String, _ name: String) -> Bool {
    meet(Array(pattern.utf8)[...], Array(name.utf8)[...])
  }

  /// Whether any of the patterns covers a name.
  static func matches(_ patterns: [String], _ name: String) -> Bool {
    patterns.contains { matches($0, name) }
  }

  /// Whether there may be a name that both patterns cover.
  static func overlap(_ one: String, _ other: String) -> Bool {
    meet(Array(one.utf8)[...], Array(other.utf8)[...])
  }

  private static let star = UInt8(ascii: "*")

  /// Whether two texts can be the same, whatever stands for their stars.
  ///
  /// Row by row, so that it takes no more than the product of the lengths.
  private static func meet(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
    let (one, other) = (Array(one), Array(other))
    // `row[j]`: the first `i` bytes of one, and the first `j` of the other, can be the same.
    var row = [Bool](repeating: false, count: other.count + 1)
    for i in 0...one.count {
      var next = [Bool](repeating: false, count: other.count + 1)
      for j in 0...other.count {
        if i == 0, j == 0 {
          next[j] = true
          continue
        }
        let above = i > 0 && row[j]
        let left = j > 0 && next[j - 1]
        let corner = i > 0 && j > 0 && row[j - 1]
        let hasStar = (i > 0 && one[i - 1] == star, j > 0 && other[j - 1] == star)
        next[j] =
          (hasStar.0 && (above || left)) || (hasStar.1 && (above || left))
          || (corner && i > 0 && j > 0 && (one[i - 1] == other[j - 1]))
      }
      row = next
    }
    return row[other.count]
  }
}
