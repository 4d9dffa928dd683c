extension BracketExtractor {
  /// The field that a key of a Configuration Server text means, whatever its case.
  ///
  /// - Parameter afterClient: whether the word `client` stands before it: then `type` is the client's.
  package static func field(ofKey key: Span<UInt8>, afterClient: Bool) -> Field {
    BracketKeys.field(key, 0..<key.count, afterClient: afterClient)
  }
}
