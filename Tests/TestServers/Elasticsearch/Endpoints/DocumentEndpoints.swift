/// Single documents, and how many there are.
enum DocumentEndpoints {
  static let routes: [Route] = [
    Route("GET POST", "/_count", parameters: countParameters) { (cluster, _) in
      count(cluster.indices("*").filter { !$0.name.hasPrefix(".fs-") })
    },
    Route("GET POST", "/{index}/_count", parameters: countParameters) {
      (cluster, call) throws(DoubleError) in count(try IndexEndpoints.found(cluster, call))
    },
    Route("GET", "/{index}/_doc/{id}", parameters: getParameters) {
      (cluster, call) throws(DoubleError) in try get(cluster, call)
    },
    Route("GET", "/{index}/_source/{id}", parameters: getParameters) {
      (cluster, call) throws(DoubleError) in
      guard let document = try find(cluster, call) else {
        throw .notFound("Document not found [\(call["index"])]/[\(call["id"])]")
      }
      return DoubleReply(body: .written(document.1.kept))
    },
    Route("PUT POST", "/{index}/_doc/{id}", parameters: putParameters) {
      (cluster, call) throws(DoubleError) in
      try put(&cluster, call, call.query["op_type"] == "create" ? .create : .index)
    },
    Route("POST", "/{index}/_doc", parameters: putParameters) {
      (cluster, call) throws(DoubleError) in try put(&cluster, call, .create)
    },
    Route("PUT POST", "/{index}/_create/{id}", parameters: putParameters) {
      (cluster, call) throws(DoubleError) in try put(&cluster, call, .create)
    },
    Route("DELETE", "/{index}/_doc/{id}", parameters: putParameters) {
      (cluster, call) throws(DoubleError) in
      _ = try IndexEndpoints.found(cluster, call)
      return try put(&cluster, call, .delete)
    },
  ]

  private static let countParameters: Set = [
    "ignore_unavailable", "allow_no_indices", "expand_wildcards", "q",
  ]
  private static let getParameters: Set = [
    "realtime", "refresh", "routing", "preference", "_source", "_source_includes",
    "_source_excludes", "version", "version_type", "stored_fields",
  ]
  private static let putParameters: Set = [
    "refresh", "routing", "op_type", "pipeline", "version", "version_type", "if_seq_no",
    "if_primary_term", "wait_for_active_shards", "require_alias", "require_data_stream",
    "include_source_on_error",
  ]

  private static func count(_ indices: [Index]) -> DoubleReply {
    DoubleReply([
      "count": .integer(indices.reduce(0) { $0 + $1.documents.count }),
      "_shards": [
        "total": .integer(indices.count), "successful": .integer(indices.count), "skipped": 0,
        "failed": 0,
      ],
    ])
  }

  private static func find(
    _ cluster: Cluster, _ call: Call
  ) throws(DoubleError) -> (Index, DocumentTable.Document)? {
    for index in try IndexEndpoints.found(cluster, call).reversed() {
      if let document = index.documents.document(call["id"]) { return (index, document) }
    }
    return nil
  }

  private static func get(_ cluster: Cluster, _ call: Call) throws(DoubleError) -> DoubleReply {
    guard let (index, document) = try find(cluster, call) else {
      return DoubleReply(
        404,
        ["_index": .string(call["index"]), "_id": .string(call["id"]), "found": false])
    }
    var json: JSON = [
      "_index": .string(index.name), "_id": .string(document.id),
      "_version": .integer(document.version), "found": true,
      "_source": JSON(parsing: document.kept) ?? JSON(parsing: "{\(document.kept)}") ?? [:],
    ]
    if cluster.personality.knowsTypes { json = json.merging(["_type": "_doc"]) }
    return DoubleReply(json)
  }

  /// Does one action as if it came in a request to `_bulk`.
  private static func put(
    _ cluster: inout Cluster, _ call: Call, _ kind: BulkOperation.Kind
  ) throws(DoubleError) -> DoubleReply {
    var operation = BulkOperation(kind: kind, index: call["index"], id: call.names["id"])
    operation.source = 0..<call.body.count
    operation.pipeline = call.query["pipeline"]
    if kind != .delete, call.body.isEmpty {
      throw DoubleError(400, "parse_exception", "request body is required")
    }
    let items = cluster.apply(
      [operation], call.body.span, faults: [nil], requiresStream: call.isOn("require_data_stream"))
    guard let item = items.first else { throw .noIndex(call["index"]) }
    if let error = item.error { throw error }
    var text = ""
    item.append(to: &text, nil, cluster.personality)
    let json = JSON(parsing: text)?[kind.rawValue]?.members?.filter { $0.key != "status" } ?? [:]
    return DoubleReply(item.status, .object(json))
  }
}
