/// One request as an endpoint sees it.
struct Call {
  let method: String
  /// What stands in the path for `{name}`.
  var names: [String: String] = [:]
  let query: [String: String]
  let body: [UInt8]
  /// Who asks.
  var user = "anonymous"

  /// A name of the path; empty where the path has none.
  subscript(_ name: String) -> String { names[name] ?? "" }

  /// The body as an object.
  func object() throws(DoubleError) -> JSON {
    if body.isEmpty { throw DoubleError(400, "parse_exception", "request body is required") }
    guard let json = JSON(parsing: body), json.members != nil else {
      throw DoubleError(400, "x_content_parse_exception", "[1:1] the body is no JSON object")
    }
    return json
  }

  /// Whether a switch of the query is on.
  func isOn(_ name: String) -> Bool { query[name].map { $0.isEmpty || $0 == "true" } ?? false }
}

/// An endpoint.
struct Route: Sendable {
  /// Where it is to be found.
  enum Products: Sendable { case all, elastic, openSearch }
  typealias Handler = @Sendable (inout Cluster, Call) throws(DoubleError) -> DoubleReply

  let methods: [String]
  let path: [String]
  let parameters: Set<String>
  let products: Products
  /// Whether serverless has it.
  let isServerless: Bool
  let handler: Handler

  /// An endpoint.
  ///
  /// - Parameters:
  ///   - methods: as in `GET PUT`; with `GET` goes `HEAD`.
  ///   - path: as in `/{index}/_count`.
  ///   - parameters: those of the query, besides the common ones.
  init(
    _ methods: String, _ path: String, parameters: Set<String> = [], on products: Products = .all,
    serverless: Bool = true, _ handler: @escaping Handler
  ) {
    let listed = methods.split(separator: " ").map(String.init)
    self.methods = listed + (listed.contains("GET") && !listed.contains("HEAD") ? ["HEAD"] : [])
    self.path = path.split(separator: "/").map(String.init)
    self.parameters = parameters
    self.products = products
    isServerless = serverless
    self.handler = handler
  }

  /// Parameters that every endpoint takes.
  static let common: Set = [
    "pretty", "human", "error_trace", "filter_path", "format", "source", "source_content_type",
    "master_timeout", "cluster_manager_timeout", "timeout", "flat_settings", "local",
  ]

  /// The names in the path, if it is one of this endpoint's.
  func names(in path: [String]) -> [String: String]? {
    guard path.count == self.path.count else { return nil }
    var names: [String: String] = [:]
    for (wanted, given) in zip(self.path, path) {
      if wanted.hasPrefix("{") {
        // What begins with `_` is an endpoint, but for lists of indices.
        if given.hasPrefix("_"), given != "_all", wanted == "{index}" { return nil }
        names[String(wanted.dropFirst().dropLast())] = given
      } else if wanted != given {
        return nil
      }
    }
    return names
  }

  /// Whether a server has it.
  func exists(on personality: Personality) -> Bool {
    switch products {
    case .all: true
    case .elastic: personality.isElastic
    case .openSearch: !personality.isElastic
    }
  }
}

/// Finds the endpoint of a request.
enum Router {
  static let routes: [Route] =
    BulkEndpoint.routes + TemplateEndpoints.routes + LifecycleEndpoints.routes
    + SecurityEndpoints.routes + ClusterEndpoints.routes + StreamEndpoints.routes
    + IndexEndpoints.routes + DocumentEndpoints.routes

  /// The endpoint, and what its path names.
  static func find(
    _ method: String, _ target: HTTPTarget, _ personality: Personality
  ) throws(DoubleError) -> (Route, [String: String]) {
    let known = routes.compactMap { route -> (Route, [String: String])? in
      guard route.exists(on: personality), let names = route.names(in: target.path) else {
        return nil
      }
      return (route, names)
    }
    guard let found = known.first(where: { $0.0.methods.contains(method) }) else {
      let allowed = Set(known.flatMap(\.0.methods)).sorted()
      if allowed.isEmpty {
        throw DoubleError(
          400, Self.bare, "no handler found for uri [\(target.rawPath)] and method [\(method)]")
      }
      throw DoubleError(
        405, Self.bare,
        "Incorrect HTTP method for uri [\(target.rawPath)] and method [\(method)], allowed: [\(allowed.joined(separator: ", "))]"
      )
    }
    if personality.product == .serverless, !found.0.isServerless {
      throw DoubleError(
        410, "api_not_available_exception",
        "Request for uri [\(target.rawPath)] with method [\(method)] exists but is not available when running in serverless mode"
      )
    }
    let unknown = target.query.keys.filter {
      !Route.common.contains($0) && !found.0.parameters.contains($0)
    }
    if !unknown.isEmpty {
      let list = unknown.sorted().map { "[\($0)]" }.joined(separator: ", ")
      throw .illegal(
        "request [\(target.rawPath)] contains unrecognized parameter\(unknown.count > 1 ? "s" : ""): \(list)"
      )
    }
    return found
  }

  /// The type of errors that are told as a text alone.
  static let bare = ""
}
