import Event

/// What a server says it is, at `GET /`.
///
///     {"version":{"number":"8.19.2"}, "tagline":"You Know, for Search"}
///     {"version":{"distribution":"opensearch","number":"2.19.1"}, ...}
struct ServerProduct: Sendable, Equatable {
  /// Whether it is OpenSearch, which counts its versions anew.
  let isOpenSearch: Bool
  let major: Int
  let minor: Int

  private static let number = FieldPath("version.number")
  private static let distribution = FieldPath("version.distribution")

  /// Reads the reply; nil if it says nothing of the kind.
  init?(_ reply: Span<UInt8>) {
    guard let number = ServerProduct.text(ServerProduct.number, in: reply) else { return nil }
    let parts = number.split(separator: ".").prefix(2).compactMap { Int($0) }
    guard parts.count == 2 else { return nil }
    (major, minor) = (parts[0], parts[1])
    isOpenSearch = ServerProduct.text(ServerProduct.distribution, in: reply) == "opensearch"
  }

  /// Whether it can leave the text of an event out of its error: Elasticsearch 8.18 and later.
  var canHideSource: Bool { !isOpenSearch && (major, minor) >= (8, 18) }

  /// What it is called, if it is older than what genlog was made for.
  var tooOld: String? {
    if isOpenSearch || (major, minor) >= (7, 17) { return nil }
    return "Elasticsearch \(major).\(minor)"
  }

  private static func text(_ path: FieldPath?, in reply: Span<UInt8>) -> String? {
    guard let path, let value = JSONLookup.value(at: path, in: reply), value.kind == .string else {
      return nil
    }
    return JSONLookup.text(of: value, in: reply)
  }
}
