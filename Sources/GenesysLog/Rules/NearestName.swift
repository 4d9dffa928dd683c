/// Finds the name that a mistyped one was meant to be.
enum NearestName {
  /// The known name nearest to a word, whatever the case; nil if none is within a third of its length.
  static func of(_ word: String, among known: [String]) -> String? {
    // A longer word is no slip of the finger, and the table below grows with its square.
    guard word.utf8.count <= 64 else { return nil }
    let wanted = Array(word.asciiLowercased.utf8)
    var best: (name: String, distance: Int)?
    for name in known {
      let distance = editDistance(wanted, Array(name.asciiLowercased.utf8))
      if distance < best?.distance ?? .max { best = (name, distance) }
    }
    guard let best, best.distance <= max(1, wanted.count / 3) else { return nil }
    return best.name
  }

  /// Levenshtein's distance: bytes to insert, delete or replace to make one of the other.
  private static func editDistance(_ from: [UInt8], _ to: [UInt8]) -> Int {
    var row = Array(0...to.count)
    for (index, byte) in from.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in to.enumerated() {
        let substitution = diagonal + (byte == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(substitution, row[column] + 1, diagonal + 1)
      }
    }
    return row[to.count]
  }
}
