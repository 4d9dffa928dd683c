/// The fields of an index: those that were declared, and those that came with documents.
struct Mapping {
  /// What is done with a field that nobody declared.
  enum Dynamic: Equatable {
    case add, ignore, refuse

    /// Reads a mapping's `dynamic`; nil if it says nothing.
    init?(_ json: JSON?) {
      switch json {
      case .bool(true), .string("true"), .string("runtime"): self = .add
      case .bool(false), .string("false"): self = .ignore
      case .string("strict"): self = .refuse
      default: return nil
      }
    }
  }

  /// One field.
  struct Field {
    let path: String
    var type: FieldType
    var dynamic: Dynamic?
    /// Whether a value that does not fit is left out instead of refused.
    var ignoresMalformed = false
    /// Whether it has subfields, as texts get one of themselves.
    var copies = 0
    /// The declaration, for those who ask.
    var declaration: JSON
  }

  /// By `PathHash`.
  private(set) var fields: [UInt64: Field] = [:]
  /// For fields at the top.
  private(set) var dynamic = Dynamic.add
  /// How many fields there may be: `index.mapping.total_fields.limit`.
  private(set) var limit = 1000
  /// Whether fields beyond the limit are left out instead of refused.
  private(set) var ignoresBeyondLimit = false
  /// How many there are.
  private(set) var count = 0
  private(set) var detectsDates = true
  private(set) var ignoresMalformed = false
  private(set) var dynamicTemplates: [DynamicTemplate] = []

  /// The mapping that templates or a request declare.
  init(mappings: JSON, settings: JSON) {
    let flat = IndexSettings(settings)
    limit = flat.number("mapping.total_fields.limit") ?? 1000
    ignoresBeyondLimit = flat.isTrue("mapping.total_fields.ignore_dynamic_beyond_limit")
    ignoresMalformed = flat.isTrue("mapping.ignore_malformed")
    declare(mappings)
  }

  /// Adds what a mapping declares.
  mutating func declare(_ mappings: JSON) {
    dynamic = Dynamic(mappings["dynamic"]) ?? dynamic
    detectsDates = mappings["date_detection"]?.isTrue ?? detectsDates
    dynamicTemplates += (mappings["dynamic_templates"]?.items ?? []).compactMap(
      DynamicTemplate.init)
    declare(mappings["properties"] ?? [:], below: "")
  }

  private mutating func declare(_ properties: JSON, below parent: String) {
    for (name, declaration) in properties.members ?? [:] {
      // `a.b` declares the object `a` as well.
      var path = parent
      let parts = name.split(separator: ".").map(String.init)
      for part in parts.dropLast() {
        path += (path.isEmpty ? "" : ".") + part
        if fields[PathHash.of(path)] == nil {
          add(Field(path: path, type: .object, declaration: ["type": "object"]))
        }
      }
      path += (path.isEmpty ? "" : ".") + (parts.last ?? "")
      add(declaration, at: path)
      if let below = declaration["properties"] { declare(below, below: path) }
    }
  }

  /// Adds a field as it is declared.
  mutating func add(_ declaration: JSON, at path: String) {
    // An object that is not enabled is kept, and not looked at.
    let isEnabled = declaration["enabled"]?.isTrue != false
    add(
      Field(
        path: path, type: isEnabled ? FieldType(declaration) : .other,
        dynamic: Dynamic(declaration["dynamic"]),
        // A data stream's time has to be one, whatever the index says of other fields.
        ignoresMalformed: declaration["ignore_malformed"]?.isTrue
          ?? (ignoresMalformed && path != "@timestamp"),
        copies: declaration["fields"]?.members?.count ?? 0, declaration: declaration))
  }

  private mutating func add(_ field: Field) {
    if fields.updateValue(field, forKey: PathHash.of(field.path)) == nil {
      count += 1 + field.copies
    }
  }

  /// Fixes the value of a `constant_keyword`.
  mutating func fix(_ path: UInt64, to value: String) { fields[path]?.type = .constant(value) }

  /// All fields as a mapping that declares them.
  var declaration: JSON {
    var tree = Tree()
    for field in fields.values {
      tree.insert(field.declaration, at: field.path.split(separator: ".").map(String.init)[...])
    }
    return tree.json["properties"].map { ["properties": $0] } ?? [:]
  }

  /// Fields in fields.
  private struct Tree {
    var declaration: JSON?
    var children: [String: Tree] = [:]

    mutating func insert(_ declaration: JSON, at path: ArraySlice<String>) {
      guard let first = path.first else {
        self.declaration = declaration
        return
      }
      children[first, default: Tree()].insert(declaration, at: path.dropFirst())
    }

    var json: JSON {
      var members = declaration?.members ?? [:]
      members["properties"] = nil
      if !children.isEmpty {
        if members["type"] == "object" { members["type"] = nil }
        members["properties"] = .object(children.mapValues(\.json))
      }
      return .object(members)
    }
  }
}

/// A rule for fields that nobody declared.
struct DynamicTemplate {
  private let kinds: [String]
  private let name: [String]
  private let path: [String]
  private let notName: [String]
  private let notPath: [String]
  /// How such a field is declared.
  let declaration: JSON

  /// Reads `{"name": {"match_mapping_type": ..., "mapping": {...}}}`.
  init?(_ json: JSON) {
    guard let rule = json.members?.values.first, let declaration = rule["mapping"] else {
      return nil
    }
    self.declaration = declaration
    kinds = rule["match_mapping_type"]?.texts ?? []
    name = rule["match"]?.texts ?? []
    path = rule["path_match"]?.texts ?? []
    notName = rule["unmatch"]?.texts ?? []
    notPath = rule["path_unmatch"]?.texts ?? []
  }

  /// Whether it is for a field of this path, which has a value of this type.
  func covers(_ field: String, _ kind: String) -> Bool {
    let last = field.split(separator: ".").last.map(String.init) ?? ""
    return (kinds.isEmpty || kinds.contains("*") || kinds.contains(kind))
      && (name.isEmpty || Wildcard.matches(name, last))
      && (path.isEmpty || Wildcard.matches(path, field))
      && !Wildcard.matches(notName, last) && !Wildcard.matches(notPath, field)
  }
}
