import Event

/// How many bytes there are somewhere, and which: their length and a hash.
///
/// The hash is SipHash under a key of its own: the same in every run, and nothing that a log could meet by
/// accident.
package struct ContentMark: Sendable, Hashable {
  /// How many bytes; 0 for a mark of nothing.
  package var length: Int
  /// The 64 bits of the hash.
  package var hash: UInt64

  /// Makes a mark of its parts.
  package init(length: Int, hash: UInt64) {
    self.length = length
    self.hash = hash
  }

  /// The mark of `bytes`.
  package static func of(_ bytes: Span<UInt8>) -> ContentMark {
    var hash = EventHash(key: key)
    hash.append(bytes)
    return ContentMark(length: bytes.count, hash: hash.value().low)
  }

  /// The mark of no bytes.
  package static let empty = of(Span())

  // Any key does that no other hash has: "genlog m", "ark byte".
  private static let key = EventHash.Value(high: 0x6765_6e6c_6f67_206d, low: 0x6172_6b20_6279_7465)
}
