/// What a double holds: indices, data streams, templates, policies.
struct Cluster {
  /// What the double is like.
  let settings: DoubleSettings
  /// By name; backing indices of data streams among them.
  var indices: [String: Index] = [:]
  /// By name.
  var streams: [String: DataStream] = [:]
  /// Composable index templates by name.
  var indexTemplates: [String: JSON] = [:]
  /// Component templates by name.
  var componentTemplates: [String: JSON] = [:]
  /// Ingest pipelines by name.
  var pipelines: [String: JSON] = [:]
  /// Policies of ILM or ISM by name.
  var policies: [String: Policy] = [:]
  /// What has happened.
  var record = DoubleRecord()
  /// For ids that nobody gave.
  private var nextAutoID: UInt64 = 1

  /// An empty cluster, with the templates that come with the product.
  init(_ settings: DoubleSettings) {
    self.settings = settings
    // OpenSearch brings none.
    if personality.isElastic(atLeast: [7, 9]) { addBuiltIn() }
  }

  /// Which server it is like.
  var personality: Personality { settings.personality }

  private mutating func addBuiltIn() {
    for type in ["logs", "metrics", "synthetics"] {
      indexTemplates[type] = [
        "index_patterns": [.string("\(type)-*-*")], "priority": 100, "version": 1,
        "composed_of": [], "data_stream": ["hidden": false, "allow_custom_routing": false],
        "_meta": ["managed": true],
        "template": [
          "settings": ["index": ["mapping": ["ignore_malformed": .bool(type == "logs")]]],
          "mappings": [
            "date_detection": false,
            "properties": [
              "@timestamp": ["type": "date"],
              "data_stream": [
                "properties": [
                  "type": ["type": "constant_keyword", "value": .string(type)],
                  "dataset": ["type": "constant_keyword"],
                  "namespace": ["type": "constant_keyword"],
                ]
              ],
            ],
          ],
        ],
      ]
    }
  }

  /// A new id, 20 letters long as the real one's.
  mutating func autoID() -> String {
    defer { nextAutoID += 1 }
    return "auto" + ByteHash.hex(nextAutoID)
  }

  /// A policy of an index's life.
  struct Policy {
    var body: JSON
    var version: Int
    var sequence: Int
  }
}

/// A data stream.
struct DataStream {
  let name: String
  /// The template it follows.
  let template: String
  /// Names of its indices; the last one is written to.
  var backing: [String]
  var generation = 1
  /// Whether documents that do not fit go to its failure store.
  var failureStore: Bool?
}

/// One index.
final class Index {
  let name: String
  /// The data stream it belongs to.
  let stream: String?
  var documents = DocumentTable()
  var mapping: Mapping
  var settings: JSON
  var aliases: JSON
  /// Of the next operation.
  var sequence = 0
  /// Whether `@timestamp` has to be there.
  let needsTimestamp: Bool

  init(_ name: String, stream: String?, _ template: ResolvedTemplate, needsTimestamp: Bool) {
    self.name = name
    self.stream = stream
    self.needsTimestamp = needsTimestamp
    settings = template.settings
    aliases = template.aliases
    mapping = Mapping(mappings: template.mappings, settings: template.settings)
    if stream != nil, mapping.fields[Index.timestamp] == nil {
      mapping.add(["type": "date"], at: "@timestamp")
    }
  }

  /// The path of `@timestamp`.
  static let timestamp = PathHash.of("@timestamp")
}

/// What an index begins with.
struct ResolvedTemplate {
  var settings: JSON = [:]
  var mappings: JSON = [:]
  var aliases: JSON = [:]

  /// Adds what a template says, which wins.
  mutating func add(_ template: JSON?) {
    settings = settings.merging(IndexSettings(template?["settings"] ?? [:]).shown)
    let rules = (
      mappings["dynamic_templates"]?.items ?? [],
      template?["mappings", "dynamic_templates"]?.items ?? []
    )
    mappings = mappings.merging(template?["mappings"] ?? [:])
    if !rules.0.isEmpty {
      mappings = mappings.merging(["dynamic_templates": .array(rules.1 + rules.0)])
    }
    aliases = aliases.merging(template?["aliases"] ?? [:])
  }
}

// MARK: - Finding and making indices

extension Cluster {
  /// The index template for a new index: of those that cover it, the one of the highest priority.
  func template(for index: String) -> (name: String, body: JSON)? {
    indexTemplates.filter { Wildcard.matches($0.value["index_patterns"]?.texts ?? [], index) }
      .max { ($0.value["priority"]?.number ?? 0) < ($1.value["priority"]?.number ?? 0) }
      .map { ($0.key, $0.value) }
  }

  /// What a template and its components say together.
  func resolve(_ template: JSON) -> ResolvedTemplate {
    var resolved = ResolvedTemplate()
    for name in template["composed_of"]?.texts ?? [] {
      resolved.add(componentTemplates[name]?["template"])
    }
    resolved.add(template["template"])
    return resolved
  }

  /// The index that documents for a name are written to; made if that may be.
  mutating func indexForWriting(
    _ name: String, requiresStream: Bool = false, requiresAlias: Bool = false
  ) throws(DoubleError) -> Index {
    if let stream = streams[name], let last = stream.backing.last, let index = indices[last] {
      return index
    }
    if let index = indices[name], !requiresStream, !requiresAlias { return index }
    if let index = indices.values.first(where: { $0.aliases[name] != nil }) { return index }
    if requiresAlias {
      throw DoubleError(
        404, "index_not_found_exception",
        "no such index [\(name)] and [require_alias] request flag is [true] and [\(name)] is not an alias"
      )
    }
    let template = template(for: name)
    let isStream = template?.body["data_stream"] != nil
    if requiresStream, !isStream {
      throw DoubleError(
        404, "index_not_found_exception",
        "no such index [\(name)] and the index creation request requires a data stream")
    }
    if settings.autoCreate == .none || (settings.autoCreate == .streams && !isStream) {
      throw DoubleError(
        404, "index_not_found_exception",
        "no such index [\(name)] and [action.auto_create_index] is [false]")
    }
    return isStream ? try makeStream(name) : try makeIndex(name, body: [:])
  }

  /// Makes an index with what templates and the request say.
  mutating func makeIndex(_ name: String, body: JSON) throws(DoubleError) -> Index {
    try IndexName.check(name)
    if indices[name] != nil {
      throw DoubleError(
        400, "resource_already_exists_exception", "index [\(name)/AAAA] already exists")
    }
    var resolved = ResolvedTemplate()
    if let template = template(for: name) { resolved = resolve(template.body) }
    resolved.add(body)
    return try add(Index(name, stream: nil, resolved, needsTimestamp: false))
  }

  /// Makes a data stream with its first index.
  mutating func makeStream(_ name: String) throws(DoubleError) -> Index {
    try IndexName.check(name)
    guard let template = template(for: name), template.body["data_stream"] != nil else {
      throw .illegal("no matching index template found for data stream [\(name)]")
    }
    streams[name] = DataStream(
      name: name, template: template.name, backing: [],
      failureStore: template.body["template", "data_stream_options", "failure_store", "enabled"]?
        .isTrue)
    do {
      return try addBacking(to: name)
    } catch {
      streams[name] = nil
      throw error
    }
  }

  /// Gives a data stream another index to write to.
  mutating func rollOver(_ name: String) throws(DoubleError) -> (old: String, new: String) {
    guard let stream = streams[name], let old = stream.backing.last else {
      throw .illegal("rollover target [\(name)] does not exist")
    }
    streams[name]?.generation += 1
    return (old, try addBacking(to: name).name)
  }

  private mutating func addBacking(to name: String) throws(DoubleError) -> Index {
    guard let stream = streams[name], let template = indexTemplates[stream.template] else {
      throw .illegal("no matching index template found for data stream [\(name)]")
    }
    let number = String(stream.generation)
    let backing =
      ".ds-\(name)-2026.01.01-" + String(repeating: "0", count: max(0, 6 - number.count)) + number
    // The pipeline of the built-in template gives an event without a time the time of its arrival.
    let isManaged = template["_meta", "managed"]?.isTrue == true
    let fillsIn = isManaged && personality.isElastic(atLeast: [8, 9])
    let index = try add(
      Index(backing, stream: name, resolve(template), needsTimestamp: !fillsIn))
    streams[name]?.backing.append(backing)
    return index
  }

  private mutating func add(_ index: Index) throws(DoubleError) -> Index {
    if indices.count >= settings.mostIndices {
      throw DoubleError(
        400, "validation_exception",
        "Validation Failed: 1: this action would add [2] shards, but this cluster currently has [\(indices.count)]/[\(settings.mostIndices)] maximum normal shards open;"
      )
    }
    indices[index.name] = index
    return index
  }

  /// The indices that a name, an alias, a list or a pattern stands for, in order.
  func indices(_ expression: String) -> [Index] {
    var found: [String: Index] = [:]
    for part in expression.split(separator: ",").map(String.init) {
      let pattern = part == "_all" ? "*" : part
      for (name, stream) in streams where Wildcard.matches(pattern, name) {
        for backing in stream.backing { found[backing] = indices[backing] }
      }
      for (name, index) in indices {
        let names = [name] + (index.aliases.members?.keys.map { $0 } ?? [])
        if names.contains(where: { Wildcard.matches(pattern, $0) }) { found[name] = index }
      }
    }
    return found.values.sorted { $0.name < $1.name }
  }
}

/// Rules for the names of indices.
enum IndexName {
  /// Refuses what is no name.
  static func check(_ name: String) throws(DoubleError) {
    let problem: String? =
      if name.isEmpty || name == "." || name == ".." {
        "must not be '.' or '..'"
      } else if name.utf8.count > 255 {
        "index name is too long, (\(name.utf8.count) > 255)"
      } else if let first = name.first, "_-+".contains(first) {
        "must not start with '_', '-', or '+'"
      } else if name.contains(where: { "\\/*?\"<>| ,#:".contains($0) }) {
        "must not contain the following characters ['\\\\','/','*','?','\"','<','>','|',' ',',']"
      } else if name != name.lowercased() {
        "must be lowercase"
      } else {
        nil
      }
    if let problem {
      throw DoubleError(
        400, "invalid_index_name_exception", "Invalid index name [\(name)], \(problem)")
    }
  }
}
