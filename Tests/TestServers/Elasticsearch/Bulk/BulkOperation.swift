/// One action of a `_bulk` request, and the source under it.
struct BulkOperation {
  /// What is to be done.
  enum Kind: String { case create, index, delete, update }

  var kind: Kind
  var index: String
  var id: String?
  /// Where its source is in the body; empty for `delete`.
  var source: Range<Int> = 0..<0
  var pipeline: String?
  var requiresAlias = false
}

/// Reads a body of `_bulk`, and refuses it as the real server does: as a whole, before anything is done.
struct BulkParser {
  private let personality: Personality
  private let defaults: BulkOperation
  private var nodes = JSONNodes()
  private var operations: [BulkOperation] = []
  private var invalid: [String] = []
  /// Of the line that is read.
  private var line = 0

  /// Reads a body.
  ///
  /// - Parameter defaults: what the path and the query say for actions that say nothing.
  /// - Throws: the error of the whole request.
  static func operations(
    in body: Span<UInt8>, _ personality: Personality, defaults: BulkOperation
  ) throws(DoubleError) -> [BulkOperation] {
    var parser = BulkParser(personality: personality, defaults: defaults)
    try parser.parse(body)
    if parser.operations.isEmpty { parser.invalid.append("no requests added") }
    if !parser.invalid.isEmpty {
      let problems = parser.invalid.enumerated().map { "\($0.offset + 1): \($0.element);" }
      throw DoubleError(
        400, "action_request_validation_exception",
        "Validation Failed: " + problems.joined(separator: ""))
    }
    return parser.operations
  }

  private init(personality: Personality, defaults: BulkOperation) {
    self.personality = personality
    self.defaults = defaults
  }

  private mutating func parse(_ body: Span<UInt8>) throws(DoubleError) {
    var place = 0
    while let action = try nextLine(body, &place) {
      let isBlank = action.allSatisfy { body[$0] == 0x20 || body[$0] == 0x0D || body[$0] == 0x09 }
      if isBlank { continue }
      guard var operation = try operation(body, action) else { continue }
      if operation.kind != .delete {
        // An action without a source at the very end is passed over, as it is there.
        guard let source = try nextLine(body, &place) else { break }
        let hasReturn = !source.isEmpty && body[source.upperBound - 1] == 0x0D
        operation.source = source.lowerBound..<source.upperBound - (hasReturn ? 1 : 0)
      }
      validate(operation)
      operations.append(operation)
    }
  }

  private mutating func nextLine(
    _ body: Span<UInt8>, _ place: inout Int
  ) throws(DoubleError) -> Range<Int>? {
    if place == body.count { return nil }
    guard let end = ByteScan.newline(in: body, from: place) else {
      throw .illegal("The bulk request must be terminated by a newline [\\n]")
    }
    defer { place = end + 1 }
    line += 1
    return place..<end
  }

  private mutating func validate(_ operation: BulkOperation) {
    if operation.index.isEmpty { invalid.append("index is missing") }
    if operation.kind == .delete || operation.kind == .update, operation.id == nil {
      invalid.append("id is missing")
    }
    if let id = operation.id, id.utf8.count > 512 {
      invalid.append(
        "id [\(id)] is too long, must be no longer than 512 bytes but was: \(id.utf8.count)")
    }
    if operation.kind != .delete, operation.source.isEmpty { invalid.append("source is missing") }
  }

  private mutating func operation(
    _ body: Span<UInt8>, _ range: Range<Int>
  ) throws(DoubleError) -> BulkOperation? {
    let text = body.extracting(range)
    do throws(JSONNodes.Fault) {
      try nodes.read(text)
    } catch {
      throw DoubleError(
        400,
        personality.isElastic(atLeast: [8, 0])
          ? "x_content_parse_exception" : "json_parse_exception",
        "Malformed action/metadata line [\(line)]: no JSON")
    }
    guard nodes.nodes[0].kind == .object else { throw malformed("START_OBJECT", 0) }
    guard let action = nodes.children(of: 0).first else {
      throw .illegal(
        "Malformed action/metadata line [\(line)], expected FIELD_NAME but found [END_OBJECT]")
    }
    let name = nodes.key(action, in: text)
    guard let kind = BulkOperation.Kind(rawValue: name) else {
      throw .illegal(
        "Malformed action/metadata line [\(line)], expected field [create], [delete], [index] or [update] but found [\(name)]"
      )
    }
    if nodes.nodes[action].kind != .object { throw malformed("START_OBJECT or END_OBJECT", action) }
    if nodes.nodes[0].next != nodes.nodes[action].next, personality.isElastic(atLeast: [8, 0]) {
      throw .illegal(
        "Malformed action/metadata line [\(line)], expected END_OBJECT but found [FIELD_NAME]")
    }
    var operation = defaults
    operation.kind = kind
    for member in nodes.children(of: action) { try read(member, text, into: &operation) }
    return operation
  }

  private func read(
    _ member: Int, _ text: Span<UInt8>, into operation: inout BulkOperation
  ) throws(DoubleError) {
    let name = nodes.key(member, in: text)
    let kind = nodes.nodes[member].kind
    if kind == .null { return }
    let takesObjects = name == "dynamic_templates" || name == "_source"
    if kind == .array || kind == .object, !takesObjects {
      throw .illegal(
        "Malformed action/metadata line [\(line)], expected a simple value for field [\(name)] but found [\(Self.token(kind))]"
      )
    }
    switch name {
    case "_index": operation.index = nodes.text(member, in: text)
    case "_id": operation.id = nodes.text(member, in: text)
    case "pipeline": operation.pipeline = nodes.text(member, in: text)
    case "require_alias": operation.requiresAlias = kind == .yes
    case "op_type" where nodes.text(member, in: text) == "create": operation.kind = .create
    case "routing", "version", "version_type", "if_seq_no", "if_primary_term", "op_type",
      "retry_on_conflict", "dynamic_templates", "_source", "require_data_stream",
      "list_executed_pipelines":
      break
    case "_type" where personality.knowsTypes: break
    default:
      throw .illegal("Action/metadata line [\(line)] contains an unknown parameter [\(name)]")
    }
  }

  private func malformed(_ wanted: String, _ node: Int) -> DoubleError {
    .illegal(
      "Malformed action/metadata line [\(line)], expected \(wanted) but found [\(Self.token(nodes.nodes[node].kind))]"
    )
  }

  private static func token(_ kind: JSONNodes.Kind) -> String {
    switch kind {
    case .null: "VALUE_NULL"
    case .yes, .no: "VALUE_BOOLEAN"
    case .integer, .decimal: "VALUE_NUMBER"
    case .string: "VALUE_STRING"
    case .array: "START_ARRAY"
    case .object: "START_OBJECT"
    }
  }
}
