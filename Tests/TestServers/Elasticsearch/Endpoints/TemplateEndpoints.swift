/// `_index_template`, `_component_template` and `_ingest/pipeline`.
enum TemplateEndpoints {
  static let routes: [Route] = [
    Route("GET", "/_index_template") { (cluster, call) throws(DoubleError) in
      try list(&cluster, call, cluster.indexTemplates, "index_template")
    },
    Route("GET", "/_index_template/{name}") { (cluster, call) throws(DoubleError) in
      try list(&cluster, call, cluster.indexTemplates, "index_template")
    },
    Route("PUT POST", "/_index_template/{name}", parameters: ["create", "cause"]) {
      (cluster, call) throws(DoubleError) in try putIndexTemplate(&cluster, call)
    },
    Route("DELETE", "/_index_template/{name}") { (cluster, call) throws(DoubleError) in
      guard cluster.indexTemplates.removeValue(forKey: call["name"]) != nil else {
        throw missing("index_template", call["name"])
      }
      return .acknowledged
    },
    Route("POST", "/_index_template/_simulate_index/{name}") {
      (cluster, call) throws(DoubleError) in
      let template = cluster.template(for: call["name"])
      let resolved = template.map { cluster.resolve($0.body) } ?? ResolvedTemplate()
      return DoubleReply([
        "template": [
          "settings": IndexSettings(resolved.settings).shown, "mappings": resolved.mappings,
          "aliases": resolved.aliases,
        ], "overlapping": [],
      ])
    },
    Route("GET", "/_component_template") { (cluster, call) throws(DoubleError) in
      try list(&cluster, call, cluster.componentTemplates, "component_template")
    },
    Route("GET", "/_component_template/{name}") { (cluster, call) throws(DoubleError) in
      try list(&cluster, call, cluster.componentTemplates, "component_template")
    },
    Route("PUT POST", "/_component_template/{name}", parameters: ["create", "cause"]) {
      (cluster, call) throws(DoubleError) in try putComponentTemplate(&cluster, call)
    },
    Route("DELETE", "/_component_template/{name}") { (cluster, call) throws(DoubleError) in
      try deleteComponentTemplate(&cluster, call)
    },
    Route("GET", "/_ingest/pipeline") { (cluster, _) in DoubleReply(.object(cluster.pipelines)) },
    Route("GET", "/_ingest/pipeline/{name}") { (cluster, call) in
      let found = cluster.pipelines.filter { Wildcard.matches(call["name"], $0.key) }
      return DoubleReply(found.isEmpty ? 404 : 200, .object(found))
    },
    Route("PUT", "/_ingest/pipeline/{name}", parameters: ["if_version"]) {
      (cluster, call) throws(DoubleError) in
      let body = try call.object()
      guard body["processors"]?.items != nil else {
        throw DoubleError(400, "parse_exception", "[processors] required property is missing")
      }
      cluster.pipelines[call["name"]] = body
      return .acknowledged
    },
    Route("DELETE", "/_ingest/pipeline/{name}") { (cluster, call) throws(DoubleError) in
      guard cluster.pipelines.removeValue(forKey: call["name"]) != nil else {
        throw .notFound("pipeline [\(call["name"])] is missing")
      }
      return .acknowledged
    },
  ]

  private static func missing(_ kind: String, _ name: String) -> DoubleError {
    let words = kind.split(separator: "_").joined(separator: " ")
    return .notFound("\(words) matching [\(name)] not found")
  }

  private static func list(
    _ cluster: inout Cluster, _ call: Call, _ templates: [String: JSON], _ kind: String
  ) throws(DoubleError) -> DoubleReply {
    let name = call.names["name"]
    let found = templates.filter { name == nil || Wildcard.matches(name ?? "", $0.key) }
    if found.isEmpty, let name, !name.contains("*") { throw missing(kind, name) }
    let items = found.sorted { $0.key < $1.key }.map { name, body -> JSON in
      ["name": .string(name), .init(kind): shown(body)]
    }
    return DoubleReply(.object([kind + "s": .array(items)]))
  }

  /// A template as the server shows it: settings nested, numbers as texts.
  private static func shown(_ body: JSON) -> JSON {
    guard let settings = body["template", "settings"] else { return body }
    var members = body.members ?? [:]
    var template = body["template"]?.members ?? [:]
    template["settings"] = IndexSettings(settings).shown
    members["template"] = .object(template)
    return .object(members)
  }

  // MARK: Index templates

  private static let members: Set = [
    "index_patterns", "template", "composed_of", "priority", "version", "_meta", "data_stream",
    "allow_auto_create", "deprecated", "ignore_missing_component_templates",
  ]

  private static func putIndexTemplate(
    _ cluster: inout Cluster, _ call: Call
  ) throws(DoubleError) -> DoubleReply {
    let (name, body) = (call["name"], try call.object())
    try checkMembers(of: body, members, "index_template")
    guard let patterns = body["index_patterns"]?.texts, !patterns.isEmpty else {
      throw DoubleError(
        400, "action_request_validation_exception",
        "Validation Failed: 1: index patterns are missing;")
    }
    if call.isOn("create"), cluster.indexTemplates[name] != nil {
      throw .illegal("index template [\(name)] already exists")
    }
    let knowsIgnoring = cluster.personality.isElastic(atLeast: [8, 7])
    if body["ignore_missing_component_templates"] != nil, !knowsIgnoring {
      throw unknownMember("index_template", "ignore_missing_component_templates")
    }
    let mayMiss = body["ignore_missing_component_templates"]?.texts ?? []
    let components = body["composed_of"]?.texts ?? []
    let missing = components.filter {
      cluster.componentTemplates[$0] == nil && !mayMiss.contains($0)
    }
    if !missing.isEmpty {
      throw DoubleError(
        400, "invalid_index_template_exception",
        "index_template [\(name)] invalid, cause [index template [\(name)] specifies component templates [\(missing.joined(separator: ", "))] that do not exist]"
      )
    }
    try checkTemplate(body["template"], cluster)
    try checkOverlap(name, patterns, body["priority"]?.number ?? 0, cluster)
    cluster.indexTemplates[name] = body
    return .acknowledged
  }

  private static func checkOverlap(
    _ name: String, _ patterns: [String], _ priority: Int, _ cluster: Cluster
  ) throws(DoubleError) {
    let others = cluster.indexTemplates.filter { other, body in
      other != name && (body["priority"]?.number ?? 0) == priority
        && (body["index_patterns"]?.texts ?? []).contains { theirs in
          patterns.contains { Wildcard.overlap($0, theirs) }
        }
    }
    if others.isEmpty { return }
    let names = others.keys.sorted()
    let lists = names.map { other in
      let theirs = others[other]?["index_patterns"]?.texts ?? []
      return "\(other) => [\(theirs.joined(separator: ", "))]"
    }
    throw .illegal(
      "index template [\(name)] has index patterns [\(patterns.joined(separator: ", "))] matching patterns from existing templates [\(names.joined(separator: ","))] with patterns (\(lists.joined(separator: ","))) that have the same priority [\(priority)], multiple index templates may not match during index creation, please use a different priority"
    )
  }

  // MARK: Component templates

  private static func putComponentTemplate(
    _ cluster: inout Cluster, _ call: Call
  ) throws(DoubleError) -> DoubleReply {
    let body = try call.object()
    try checkMembers(
      of: body, ["template", "version", "_meta", "deprecated"], "component_template")
    guard body["template"] != nil else {
      throw DoubleError(
        400, "x_content_parse_exception", "Required [template]", cause: nil)
    }
    if call.isOn("create"), cluster.componentTemplates[call["name"]] != nil {
      throw .illegal("component template [\(call["name"])] already exists")
    }
    try checkTemplate(body["template"], cluster)
    cluster.componentTemplates[call["name"]] = body
    return .acknowledged
  }

  private static func deleteComponentTemplate(
    _ cluster: inout Cluster, _ call: Call
  ) throws(DoubleError) -> DoubleReply {
    let name = call["name"]
    guard cluster.componentTemplates[name] != nil else { throw missing("component_template", name) }
    let users = cluster.indexTemplates.filter {
      $0.value["composed_of"]?.texts.contains(name) == true
    }
    if !users.isEmpty {
      throw .illegal(
        "component templates [\(name)] cannot be removed as they are still in use by index templates [\(users.keys.sorted().joined(separator: ", "))]"
      )
    }
    cluster.componentTemplates[name] = nil
    return .acknowledged
  }

  // MARK: What both share

  private static func checkMembers(
    of body: JSON, _ known: Set<String>, _ kind: String
  ) throws(DoubleError) {
    guard let unknown = body.members?.keys.filter({ !known.contains($0) }).min() else { return }
    throw unknownMember(kind, unknown)
  }

  private static func unknownMember(_ kind: String, _ name: String) -> DoubleError {
    DoubleError(400, "x_content_parse_exception", "[1:1] [\(kind)] unknown field [\(name)]")
  }

  private static func checkTemplate(_ template: JSON?, _ cluster: Cluster) throws(DoubleError) {
    guard let template else { return }
    try checkMembers(
      of: template, ["settings", "mappings", "aliases", "lifecycle", "data_stream_options"],
      "template")
    try MappingDeclaration.check(template["mappings"] ?? [:])
  }
}

/// Refuses mappings that no server takes.
enum MappingDeclaration {
  private static let types: Set = [
    "object", "nested", "passthrough", "flattened", "flat_object", "text", "match_only_text",
    "search_as_you_type", "annotated_text", "keyword", "constant_keyword", "wildcard", "long",
    "unsigned_long", "integer", "short", "byte", "double", "float", "half_float", "scaled_float",
    "boolean", "date", "date_nanos", "ip", "geo_point", "geo_shape", "point", "shape", "binary",
    "alias", "version", "ip_range", "date_range", "long_range", "integer_range", "float_range",
    "double_range", "completion", "token_count", "dense_vector", "knn_vector", "histogram",
    "rank_feature", "join", "percolator", "semantic_text", "counted_keyword", "murmur3",
  ]
  private static let members: Set = [
    "properties", "dynamic", "dynamic_templates", "date_detection", "numeric_detection",
    "dynamic_date_formats", "_source", "_routing", "_meta", "_size", "_data_stream_timestamp",
    "_field_names", "runtime", "subobjects", "_doc",
  ]

  /// Looks at a mapping.
  static func check(_ mappings: JSON) throws(DoubleError) {
    if let unknown = mappings.members?.keys.first(where: { !members.contains($0) }) {
      throw refusal("Root mapping definition has unsupported parameters:  [\(unknown) : ...]")
    }
    try checkFields(mappings["properties"] ?? [:])
  }

  private static func checkFields(_ properties: JSON) throws(DoubleError) {
    for (name, field) in (properties.members ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard field.members != nil else {
        throw refusal(
          "Expected map for property [fields] on field [\(name)] but got a class java.lang.String")
      }
      if field["type"] == nil, field["properties"] == nil, field["enabled"] == nil,
        field["dynamic"] == nil, field["subobjects"] == nil
      {
        throw refusal("No type specified for field [\(name)]")
      }
      if let type = field["type"]?.text, !types.contains(type) {
        throw refusal(
          "The mapper type [\(type)] declared on field [\(name)] does not exist. It might have been created within a future version or requires a plugin to be installed. Check the documentation."
        )
      }
      try checkFields(field["properties"] ?? [:])
      try checkFields(field["fields"] ?? [:])
    }
  }

  private static func refusal(_ reason: String) -> DoubleError {
    DoubleError(400, "mapper_parsing_exception", "Failed to parse mapping: " + reason)
  }
}
