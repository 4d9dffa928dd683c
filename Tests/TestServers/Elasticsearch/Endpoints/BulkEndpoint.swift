/// `_bulk`, whose requests the double handles on a way of their own.
enum BulkEndpoint {
  static let routes: [Route] = [
    Route("POST PUT", "/_bulk", parameters: parameters) { (_, _) in unreachable },
    Route("POST PUT", "/{index}/_bulk", parameters: parameters) { (_, _) in unreachable },
    Route("POST PUT", "/{index}/{type}/_bulk", parameters: parameters) { (_, _) in unreachable },
  ]

  /// Whether a path is one of these.
  static func isBulk(_ path: [String]) -> Bool { path.last == "_bulk" && path.count <= 3 }

  private static let unreachable = DoubleReply(500, [:])

  private static let parameters: Set = [
    "refresh", "routing", "pipeline", "wait_for_active_shards", "require_alias",
    "require_data_stream", "_source", "_source_includes", "_source_excludes",
    "list_executed_pipelines", "include_source_on_error", "type",
  ]

  /// Refuses parameters that only other versions know.
  static func check(
    _ target: HTTPTarget, _ personality: Personality
  ) throws(DoubleError) {
    let since: [(String, [Int])] = [
      ("include_source_on_error", [8, 18]), ("require_data_stream", [8, 13]),
      ("list_executed_pipelines", [8, 12]),
    ]
    for (name, version) in since
    where target.query[name] != nil && !personality.isElastic(atLeast: version) {
      throw .illegal("request [\(target.rawPath)] contains unrecognized parameter: [\(name)]")
    }
    if target.path.count == 3, !personality.knowsTypes {
      throw DoubleError(
        400, Router.bare, "no handler found for uri [\(target.rawPath)] and method [POST]")
    }
  }
}
