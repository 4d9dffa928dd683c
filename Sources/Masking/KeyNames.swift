/// Names of keys, found by hash; those with a star, which are few, one by one.
struct KeyNames: Sendable {
  /// All of them.
  let patterns: [NamePattern]

  private let names: Set<[UInt8]>
  private let stars: [NamePattern]
  /// The lengths of the names, so that most words of a text need no hash; 63 is all beyond.
  private var lengths: UInt64 = 0

  /// Makes a list.
  init(_ texts: [String]) {
    patterns = texts.map(NamePattern.init)
    names = Set(patterns.filter(\.isName).map(\.bytes))
    stars = patterns.filter { !$0.isName }
    for name in names { lengths |= 1 << min(UInt64(name.count), 63) }
  }

  /// Whether `name`, in lower case, is in the list.
  func contains(_ name: [UInt8]) -> Bool {
    if lengths >> min(UInt64(name.count), 63) & 1 == 1, names.contains(name) { return true }
    return stars.contains { $0.matches(name.span) }
  }
}
