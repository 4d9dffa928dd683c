/// The keys of Configuration Server texts that have a field of their own.
enum BracketKeys {
  /// One known key, in lower case, and its fields before and after the word `client`.
  private struct Entry {
    let key: StaticString
    let subject: BracketExtractor.Field
    let client: BracketExtractor.Field
  }

  private static let table: [Entry] = [
    Entry(key: "object", subject: .objectType, client: .objectType),
    Entry(key: "object type", subject: .objectType, client: .objectType),
    Entry(key: "objects of type", subject: .objectType, client: .objectType),
    Entry(key: "name", subject: .objectName, client: .clientName),
    Entry(key: "object name", subject: .objectName, client: .objectName),
    Entry(key: "dbid", subject: .objectDBID, client: .objectDBID),
    Entry(key: "type", subject: .objectType, client: .clientType),
    Entry(key: "client", subject: .clientID, client: .clientID),
    Entry(key: "new client", subject: .clientID, client: .clientID),
    Entry(key: "application", subject: .applicationName, client: .clientName),
    Entry(key: "application name", subject: .applicationName, client: .clientName),
    Entry(key: "user", subject: .userName, client: .userName),
    Entry(key: "user name", subject: .userName, client: .userName),
    Entry(key: "address", subject: .clientAddress, client: .clientAddress),
    Entry(key: "property", subject: .propertyName, client: .propertyName),
    Entry(key: "objectset", subject: .objectsetName, client: .objectsetName),
    Entry(key: "transaction", subject: .transactionID, client: .transactionID),
    Entry(key: "protocol", subject: .protocolName, client: .protocolName),
    Entry(key: "reason", subject: .reason, client: .reason),
    Entry(key: "error", subject: .errorType, client: .errorType),
  ]

  /// The field of a key, whatever its case; `.other` for a key that is not in the table.
  static func field(
    _ text: Span<UInt8>, _ key: Range<Int>, afterClient: Bool
  ) -> BracketExtractor.Field {
    for entry in table where matches(entry.key, text, key) {
      return afterClient ? entry.client : entry.subject
    }
    return lastWord(text, key).map { field(text, $0, afterClient: afterClient) } ?? .other
  }

  /// The last word of a key of several: `is created by client type` is about `type`.
  private static func lastWord(_ text: Span<UInt8>, _ key: Range<Int>) -> Range<Int>? {
    var first = key.upperBound
    while first > key.lowerBound, !BracketScanner.isBlank(text[first - 1]) { first -= 1 }
    return first == key.lowerBound ? nil : first..<key.upperBound
  }

  private static func matches(
    _ wanted: StaticString, _ text: Span<UInt8>, _ key: Range<Int>
  ) -> Bool {
    guard wanted.utf8CodeUnitCount == key.count else { return false }
    let bytes = UnsafeBufferPointer(start: wanted.utf8Start, count: wanted.utf8CodeUnitCount)
    for offset in 0..<key.count {
      let byte = text[key.lowerBound + offset]
      let isUpper = byte >= 0x41 && byte <= 0x5A
      if (isUpper ? byte | 0x20 : byte) != bytes[offset] { return false }
    }
    return true
  }
}
