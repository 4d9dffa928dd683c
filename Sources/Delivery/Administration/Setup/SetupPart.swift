import Event

/// One thing that a server is to have: a template, a policy.
package struct SetupPart: Sendable, Equatable {
  /// What it is.
  enum Kind: Sendable {
    /// A policy of Elasticsearch's index lifecycle management.
    case lifecyclePolicy
    /// A policy of OpenSearch's index state management.
    case statePolicy
    case componentTemplate
    /// A component template that is the user's: made where there is none, and never changed.
    case hook
    case indexTemplate
  }

  let kind: Kind
  /// Its name.
  let name: String
  /// Whether it says how long events are kept.
  let keeps: Bool
  /// What is sent, stamp and all.
  package let body: JSONTree
  /// What is known by; a hook has none.
  let stamp: SetupStamp?

  /// Where it stands.
  package var path: String {
    switch kind {
    case .lifecyclePolicy: "/_ilm/policy/\(name)"
    case .statePolicy: "/_plugins/_ism/policies/\(name)"
    case .componentTemplate, .hook: "/_component_template/\(name)"
    case .indexTemplate: "/_index_template/\(name)"
    }
  }

  /// What people call it.
  package var title: String {
    switch kind {
    case .lifecyclePolicy: "lifecycle policy \(name)"
    case .statePolicy: "state policy \(name)"
    case .componentTemplate: "component template \(name)"
    case .hook: "component template \(name), for settings of your own"
    case .indexTemplate: "index template \(name)"
    }
  }

  /// What a user needs to be allowed.
  var privilege: String {
    switch kind {
    case .lifecyclePolicy: "the cluster privilege manage_ilm"
    case .statePolicy:
      "the permission cluster:admin/opendistro/ism/policy/write (role index_management_full_access)"
    case .componentTemplate, .hook, .indexTemplate:
      "the cluster privilege manage_index_templates (OpenSearch: the permission cluster_manage_index_templates)"
    }
  }

  /// Something of genlog's: its stamp goes where such things have room for one.
  init(_ kind: Kind, _ name: String, _ body: JSONTree, keep: Retention? = nil) {
    let stamp = SetupStamp(of: body, keep: keep?.text)
    self.kind = kind
    self.name = name
    self.stamp = stamp
    keeps = keep != nil
    switch kind {
    case .lifecyclePolicy: self.body = ["policy": body.adding("_meta", stamp.meta)]
    case .statePolicy:
      let words = "genlog: rolled over, then \(keep?.words ?? "kept") \(stamp.words)"
      self.body = ["policy": body.adding("description", .text(words))]
    case .componentTemplate, .hook, .indexTemplate:
      self.body = body.adding("version", .number(stamp.version)).adding("_meta", stamp.meta)
    }
  }

  /// The user's own component template, empty at first.
  init(hook name: String) {
    kind = .hook
    self.name = name
    stamp = nil
    keeps = false
    body = ["template": [:]]
  }
}

/// What is there under the name of a ``SetupPart``.
struct InstalledPart: Equatable {
  /// What genlog wrote into it; nil if it is not genlog's.
  let stamp: SetupStamp?
  /// By what OpenSearch lets a policy be changed: its `_seq_no` and `_primary_term`.
  let sequence: (number: Int, term: Int)?

  static func == (one: InstalledPart, other: InstalledPart) -> Bool {
    one.stamp == other.stamp && one.sequence?.number == other.sequence?.number
      && one.sequence?.term == other.sequence?.term
  }

  /// Reads the reply to a `GET` of the part.
  init(_ part: SetupPart, reply: Span<UInt8>) {
    switch part.kind {
    case .lifecyclePolicy:
      stamp = InstalledPart.stamp("\(part.name).policy._meta", in: reply)
      sequence = nil
    case .statePolicy:
      stamp = InstalledPart.text("policy.description", in: reply)
        .flatMap { SetupStamp(description: $0) }
      let number = InstalledPart.text("_seq_no", in: reply).flatMap { Int($0) }
      let term = InstalledPart.text("_primary_term", in: reply).flatMap { Int($0) }
      sequence = number.flatMap { number in term.map { (number, $0) } }
    case .componentTemplate, .hook, .indexTemplate:
      let kind = part.kind == .indexTemplate ? "index_template" : "component_template"
      stamp = InstalledPart.first("\(kind)s", in: reply).flatMap { range in
        let item = reply.extracting(range)
        return InstalledPart.stamp("\(kind)._meta", in: item)
      }
      sequence = nil
    }
  }

  /// The first element of the array at `path`.
  private static func first(_ path: String, in reply: Span<UInt8>) -> Range<Int>? {
    guard let path = FieldPath(path), let list = JSONLookup.value(at: path, in: reply) else {
      return nil
    }
    var elements = JSONElements(of: list)
    return elements.next(in: reply)?.range
  }

  private static func stamp(_ path: String, in reply: Span<UInt8>) -> SetupStamp? {
    guard let path = FieldPath(path), let value = JSONLookup.value(at: path, in: reply),
      value.kind == .object
    else { return nil }
    return SetupStamp(meta: value.range, of: reply)
  }

  private static func text(_ path: String, in reply: Span<UInt8>) -> String? {
    guard let path = FieldPath(path), let value = JSONLookup.value(at: path, in: reply),
      value.kind == .string || value.kind == .number, value.range.count < 2000
    else { return nil }
    return JSONLookup.text(of: value, in: reply)
  }
}
