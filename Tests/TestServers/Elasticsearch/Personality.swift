/// Which server a double is like.
package struct Personality: Sendable, Equatable {
  /// Whose it is.
  package enum Product: Sendable {
    /// Elasticsearch on machines of one's own.
    case elasticsearch
    /// OpenSearch.
    case openSearch
    /// Elastic Cloud Serverless.
    case serverless
  }

  /// Whose it is.
  package let product: Product
  /// Major, minor and patch.
  package let version: [Int]

  /// A server of a product.
  package init(_ product: Product, _ version: [Int]) {
    self.product = product
    self.version = version
  }

  /// Reads `8`, `7.17`, `9.1.2`, `opensearch-2`, `opensearch-2.19` or `serverless`; nil for others.
  package init?(parsing text: String) {
    if text == "serverless" {
      self.init(.serverless, [8, 11, 0])
      return
    }
    let isOpen = text.hasPrefix("opensearch-")
    let digits = isOpen ? text.dropFirst("opensearch-".count) : text[...]
    let given = digits.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = given.compactMap { $0 }
    guard (1...3).contains(given.count), numbers.count == given.count,
      let newest = isOpen ? Self.newestOpen[numbers[0]] : Self.newest[numbers[0]]
    else { return nil }
    self.init(
      isOpen ? .openSearch : .elasticsearch,
      numbers + (numbers.count == 1 ? newest : numbers.count == 2 ? [0] : []))
  }

  private static let newest = [6: [8, 23], 7: [17, 29], 8: [19, 5], 9: [2, 0]]
  private static let newestOpen = [1: [3, 20], 2: [19, 3], 3: [3, 0]]

  /// Reads what a server says of itself at `GET /`; nil if it does not say what it is.
  init?(root: JSON) {
    guard let number = root["version", "number"]?.text else { return nil }
    let isOpen = root["version", "distribution"]?.text == "opensearch"
    if root["version", "build_flavor"]?.text == "serverless" {
      self.init(parsing: "serverless")
    } else {
      self.init(parsing: (isOpen ? "opensearch-" : "") + number)
    }
  }

  /// The version as it is written.
  package var number: String { version.map(String.init).joined(separator: ".") }
  /// The first number of the version.
  var major: Int { version[0] }
  /// Whether it is of Elastic.
  var isElastic: Bool { product != .openSearch }

  /// Whether it is an Elasticsearch of this version or a later one; serverless is the latest.
  func isElastic(atLeast wanted: [Int]) -> Bool {
    switch product {
    case .openSearch: false
    case .serverless: true
    case .elasticsearch: !version.lexicographicallyPrecedes(wanted)
    }
  }

  /// Whether documents and action lines may have a `_type`.
  var knowsTypes: Bool { product == .openSearch ? major == 1 : major <= 7 && isElastic }
  /// The type of an error of a document that does not fit its mapping.
  var parsingError: String {
    isElastic(atLeast: [8, 8]) ? "document_parsing_exception" : "mapper_parsing_exception"
  }
  /// Whether its replies have `X-Elastic-Product`.
  var namesProduct: Bool { isElastic(atLeast: [7, 14]) }
  /// The versions that `compatible-with` may name; empty where such media types are unknown.
  var compatible: ClosedRange<Int>? {
    if product == .serverless { return 8...9 }
    guard isElastic(atLeast: [7, 11]) else { return nil }
    return major == 7 ? 7...7 : major - 1...major
  }

  /// What it says of itself at `GET /`.
  var root: JSON {
    var version: JSON = [
      "number": .string(number), "build_hash": "0000000000000000000000000000000000000000",
      "build_date": "2026-01-01T00:00:00.000Z", "build_snapshot": false, "build_type": "docker",
      "lucene_version": "9.12.0",
    ]
    switch product {
    case .elasticsearch:
      version = version.merging([
        "build_flavor": "default",
        "minimum_wire_compatibility_version": "\(major == 7 ? "6.8.0" : "\(major - 1).17.0")",
        "minimum_index_compatibility_version": "\(major - 1).0.0",
      ])
    case .serverless:
      version = version.merging(["build_flavor": "serverless"])
    case .openSearch:
      version = version.merging([
        "distribution": "opensearch", "minimum_wire_compatibility_version": "7.10.0",
        "minimum_index_compatibility_version": "7.0.0",
      ])
    }
    return [
      "name": "double", "cluster_name": "double", "cluster_uuid": "AAAAAAAAAAAAAAAAAAAAAA",
      "version": version,
      "tagline": isElastic
        ? "You Know, for Search" : "The OpenSearch Project: https://opensearch.org/",
    ]
  }
}
