extension Cluster {
  /// Does the actions one after another.
  ///
  /// - Parameter faults: of each action, the error it is to have instead of being done.
  mutating func apply(
    _ operations: [BulkOperation], _ body: Span<UInt8>, faults: [DoubleError?],
    requiresStream: Bool = false
  ) -> [BulkItem] {
    var nodes = JSONNodes()
    var items: [BulkItem] = []
    items.reserveCapacity(operations.count)
    var last: (name: String, index: Index)?
    for (operation, fault) in zip(operations, faults) {
      var item: BulkItem
      do throws(DoubleError) {
        if let fault { throw fault }
        if last?.name != operation.index || operation.requiresAlias {
          last = (operation.index, try target(of: operation, requiresStream))
        }
        guard let index = last?.index else { throw .noIndex(operation.index) }
        item = try apply(operation, body, to: index, &nodes)
      } catch {
        item = refuse(operation, error, body, fault == nil ? last?.index : nil)
      }
      count(item)
      items.append(item)
    }
    record.sent += items.count
    return items
  }

  private mutating func target(
    of operation: BulkOperation, _ requiresStream: Bool
  ) throws(DoubleError) -> Index {
    // Only what creates may make a data stream.
    if operation.kind != .create, streams[operation.index] == nil,
      indices[operation.index] == nil, template(for: operation.index)?.body["data_stream"] != nil
    {
      throw .illegal("only write ops with an op_type of create are allowed in data streams")
    }
    return try indexForWriting(
      operation.index, requiresStream: requiresStream, requiresAlias: operation.requiresAlias)
  }

  private mutating func apply(
    _ operation: BulkOperation, _ body: Span<UInt8>, to index: Index, _ nodes: inout JSONNodes
  ) throws(DoubleError) -> BulkItem {
    if index.stream == operation.index, operation.kind != .create {
      throw .illegal("only write ops with an op_type of create are allowed in data streams")
    }
    if let pipeline = operation.pipeline, pipeline != "_none", pipelines[pipeline] == nil {
      throw .illegal("pipeline with id [\(pipeline)] does not exist")
    }
    switch operation.kind {
    case .delete: return delete(operation, from: index)
    case .update: throw .illegal("this server takes no update")
    case .create, .index: return try put(operation, body, into: index, &nodes)
    }
  }

  private mutating func put(
    _ operation: BulkOperation, _ body: Span<UInt8>, into index: Index, _ nodes: inout JSONNodes
  ) throws(DoubleError) -> BulkItem {
    if operation.id == "" { throw .illegal("if _id is specified it must not be empty") }
    let id = operation.id ?? autoID()
    let source = body.extracting(operation.source)
    try read(source, id, index, &nodes)
    let name = Array(id.utf8)
    let (hash, replaces) = (ByteHash.of(source, source.indices), operation.kind == .index)
    let put: Int?
    if let fields = kept(of: source, nodes) {
      put = index.documents.put(name.span, kept: fields.span, sourceHash: hash, replaces: replaces)
    } else {
      put = index.documents.put(name.span, kept: source, sourceHash: hash, replaces: replaces)
    }
    guard let version = put else {
      throw DoubleError(
        409, "version_conflict_engine_exception",
        "[\(id)]: version conflict, document already exists (current version [1])")
    }
    var item = BulkItem(operation, index: index.name, id: id, status: version == 1 ? 201 : 200)
    item.version = version
    item.result = version == 1 ? "created" : "updated"
    item.sequence = index.sequence
    index.sequence += 1
    return item
  }

  /// Reads a source, and looks whether it fits.
  private func read(
    _ source: Span<UInt8>, _ id: String, _ index: Index, _ nodes: inout JSONNodes
  ) throws(DoubleError) {
    do throws(JSONNodes.Fault) {
      try nodes.read(source)
    } catch {
      throw .parsing(
        "failed to parse", personality,
        cause: .init(
          type: personality.isElastic(atLeast: [8, 0])
            ? "x_content_parse_exception" : "json_parse_exception",
          reason: error.description))
    }
    guard nodes.nodes[0].kind == .object else {
      throw .parsing("Malformed content, must start with an object", personality)
    }
    if index.stream != nil, index.needsTimestamp {
      let times = nodes.nodes.count { $0.path == Index.timestamp && $0.kind != .null }
      if times != 1 {
        let reason =
          "data stream timestamp field [@timestamp] "
          + (times == 0 ? "is missing" : "encountered multiple values")
        throw .parsing(
          "failed to parse: " + reason, personality,
          cause: .init(type: "illegal_argument_exception", reason: reason))
      }
    }
    try MappingCheck.admit(nodes, source, id: id, to: &index.mapping, personality)
  }

  /// What is kept instead of the source: the fields that are wanted, as members of an object.
  private func kept(of source: Span<UInt8>, _ nodes: JSONNodes) -> [UInt8]? {
    guard case .digests(let fields) = settings.keeping else { return nil }
    var kept: [UInt8] = []
    for field in fields {
      let path = PathHash.of(field)
      guard let node = nodes.nodes.first(where: { $0.path == path }) else { continue }
      if !kept.isEmpty { kept.append(UInt8(ascii: ",")) }
      kept += Array((JSON.quoted(field) + ":").utf8)
      let quotes = node.kind == .string ? 1 : 0
      for place in node.value.lowerBound - quotes..<node.value.upperBound + quotes {
        kept.append(source[place])
      }
    }
    return kept
  }

  private func delete(_ operation: BulkOperation, from index: Index) -> BulkItem {
    let id = operation.id ?? ""
    let name = Array(id.utf8)
    let version = index.documents.remove(name.span)
    var item = BulkItem(operation, index: index.name, id: id, status: version == nil ? 404 : 200)
    item.version = version ?? 1
    item.result = version == nil ? "not_found" : "deleted"
    return item
  }

  private mutating func count(_ item: BulkItem) {
    switch (item.error?.status, item.result) {
    case (409?, _): record.conflicts += 1
    case (let status?, _): record.refused[status, default: 0] += 1
    case (_, "updated"): record.replaced += 1
    case (_, "deleted"): record.deleted += 1
    case (_, "not_found"): break
    default: if item.failureStore == "used" { record.redirected += 1 } else { record.created += 1 }
    }
  }
}

// MARK: - Failure stores

extension Cluster {
  /// Whether the product has failure stores.
  private var hasFailureStores: Bool { personality.isElastic(atLeast: [8, 19]) }

  /// The answer to an action that failed: an error, or the failure store of its data stream.
  private mutating func refuse(
    _ operation: BulkOperation, _ error: DoubleError, _ body: Span<UInt8>, _ index: Index?
  ) -> BulkItem {
    var item = BulkItem(operation, error, index: error.status == 409 ? index?.name : nil)
    guard hasFailureStores, error.status == 400, operation.kind == .create,
      let name = index?.stream, let stream = streams[name]
    else { return item }
    guard stream.failureStore ?? settings.failureStore else {
      item.failureStore = "not_enabled"
      return item
    }
    let store = failureStore(of: name)
    let id = autoID()
    let source = body.extracting(operation.source)
    let idBytes = Array(id.utf8)
    _ = store.documents.put(
      idBytes.span, kept: source, sourceHash: ByteHash.of(source, source.indices), replaces: true)
    item = BulkItem(operation, index: store.name, id: id, status: 201)
    item.failureStore = "used"
    return item
  }

  private mutating func failureStore(of stream: String) -> Index {
    let name = ".fs-\(stream)-2026.01.01-000001"
    if let store = indices[name] { return store }
    let store = Index(
      name, stream: stream + "::failures", ResolvedTemplate(), needsTimestamp: false)
    indices[name] = store
    return store
  }
}

extension JSONNodes.Fault {
  /// What is wrong, for people.
  var description: String {
    switch self {
    case .unexpected(let place): "Unexpected character at byte \(place)"
    case .notUTF8: "Invalid UTF-8"
    case .deep: "Document nesting depth exceeds the maximum allowed"
    case .duplicate(let place): "Duplicate field at byte \(place)"
    }
  }
}
