import Event

/// What a server is, and what it can do with fields and indices.
package struct ServerKind: Sendable, Equatable {
  /// Whose it is.
  package enum Product: Sendable {
    case elasticsearch, openSearch
    /// Elastic Cloud Serverless, which has no versions.
    case serverless
  }

  /// Whose it is.
  package let product: Product
  /// The first two numbers of the version.
  package let version: [Int]
  /// The version as the server says it.
  package let number: String

  private static let number = FieldPath("version.number")
  private static let distribution = FieldPath("version.distribution")
  private static let flavor = FieldPath("version.build_flavor")
  private static let tagline = FieldPath("tagline")
  private static let newest: [(word: String, product: Product, version: String)] = [
    ("elasticsearch", .elasticsearch, "9.0"), ("opensearch", .openSearch, "3.0"),
    ("serverless", .serverless, "9.0"),
  ]

  /// Reads what a server says of itself at `GET /`; nil if it is none of these.
  package init?(root reply: Span<UInt8>) {
    guard let number = ServerKind.text(ServerKind.number, in: reply) else { return nil }
    // OpenSearch may be told to call itself 7.10.2, for clients of others.
    let isOpenSearch =
      ServerKind.text(ServerKind.distribution, in: reply) == "opensearch"
      || ServerKind.text(ServerKind.tagline, in: reply)?.contains("OpenSearch") == true
    let isServerless = ServerKind.text(ServerKind.flavor, in: reply) == "serverless"
    self.init(isOpenSearch ? .openSearch : isServerless ? .serverless : .elasticsearch, number)
  }

  /// Reads `elasticsearch`, `elasticsearch-7.17`, `opensearch-2`, `serverless`; nil for others.
  package init?(parsing text: String) {
    let parts = text.split(separator: "-", maxSplits: 1)
    guard let known = ServerKind.newest.first(where: { $0.word == parts.first ?? "" }) else {
      return nil
    }
    self.init(known.product, parts.count > 1 ? String(parts[1]) : known.version)
  }

  private init?(_ product: Product, _ number: String) {
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.prefix(2).compactMap { Int($0) }
    guard let major = numbers.first, numbers.count == min(parts.count, 2) else { return nil }
    self.product = product
    version = [major, numbers.count > 1 ? numbers[1] : 0]
    self.number = number
  }

  /// What people call it.
  package var name: String {
    let number = String(number.prefix(40))
    return switch product {
    case .elasticsearch: "Elasticsearch \(number)"
    case .openSearch: "OpenSearch \(number)"
    case .serverless: "Elasticsearch Serverless"
    }
  }

  /// Why it is too old; nil if it is not.
  package var problem: String? {
    if product != .elasticsearch || isElastic(7, 17) { return nil }
    return "\(name) is older than 7.17, the first version that genlog was made for"
  }

  /// Whether it is an Elasticsearch of this version or a later one; serverless is the latest.
  func isElastic(_ major: Int, _ minor: Int) -> Bool {
    switch product {
    case .openSearch: false
    case .serverless: true
    case .elasticsearch: !version.lexicographicallyPrecedes([major, minor])
    }
  }

  /// Whether it is an OpenSearch of this version or a later one.
  func isOpenSearch(_ major: Int, _ minor: Int) -> Bool {
    // 7.10 is what one of version 1 may call itself.
    product == .openSearch && version != [7, 10]
      && !version.lexicographicallyPrecedes([major, minor])
  }

  private static func text(_ path: FieldPath?, in reply: Span<UInt8>) -> String? {
    guard let path, let value = JSONLookup.value(at: path, in: reply), value.kind == .string,
      value.range.count < 200
    else { return nil }
    return JSONLookup.text(of: value, in: reply)
  }
}
