/// ILM of Elasticsearch, ISM of OpenSearch.
enum LifecycleEndpoints {
  static let routes: [Route] =
    ilm + ism("_plugins") + ism("_opendistro")

  // MARK: Elasticsearch

  private static let ilm: [Route] = [
    Route("GET", "/_ilm/policy", on: .elastic, serverless: false) { (cluster, _) in
      DoubleReply(.object(cluster.policies.mapValues(shown)))
    },
    Route("GET", "/_ilm/policy/{name}", on: .elastic, serverless: false) {
      (cluster, call) throws(DoubleError) in
      let found = cluster.policies.filter { Wildcard.matches(call["name"], $0.key) }
      if found.isEmpty, !call["name"].contains("*") {
        throw .notFound("Lifecycle policy not found: \(call["name"])")
      }
      return DoubleReply(.object(found.mapValues(shown)))
    },
    Route("PUT", "/_ilm/policy/{name}", on: .elastic, serverless: false) {
      (cluster, call) throws(DoubleError) in
      let body = try call.object()
      guard let phases = body["policy", "phases"]?.members else {
        throw DoubleError(
          400, "x_content_parse_exception", "[put_lifecycle_request] Required [policy]")
      }
      if let unknown = phases.keys.first(where: {
        !["hot", "warm", "cold", "frozen", "delete"].contains($0)
      }) {
        throw .illegal("Timeseries lifecycle does not support phase [\(unknown)]")
      }
      let version = (cluster.policies[call["name"]]?.version ?? 0) + 1
      cluster.policies[call["name"]] = Cluster.Policy(body: body, version: version, sequence: 0)
      return .acknowledged
    },
    Route("DELETE", "/_ilm/policy/{name}", on: .elastic, serverless: false) {
      (cluster, call) throws(DoubleError) in
      guard cluster.policies.removeValue(forKey: call["name"]) != nil else {
        throw .notFound("Lifecycle policy not found: \(call["name"])")
      }
      return .acknowledged
    },
    Route("GET", "/_ilm/status", on: .elastic, serverless: false) { (_, _) in
      DoubleReply(["operation_mode": "RUNNING"])
    },
  ]

  private static func shown(_ policy: Cluster.Policy) -> JSON {
    [
      "version": .integer(policy.version), "modified_date": "2026-01-01T00:00:00.000Z",
      "policy": policy.body["policy"] ?? [:],
      "in_use_by": ["indices": [], "data_streams": [], "composable_templates": []],
    ]
  }

  // MARK: OpenSearch

  private static func ism(_ root: String) -> [Route] {
    [
      Route(
        "GET", "/\(root)/_ism/policies",
        parameters: ["size", "from", "sortField", "sortOrder", "queryString"], on: .openSearch
      ) {
        (cluster, _) in
        let policies = cluster.policies.sorted { $0.key < $1.key }.map { shown($0.key, $0.value) }
        return DoubleReply([
          "policies": .array(policies), "total_policies": .integer(policies.count),
        ])
      },
      Route("GET", "/\(root)/_ism/policies/{name}", on: .openSearch) {
        (cluster, call) throws(DoubleError) in
        guard let policy = cluster.policies[call["name"]] else {
          throw DoubleError(404, "status_exception", "Policy not found")
        }
        return DoubleReply(shown(call["name"], policy))
      },
      Route(
        "PUT", "/\(root)/_ism/policies/{name}",
        parameters: ["if_seq_no", "if_primary_term", "policyID"], on: .openSearch
      ) {
        (cluster, call) throws(DoubleError) in try put(&cluster, call)
      },
      Route("DELETE", "/\(root)/_ism/policies/{name}", on: .openSearch) {
        (cluster, call) throws(DoubleError) in
        guard cluster.policies.removeValue(forKey: call["name"]) != nil else {
          throw DoubleError(404, "status_exception", "Policy not found")
        }
        return DoubleReply([
          "_index": ".opendistro-ism-config", "_id": .string(call["name"]), "result": "deleted",
          "forced_refresh": true,
        ])
      },
      Route("POST", "/\(root)/_ism/add/{index}", on: .openSearch) {
        (cluster, call) throws(DoubleError) in
        let policy = try call.object()["policy_id"]?.text ?? ""
        guard cluster.policies[policy] != nil else {
          throw DoubleError(404, "status_exception", "Could not find policy=\(policy)")
        }
        let indices = cluster.indices(call["index"])
        return DoubleReply([
          "updated_indices": .integer(indices.count), "failures": false, "failed_indices": [],
        ])
      },
    ]
  }

  /// A policy that is there can be changed only by who names its sequence number and term.
  private static func put(
    _ cluster: inout Cluster, _ call: Call
  ) throws(DoubleError) -> DoubleReply {
    let (name, body) = (call["name"], try call.object())
    guard body["policy", "states"]?.items != nil, body["policy", "default_state"] != nil else {
      throw .illegal("Policy needs [states] and [default_state]")
    }
    let sequence = (cluster.policies.values.map(\.sequence).max() ?? -1) + 1
    let given = (call.query["if_seq_no"].flatMap { Int($0) }, call.query["if_primary_term"])
    if let policy = cluster.policies[name] {
      guard given.0 == policy.sequence, given.1 == "1" else {
        let reason =
          given.0 == nil
          ? "document already exists (current version [\(policy.version)])"
          : "required seqNo [\(given.0 ?? 0)], primary term [\(given.1 ?? "")]. current document has seqNo [\(policy.sequence)] and primary term [1]"
        throw DoubleError(
          409, "version_conflict_engine_exception", "[\(name)]: version conflict, \(reason)")
      }
      let changed = Cluster.Policy(body: body, version: policy.version + 1, sequence: sequence)
      cluster.policies[name] = changed
      return DoubleReply(shown(name, changed, nested: true))
    }
    if given.0 != nil {
      throw DoubleError(
        409, "version_conflict_engine_exception",
        "[\(name)]: version conflict, required seqNo [\(given.0 ?? 0)], primary term [\(given.1 ?? "")]. but no document was found"
      )
    }
    let policy = Cluster.Policy(body: body, version: 1, sequence: sequence)
    cluster.policies[name] = policy
    return DoubleReply(201, shown(name, policy, nested: true))
  }

  private static func shown(_ name: String, _ policy: Cluster.Policy, nested: Bool = false) -> JSON
  {
    let inner = (policy.body["policy"] ?? [:]).merging([
      "policy_id": .string(name), "schema_version": 21, "last_updated_time": 1_767_225_600_000,
    ])
    return [
      "_id": .string(name), "_version": .integer(policy.version),
      "_seq_no": .integer(policy.sequence), "_primary_term": 1,
      "policy": nested ? ["policy": inner] : inner,
    ]
  }
}
