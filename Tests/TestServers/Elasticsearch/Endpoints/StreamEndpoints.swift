/// Data streams.
enum StreamEndpoints {
  static let routes: [Route] = [
    Route("GET", "/_data_stream", parameters: ["expand_wildcards", "include_defaults", "verbose"]) {
      (cluster, call) throws(DoubleError) in
      try list(cluster, "*")
    },
    Route(
      "GET", "/_data_stream/{name}",
      parameters: ["expand_wildcards", "include_defaults", "verbose"]
    ) {
      (cluster, call) throws(DoubleError) in try list(cluster, call["name"])
    },
    Route("PUT", "/_data_stream/{name}") { (cluster, call) throws(DoubleError) in
      if cluster.streams[call["name"]] != nil {
        throw DoubleError(
          400, "resource_already_exists_exception", "data_stream [\(call["name"])] already exists")
      }
      _ = try cluster.makeStream(call["name"])
      return .acknowledged
    },
    Route("DELETE", "/_data_stream/{name}", parameters: ["expand_wildcards"]) {
      (cluster, call) throws(DoubleError) in
      let found = cluster.streams.values.filter { Wildcard.matches(call["name"], $0.name) }
      if found.isEmpty, !call["name"].contains("*") { throw .noIndex(call["name"]) }
      for stream in found {
        for index in stream.backing { cluster.indices[index] = nil }
        cluster.streams[stream.name] = nil
      }
      return .acknowledged
    },
    Route("PUT", "/_data_stream/{name}/_options", on: .elastic) {
      (cluster, call) throws(DoubleError) in
      guard cluster.personality.isElastic(atLeast: [8, 19]) else {
        throw DoubleError(
          400, Router.bare,
          "no handler found for uri [/_data_stream/\(call["name"])/_options] and method [PUT]")
      }
      guard cluster.streams[call["name"]] != nil else { throw .noIndex(call["name"]) }
      cluster.streams[call["name"]]?.failureStore =
        try call.object()["failure_store", "enabled"]?.isTrue
      return .acknowledged
    },
    Route("POST", "/{index}/_rollover", parameters: ["dry_run", "lazy", "wait_for_active_shards"]) {
      (cluster, call) throws(DoubleError) in
      let (old, new) = try cluster.rollOver(call["index"])
      return DoubleReply([
        "acknowledged": true, "shards_acknowledged": true, "old_index": .string(old),
        "new_index": .string(new), "rolled_over": true, "dry_run": false, "conditions": [:],
      ])
    },
  ]

  private static func list(_ cluster: Cluster, _ name: String) throws(DoubleError) -> DoubleReply {
    let found = cluster.streams.values.filter { Wildcard.matches(name, $0.name) }
    if found.isEmpty, !name.contains("*") { throw .noIndex(name) }
    let items = found.sorted { $0.name < $1.name }.map { stream -> JSON in
      [
        "name": .string(stream.name), "timestamp_field": ["name": "@timestamp"],
        "indices": .array(
          stream.backing.map { ["index_name": .string($0), "index_uuid": "AAAA"] }),
        "generation": .integer(stream.generation), "status": "GREEN",
        "template": .string(stream.template), "hidden": false, "system": false,
      ]
    }
    return DoubleReply(["data_streams": .array(items)])
  }
}
