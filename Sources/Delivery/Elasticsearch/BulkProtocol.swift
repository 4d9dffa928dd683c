/// The `_bulk` protocol of Elasticsearch and OpenSearch.
struct BulkProtocol: RequestProtocol {
  private let prefix: String
  private var product: ServerProduct?

  /// Speaks to the hosts of `address`.
  init(_ address: ElasticsearchAddress) {
    prefix = address.prefix
  }

  var greeting: String? { prefix + "/" }

  var mediaType: String { "application/x-ndjson" }

  // Names the parts of the reply that are read: it is a tenth as long.
  var target: String {
    prefix
      + "/_bulk?filter_path=errors%2Citems.%2A.status%2Citems.%2A.error%2Citems.%2A.failure_store"
      + (product?.canHideSource == true ? "&include_source_on_error=false" : "")
  }

  mutating func greet(status: Int, reply: Span<UInt8>) -> String? {
    product = status == 200 ? ServerProduct(reply) : nil
    return product?.tooOld.map { "\($0) is older than 7.17, which genlog is made for" }
  }

  func verdict(status: Int) -> RequestVerdict {
    status == 200 || status == 201 ? .read : RequestVerdict(refusal: status)
  }

  func items(of reply: Span<UInt8>, count: Int) -> [ItemReply]? {
    guard let reply = BulkReply(reply), reply.items.count == count else { return nil }
    return reply.items
  }
}
