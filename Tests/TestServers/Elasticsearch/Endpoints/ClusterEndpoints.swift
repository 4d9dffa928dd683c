/// The cluster as a whole.
enum ClusterEndpoints {
  static let routes: [Route] = [
    Route("GET", "/") { (cluster, _) in DoubleReply(cluster.personality.root) },
    Route(
      "GET", "/_cluster/health",
      parameters: ["wait_for_status", "level", "wait_for_nodes", "wait_for_active_shards"],
      serverless: false
    ) { (cluster, _) in
      let count = cluster.indices.count
      return DoubleReply([
        "cluster_name": "double", "status": "green", "timed_out": false, "number_of_nodes": 1,
        "number_of_data_nodes": 1, "active_primary_shards": .integer(count),
        "active_shards": .integer(count), "relocating_shards": 0, "initializing_shards": 0,
        "unassigned_shards": 0, "number_of_pending_tasks": 0,
        "active_shards_percent_as_number": 100,
      ])
    },
    Route("GET", "/_nodes/http", serverless: false) { (cluster, _) in nodes(cluster) },
    Route("GET", "/_nodes/_all/http", serverless: false) { (cluster, _) in nodes(cluster) },
    Route("GET", "/_cluster/settings", parameters: ["include_defaults"], serverless: false) {
      (_, _) in DoubleReply(["persistent": [:], "transient": [:]])
    },
    Route("GET", "/_cat/thread_pool", parameters: catParameters, serverless: false) {
      (cluster, call) in threadPools(cluster, call)
    },
    Route("GET", "/_cat/thread_pool/{name}", parameters: catParameters, serverless: false) {
      (cluster, call) in threadPools(cluster, call)
    },
    Route("GET", "/_cat/indices", parameters: catParameters) { (cluster, call) in
      cat(
        cluster.indices("*").map { index in
          [
            "health": "green", "status": "open", "index": index.name,
            "docs.count": String(index.documents.count),
          ]
        }, ["health", "status", "index", "docs.count"], call)
    },
    Route("GET", "/_cat/health", parameters: catParameters) { (_, call) in
      cat([["cluster": "double", "status": "green"]], ["cluster", "status"], call)
    },
  ]

  private static let catParameters: Set = [
    "h", "v", "s", "help", "bytes", "time", "expand_wildcards", "size", "health", "pri",
  ]

  private static func nodes(_ cluster: Cluster) -> DoubleReply {
    DoubleReply([
      "_nodes": ["total": 1, "successful": 1, "failed": 0], "cluster_name": "double",
      "nodes": [
        "AAAAAAAAAAAAAAAAAAAAAA": [
          "name": "double", "version": .string(cluster.personality.number),
          "roles": ["data", "ingest", "master"],
          "http": ["max_content_length_in_bytes": .integer(cluster.settings.limits.bodyBytes)],
        ]
      ],
    ])
  }

  private static func threadPools(_ cluster: Cluster, _ call: Call) -> DoubleReply {
    let refused = cluster.record.refused[429] ?? 0
    let rows = ["search", "write"].map { name in
      [
        "node_name": "double", "name": name, "active": "0", "queue": "0",
        "rejected": name == "write" ? String(refused) : "0",
      ]
    }
    let wanted = call.names["name"] ?? "*"
    return cat(
      rows.filter { Wildcard.matches(wanted, $0["name"] ?? "") },
      ["node_name", "name", "active", "queue", "rejected"], call)
  }

  /// Rows as a table of text, or as JSON.
  private static func cat(
    _ rows: [[String: String]], _ usual: [String], _ call: Call
  ) -> DoubleReply {
    let columns = call.query["h"]?.split(separator: ",").map(String.init) ?? usual
    if call.query["format"] == "json" {
      let items = rows.map { row -> JSON in
        .object(Dictionary(columns.map { ($0, .string(row[$0] ?? "")) }) { $1 })
      }
      return DoubleReply(.array(items))
    }
    var lines = rows.map { row in columns.map { row[$0] ?? "-" }.joined(separator: " ") + "\n" }
    if call.isOn("v") { lines.insert(columns.joined(separator: " ") + "\n", at: 0) }
    return DoubleReply(body: .text(lines.joined()))
  }
}
