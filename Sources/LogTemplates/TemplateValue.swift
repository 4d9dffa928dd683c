/// What is known of a part that differs from text to text.
package struct TemplateValue: Sendable, Equatable {
  /// The narrowest type that covers all its values.
  package private(set) var type: ValueType
  /// All bytes that stand in its values.
  package private(set) var bytes = ByteSet()
  /// The different values, in the order they came; no more than ``maxSeen``.
  package private(set) var seen: [[UInt8]] = []
  /// Whether there are more than ``seen`` holds.
  package private(set) var hasMore = false
  /// The lengths of its values in bytes.
  package private(set) var lengths: ClosedRange<Int>

  /// How many values are kept, and of how many bytes.
  package static let maxSeen = 8
  static let maxSeenBytes = 128

  /// A part of which one value is known.
  init(_ type: ValueType, _ text: Span<UInt8>) {
    self.type = type
    lengths = text.count...text.count
    note(text)
  }

  /// A part of which one text is known, and no more.
  package init(of text: [UInt8]) {
    self.init(.plain(ByteSet(text)), text.span)
  }

  /// Whether some of its values are empty.
  package var canBeEmpty: Bool { lengths.lowerBound == 0 }

  /// The only value; nil where there are several.
  package var only: [UInt8]? { !hasMore && seen.count == 1 ? seen[0] : nil }

  /// Takes another value in.
  mutating func absorb(_ type: ValueType, _ text: Span<UInt8>) {
    note(text)
    widen(to: type)
  }

  /// Takes in all that is known of another part.
  mutating func absorb(_ other: Self) {
    bytes.formUnion(other.bytes)
    lengths =
      min(
        lengths.lowerBound, other.lengths.lowerBound)...max(
        lengths.upperBound, other.lengths.upperBound)
    for value in other.seen { keep(value.span) }
    hasMore = hasMore || other.hasMore
    widen(to: other.type)
  }

  /// Says which bytes and lengths its values have, and whether those that were seen are all.
  mutating func widen(bytes: ByteSet, lengths: ClosedRange<Int>, isKnown: Bool) {
    self.bytes = bytes
    self.lengths = lengths
    if isKnown { return }
    seen = []
    hasMore = true
  }

  private mutating func widen(to other: ValueType) {
    if type == .blank || other == .blank {
      type = bytes.contains(where: { !TextBytes.isBlank($0) }) ? .any : .blank
    } else {
      type = ValueType.join(type, other) ?? .plain(bytes)
    }
  }

  private mutating func note(_ text: Span<UInt8>) {
    for index in text.indices { bytes.insert(text[index]) }
    lengths = min(lengths.lowerBound, text.count)...max(lengths.upperBound, text.count)
    keep(text)
  }

  private mutating func keep(_ text: Span<UInt8>) {
    if hasMore { return }
    if seen.contains(where: { $0.count == text.count && TemplateToken.isSame($0.span, text) }) {
      return
    }
    if seen.count == Self.maxSeen || text.count > Self.maxSeenBytes {
      hasMore = true
      return
    }
    seen.append(text.indices.map { text[$0] })
  }
}

extension ByteSet {
  /// Whether a byte of the set is as wanted.
  func contains(where isWanted: (UInt8) -> Bool) -> Bool {
    (0...255).contains { contains($0) && isWanted($0) }
  }
}
