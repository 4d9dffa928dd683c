/// Finds the name that somebody probably meant.
package enum Spelling {
  /// The name with the fewest edits from `word`, at most a third of its length.
  ///
  /// Letter case does not count. Nil if all are farther off.
  package static func nearest(to word: String, among names: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased().utf8)
    // Longer words come from hostile input only, and the distance costs their product.
    guard !letters.isEmpty, letters.count <= 200 else { return nil }
    var best: (name: String, distance: Int)?
    var bound = max(1, (letters.count + 1) / 3)
    for name in names {
      let candidate = Array(name.lowercased().utf8)
      guard abs(candidate.count - letters.count) <= bound else { continue }
      let distance = distance(letters, candidate)
      guard distance <= bound else { continue }
      if let known = best, (known.distance, known.name) <= (distance, name) { continue }
      best = (name, distance)
      bound = distance
    }
    return best?.name
  }

  /// The fewest letters changed, added, left out, or swapped with the next one.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var before = [Int](repeating: 0, count: b.count + 1)
    var row = Array(0...b.count)
    for i in 1...a.count {
      var next = [Int](repeating: i, count: b.count + 1)
      for j in stride(from: 1, through: b.count, by: 1) {
        next[j] = min(row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), row[j] + 1, next[j - 1] + 1)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          next[j] = min(next[j], before[j - 2] + 1)
        }
      }
      before = row
      row = next
    }
    return row[b.count]
  }
}
