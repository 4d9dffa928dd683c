/// Whether a document fits a mapping, and what it adds to it.
struct MappingCheck {
  private let mapping: Mapping
  private let personality: Personality
  private let id: String
  /// Fields that the mapping lacks, by path, with how they would be declared.
  private var added: [UInt64: (path: String, declaration: JSON)] = [:]
  private var addedCount = 0
  private var fixed: [(path: UInt64, value: String)] = []

  private init(_ mapping: Mapping, _ personality: Personality, _ id: String) {
    self.mapping = mapping
    self.personality = personality
    self.id = id
  }

  /// Checks a document; the mapping then has its fields as well.
  static func admit(
    _ nodes: JSONNodes, _ bytes: Span<UInt8>, id: String, to mapping: inout Mapping,
    _ personality: Personality
  ) throws(DoubleError) {
    var check = MappingCheck(mapping, personality, id)
    try check.object(0, nodes, bytes, "", mapping.dynamic)
    if check.added.isEmpty, check.fixed.isEmpty { return }
    try check.checkLimit()
    for (path, value) in check.fixed { mapping.fix(path, to: value) }
    if check.isBeyondLimit { return }
    for (path, declaration) in check.added.values { mapping.add(declaration, at: path) }
  }

  private var isBeyondLimit: Bool { mapping.count + addedCount > mapping.limit }

  private func checkLimit() throws(DoubleError) {
    guard isBeyondLimit, !mapping.ignoresBeyondLimit else { return }
    throw .illegal(
      "Limit of total fields [\(mapping.limit)] has been exceeded while adding new fields [\(addedCount)]"
    )
  }

  private mutating func object(
    _ index: Int, _ nodes: JSONNodes, _ bytes: Span<UInt8>, _ path: String,
    _ dynamic: Mapping.Dynamic
  ) throws(DoubleError) {
    var child = index + 1
    while child < nodes.nodes[index].next {
      try value(child, nodes, bytes, path, dynamic)
      child = nodes.nodes[child].next
    }
  }

  /// Checks a member of an object, or an item of an array.
  private mutating func value(
    _ index: Int, _ nodes: JSONNodes, _ bytes: Span<UInt8>, _ parent: String,
    _ dynamic: Mapping.Dynamic
  ) throws(DoubleError) {
    let node = nodes.nodes[index]
    if node.kind == .null { return }
    if node.kind == .array {
      if let field = mapping.fields[node.path], field.type == .other { return }
      var child = index + 1
      while child < node.next {
        try value(child, nodes, bytes, parent, dynamic)
        child = nodes.nodes[child].next
      }
      return
    }
    if let field = mapping.fields[node.path] {
      return try known(field, index, nodes, bytes, dynamic)
    }
    if let (path, declaration) = added[node.path] {
      let isObject = declaration["type"] == "object"
      if node.kind == .object, isObject { return try object(index, nodes, bytes, path, dynamic) }
      if (node.kind == .object) == isObject { return }
      throw mixed(path, node)
    }
    try unknown(index, nodes, bytes, parent, dynamic)
  }

  private mutating func known(
    _ field: Mapping.Field, _ index: Int, _ nodes: JSONNodes, _ bytes: Span<UInt8>,
    _ dynamic: Mapping.Dynamic
  ) throws(DoubleError) {
    let node = nodes.nodes[index]
    switch (field.type, node.kind) {
    case (.other, _): return
    case (.object, .object):
      return try object(index, nodes, bytes, field.path, field.dynamic ?? dynamic)
    case (.object, _): throw mixed(field.path, node)
    case (.flattened, .object): return
    case (.flattened, _), (_, .object):
      throw refusal(of: field, node, preview: String(describing: node.kind), cause: nil)
    default: if field.type.takesAtSight(node) { return }
    }
    let text = nodes.text(index, in: bytes)
    if case .constant(nil) = field.type { fixed.append((node.path, text)) }
    guard let cause = field.type.problem(with: text, node.kind) else { return }
    if field.ignoresMalformed, field.type != .boolean { return }
    throw refusal(of: field, node, preview: text, cause: cause)
  }

  private mutating func unknown(
    _ index: Int, _ nodes: JSONNodes, _ bytes: Span<UInt8>, _ parent: String,
    _ dynamic: Mapping.Dynamic
  ) throws(DoubleError) {
    // Items of an array have the name of the array.
    var named = index
    while nodes.nodes[named].key.isEmpty, nodes.nodes[named].parent > 0 {
      named = nodes.nodes[named].parent
    }
    let name = nodes.key(named, in: bytes)
    let node = nodes.nodes[index]
    let path = parent.isEmpty ? name : parent + "." + name
    switch dynamic {
    case .ignore: return
    case .refuse:
      throw DoubleError(
        400, "strict_dynamic_mapping_exception",
        "\(personality.isElastic(atLeast: [8, 8]) ? "[1:\(node.value.lowerBound + 1)] " : "")"
          + "mapping set to strict, dynamic introduction of [\(name)] within [\(parent.isEmpty ? "_doc" : parent)] is not allowed"
      )
    case .add: break
    }
    let dynamicBelow = try addParents(of: path, node) ?? dynamic
    if dynamicBelow == .ignore { return }
    add(path, node.path, declaration(path, index, nodes, bytes))
    if node.kind == .object { try object(index, nodes, bytes, path, dynamicBelow) }
  }

  /// The objects that `a.b.c` is in; their own `dynamic` if one of them is declared.
  private mutating func addParents(
    of path: String, _ node: JSONNodes.Node
  ) throws(DoubleError) -> Mapping.Dynamic? {
    var dynamic: Mapping.Dynamic?
    var parent = ""
    for part in path.split(separator: ".").dropLast() {
      parent += (parent.isEmpty ? "" : ".") + part
      let hash = PathHash.of(parent)
      if let field = mapping.fields[hash] {
        if field.type == .flattened || field.type == .other { return .ignore }
        if field.type != .object { throw mixed(parent, node) }
        dynamic = field.dynamic ?? dynamic
      } else if added[hash] == nil {
        add(parent, hash, ["type": "object"])
      }
    }
    return dynamic
  }

  private mutating func add(_ path: String, _ hash: UInt64, _ declaration: JSON) {
    added[hash] = (path, declaration)
    addedCount += 1 + (declaration["fields"]?.members?.count ?? 0)
  }

  private func declaration(
    _ path: String, _ index: Int, _ nodes: JSONNodes, _ bytes: Span<UInt8>
  ) -> JSON {
    let (kind, usual): (String, JSON) =
      switch nodes.nodes[index].kind {
      case .object: ("object", ["type": "object"])
      case .yes, .no: ("boolean", ["type": "boolean"])
      case .integer: ("long", ["type": "long"])
      case .decimal: ("double", ["type": "float"])
      default:
        mapping.detectsDates && FieldType.isCalendarDate(nodes.text(index, in: bytes))
          && nodes.nodes[index].value.count > 4
          ? ("date", ["type": "date"])
          : (
            "string",
            ["type": "text", "fields": ["keyword": ["type": "keyword", "ignore_above": 256]]]
          )
      }
    let rule = mapping.dynamicTemplates.first { $0.covers(path, kind) }
    guard let declaration = rule?.declaration else { return usual }
    let type = declaration["type"]?.text
    if type == nil || type == "{dynamic_type}" {
      return usual.merging(declaration.merging(["type": usual["type"] ?? "text"]))
    }
    return declaration
  }

  private func mixed(_ path: String, _ node: JSONNodes.Node) -> DoubleError {
    .parsing(
      "object mapping for [\(path)] tried to parse field [\(path)] as object, but found a concrete value",
      personality, at: node.value.lowerBound)
  }

  private func refusal(
    of field: Mapping.Field, _ node: JSONNodes.Node, preview: String, cause: DoubleError.Cause?
  ) -> DoubleError {
    .parsing(
      "failed to parse field [\(field.path)] of type [\(field.declaration["type"]?.text ?? field.type.name)] "
        + "in document with id '\(id)'. Preview of field's value: '\(preview.prefix(100))'",
      personality, at: node.value.lowerBound, cause: cause)
  }
}
