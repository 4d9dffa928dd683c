/// Who one is, and what one may do.
///
/// They are there only where there are logins: a server without security does not have them.
enum SecurityEndpoints {
  static let routes: [Route] = [
    Route("GET", "/_security/_authenticate", on: .elastic) { (cluster, call) throws(DoubleError) in
      try requireSecurity(cluster, call, "/_security/_authenticate")
      return DoubleReply([
        "username": .string(call.user), "roles": ["superuser"], "full_name": nil, "email": nil,
        "metadata": [:], "enabled": true,
        "authentication_realm": ["name": "native1", "type": "native"],
        "lookup_realm": ["name": "native1", "type": "native"], "authentication_type": "realm",
      ])
    },
    Route("GET POST", "/_security/user/_has_privileges", on: .elastic) {
      (cluster, call) throws(DoubleError) in
      try requireSecurity(cluster, call, "/_security/user/_has_privileges")
      return try privileges(cluster, call)
    },
    Route("GET", "/_security/user/_privileges", on: .elastic) {
      (cluster, call) throws(DoubleError) in
      try requireSecurity(cluster, call, "/_security/user/_privileges")
      let all = cluster.settings.privileges ?? ["all"]
      return DoubleReply([
        "cluster": .array(all.map { .string($0) }), "global": [],
        "indices": [["names": ["*"], "privileges": .array(all.map { .string($0) })]],
        "applications": [], "run_as": [],
      ])
    },
    Route("GET", "/_plugins/_security/authinfo", on: .openSearch) {
      (cluster, call) throws(DoubleError) in
      try requireSecurity(cluster, call, "/_plugins/_security/authinfo")
      return DoubleReply([
        "user": .string("User [name=\(call.user), backend_roles=[], requestedTenant=null]"),
        "user_name": .string(call.user), "backend_roles": [], "roles": ["all_access"],
      ])
    },
    Route("GET", "/_license", on: .elastic, serverless: false) { (_, _) in
      DoubleReply([
        "license": ["status": "active", "type": "basic", "uid": "double", "issued_to": "double"]
      ])
    },
    Route(
      "GET", "/_xpack", parameters: ["categories", "accept_enterprise"], on: .elastic,
      serverless: false
    ) {
      (cluster, _) in
      DoubleReply([
        "build": [:], "license": ["type": "basic", "mode": "basic", "status": "active"],
        "features": [
          "ilm": ["available": true, "enabled": true],
          "data_streams": ["available": true, "enabled": true],
          "security": ["available": true, "enabled": .bool(!cluster.settings.logins.isEmpty)],
        ], "tagline": "You know, for X",
      ])
    },
  ]

  private static func requireSecurity(
    _ cluster: Cluster, _ call: Call, _ path: String
  ) throws(DoubleError) {
    if cluster.settings.logins.isEmpty {
      throw DoubleError(
        400, Router.bare, "no handler found for uri [\(path)] and method [\(call.method)]")
    }
  }

  private static func privileges(
    _ cluster: Cluster, _ call: Call
  ) throws(DoubleError) -> DoubleReply {
    let asked = try call.object()
    func may(_ privilege: String) -> Bool {
      cluster.settings.privileges.map { $0.contains(privilege) || $0.contains("all") } ?? true
    }
    func answers(_ names: [String]) -> JSON {
      .object(Dictionary(names.map { ($0, .bool(may($0))) }) { $1 })
    }
    var indices: JSON = [:]
    var all = asked["cluster"]?.texts ?? []
    for entry in asked["index"]?.items ?? [] {
      let wanted = entry["privileges"]?.texts ?? []
      all += wanted
      for name in entry["names"]?.texts ?? [] {
        indices = indices.merging(.object([name: answers(wanted)]))
      }
    }
    return DoubleReply([
      "username": .string(call.user), "has_all_requested": .bool(all.allSatisfy(may)),
      "cluster": answers(asked["cluster"]?.texts ?? []), "index": indices, "application": [:],
    ])
  }
}
