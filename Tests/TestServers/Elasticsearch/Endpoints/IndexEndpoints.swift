/// Indices: made, shown, deleted.
enum IndexEndpoints {
  static let routes: [Route] = [
    Route("PUT", "/{index}", parameters: ["wait_for_active_shards", "include_type_name"]) {
      (cluster, call) throws(DoubleError) in try make(&cluster, call)
    },
    Route("GET", "/{index}", parameters: lenient) { (cluster, call) throws(DoubleError) in
      DoubleReply(
        try each(cluster, call) { index in
          [
            "aliases": index.aliases, "mappings": index.mapping.declaration,
            "settings": IndexSettings(index.settings).shown,
          ]
        })
    },
    Route("DELETE", "/{index}", parameters: lenient) { (cluster, call) throws(DoubleError) in
      if let stream = cluster.streams[call["index"]] {
        throw .illegal(
          "The provided expression [\(stream.name)] matches a data stream, specify the corresponding concrete indices instead."
        )
      }
      let found = cluster.indices(call["index"])
      if found.isEmpty, !call["index"].contains("*"), !call.isOn("ignore_unavailable") {
        throw .noIndex(call["index"])
      }
      for index in found where index.stream == nil { cluster.indices[index.name] = nil }
      return .acknowledged
    },
    Route("GET", "/{index}/_mapping", parameters: lenient) { (cluster, call) throws(DoubleError) in
      DoubleReply(try each(cluster, call) { ["mappings": $0.mapping.declaration] })
    },
    Route("PUT POST", "/{index}/_mapping", parameters: lenient.union(["write_index_only"])) {
      (cluster, call) throws(DoubleError) in
      let body = try call.object()
      try MappingDeclaration.check(body)
      let found = cluster.indices(call["index"])
      if found.isEmpty { throw .noIndex(call["index"]) }
      for index in found { index.mapping.declare(body) }
      return .acknowledged
    },
    Route("GET", "/{index}/_settings", parameters: lenient) { (cluster, call) throws(DoubleError) in
      DoubleReply(try each(cluster, call) { ["settings": IndexSettings($0.settings).shown] })
    },
    Route("GET", "/{index}/_alias", parameters: lenient) { (cluster, call) throws(DoubleError) in
      DoubleReply(try each(cluster, call) { ["aliases": $0.aliases] })
    },
    Route("GET POST", "/_refresh") { (cluster, _) in shards(cluster.indices.count) },
    Route("GET POST", "/{index}/_refresh", parameters: lenient) {
      (cluster, call) throws(DoubleError) in shards(try found(cluster, call).count)
    },
    Route("GET POST", "/{index}/_flush", parameters: lenient) {
      (cluster, call) throws(DoubleError) in shards(try found(cluster, call).count)
    },
  ]

  private static let lenient: Set = [
    "ignore_unavailable", "allow_no_indices", "expand_wildcards", "include_defaults",
    "include_type_name", "features", "force", "wait_if_ongoing",
  ]

  private static func make(
    _ cluster: inout Cluster, _ call: Call
  ) throws(DoubleError) -> DoubleReply {
    let body: JSON = call.body.isEmpty ? [:] : try call.object()
    let known: Set = ["settings", "mappings", "aliases"]
    if let unknown = body.members?.keys.first(where: { !known.contains($0) }) {
      throw DoubleError(400, "parse_exception", "unknown key [\(unknown)] for create index")
    }
    try MappingDeclaration.check(body["mappings"] ?? [:])
    if let template = cluster.template(for: call["index"]), template.body["data_stream"] != nil {
      throw .illegal(
        "cannot create index with name [\(call["index"])], because it matches with template [\(template.name)] that creates data streams only, use create data stream api instead"
      )
    }
    _ = try cluster.makeIndex(call["index"], body: body)
    return DoubleReply([
      "acknowledged": true, "shards_acknowledged": true, "index": .string(call["index"]),
    ])
  }

  /// The indices that the path names; it is an error if there is none, and no pattern.
  static func found(_ cluster: Cluster, _ call: Call) throws(DoubleError) -> [Index] {
    let found = cluster.indices(call["index"])
    if found.isEmpty, !call["index"].contains("*"), call["index"] != "_all",
      !call.isOn("ignore_unavailable")
    {
      throw .noIndex(call["index"])
    }
    return found
  }

  private static func each(
    _ cluster: Cluster, _ call: Call, _ shown: (Index) -> JSON
  ) throws(DoubleError) -> JSON {
    .object(
      Dictionary(uniqueKeysWithValues: try found(cluster, call).map { ($0.name, shown($0)) }))
  }

  private static func shards(_ count: Int) -> DoubleReply {
    DoubleReply([
      "_shards": ["total": .integer(count * 2), "successful": .integer(count), "failed": 0]
    ])
  }
}
