/// What became of one action.
struct BulkItem {
  var kind: BulkOperation.Kind
  var index: String
  var id: String?
  var status: Int
  var result = "created"
  var version = 1
  var sequence = 0
  var error: DoubleError?
  /// `used`, `not_enabled`; nil where the server says nothing of it.
  var failureStore: String?

  /// An action that was not done.
  init(_ operation: BulkOperation, _ error: DoubleError, index: String? = nil) {
    kind = operation.kind
    self.index = index ?? operation.index
    id = operation.id
    status = error.status
    self.error = error
  }

  /// An action that was done.
  init(_ operation: BulkOperation, index: String, id: String, status: Int) {
    kind = operation.kind
    self.index = index
    self.id = id
    self.status = status
  }

  /// Appends `{"create":{...}}` with those members that are wanted; all if nil.
  func append(to text: inout String, _ wanted: Set<String>?, _ personality: Personality) {
    var separator = ""
    func member(_ name: String, _ value: @autoclosure () -> String) {
      guard wanted?.contains(name) ?? true else { return }
      text += separator + "\"" + name + "\":" + value()
      separator = ","
    }
    text += "{\"\(kind.rawValue)\":{"
    if wanted != nil, error == nil, failureStore == nil {
      member("status", String(status))
    } else {
      member("_index", JSON.quoted(index))
      if personality.knowsTypes { member("_type", "\"_doc\"") }
      member("_id", id.map { JSON.quoted($0) } ?? "null")
      if error == nil {
        member("_version", String(version))
        member("result", "\"\(result)\"")
        member("_shards", #"{"total":2,"successful":1,"failed":0}"#)
        member("_seq_no", String(sequence))
        member("_primary_term", "1")
      }
      member("status", String(status))
      if let failureStore { member("failure_store", "\"\(failureStore)\"") }
      if let error { member("error", error.object) }
    }
    text += "}}"
  }

  /// The whole answer to a request.
  static func answer(
    to items: [Self], _ filter: FilterPath?, _ personality: Personality
  ) -> DoubleReply {
    let simple = filter?.itemMembers
    let isWhole = filter == nil || simple == nil
    var parts: [String] = []
    let hasErrors = items.contains { $0.error != nil }
    if isWhole || simple?.top.contains("errors") == true { parts.append("\"errors\":\(hasErrors)") }
    if isWhole || simple?.top.contains("took") == true { parts.append("\"took\":1") }
    var text = "{" + parts.map { $0 + "," }.joined() + "\"items\":["
    for (number, item) in items.enumerated() {
      if number > 0 { text += "," }
      item.append(to: &text, isWhole ? nil : simple?.members, personality)
    }
    text += "]}"
    if let filter, isWhole, let json = JSON(parsing: text) {
      return DoubleReply(filter.filter(json))
    }
    return DoubleReply(body: .written(text))
  }
}
