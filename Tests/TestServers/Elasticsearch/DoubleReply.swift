/// What the double answers, before it is made into bytes.
struct DoubleReply: Sendable {
  /// What an answer holds.
  enum Body: Sendable {
    /// A value, on which `filter_path` and `pretty` act.
    case json(JSON)
    /// JSON that was written already.
    case written(String)
    /// Text.
    case text(String)
  }

  var status = 200
  var body: Body
  var headers: [String: String] = [:]

  /// An answer to what went well.
  init(_ json: JSON) { body = .json(json) }

  /// An answer.
  init(_ status: Int, _ json: JSON) {
    self.status = status
    body = .json(json)
  }

  /// An answer of another kind.
  init(_ status: Int = 200, body: Body) {
    self.status = status
    self.body = body
  }

  /// What most changes are answered with.
  static let acknowledged = DoubleReply(["acknowledged": true])
}

/// An error as Elasticsearch answers it.
struct DoubleError: Error, Equatable {
  let status: Int
  let type: String
  let reason: String
  var cause: Cause?

  /// What is behind an error.
  struct Cause: Equatable, Sendable {
    let type: String
    let reason: String
  }

  init(_ status: Int, _ type: String, _ reason: String, cause: Cause? = nil) {
    self.status = status
    self.type = type
    self.reason = reason
    self.cause = cause
  }

  /// A request that makes no sense.
  static func illegal(_ reason: String) -> Self {
    Self(400, "illegal_argument_exception", reason)
  }

  /// Something that is not there.
  static func notFound(_ reason: String) -> Self {
    Self(404, "resource_not_found_exception", reason)
  }

  /// An index that is not there.
  static func noIndex(_ name: String) -> Self {
    Self(404, "index_not_found_exception", "no such index [\(name)]")
  }

  /// A document that does not fit.
  ///
  /// Elasticsearch says where in the text as well, `[1:23] `, since it is `document_parsing_exception`.
  static func parsing(
    _ reason: String, _ personality: Personality, at place: Int = 0, cause: Cause? = nil
  ) -> Self {
    let type = personality.parsingError
    let prefix = type == "document_parsing_exception" ? "[1:\(place + 1)] " : ""
    return Self(400, type, prefix + reason, cause: cause)
  }

  /// The error's members, in the order in which the real one writes them.
  private var members: String {
    var text = "\"type\":\(JSON.quoted(type)),\"reason\":\(JSON.quoted(reason))"
    if let cause {
      text += ",\"caused_by\":{\"type\":\(JSON.quoted(cause.type)),"
      text += "\"reason\":\(JSON.quoted(cause.reason))}"
    }
    return text
  }

  /// The error without what is around it.
  var object: String { "{\(members)}" }

  /// The whole answer.
  var reply: DoubleReply {
    if type == Router.bare {
      let bare: JSON = ["error": .string(reason)]
      return DoubleReply(status, status == 400 ? bare : bare.merging(["status": .integer(status)]))
    }
    let root = DoubleError(status, type, reason).object
    return DoubleReply(
      status,
      body: .written(
        "{\"error\":{\"root_cause\":[\(root)],\(members)},\"status\":\(status)}"))
  }
}
