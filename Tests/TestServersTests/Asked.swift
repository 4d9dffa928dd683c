@testable import TestServers

/// A double without sockets, and what it is asked.
struct Asked {
  let service: DoubleService

  init(_ version: String = "8", _ change: (inout DoubleSettings) -> Void = { _ in }) {
    var settings = DoubleSettings()
    settings.personality = Personality(parsing: version) ?? settings.personality
    change(&settings)
    service = DoubleService(settings)
  }

  /// An answer.
  struct Answer {
    var status = 0
    var text = ""
    var headers: [String: String] = [:]
    var json: JSON { JSON(parsing: text) ?? nil }
    /// The type of the error.
    var type: String? { json["error", "type"]?.text }
    /// What the error says.
    var reason: String? { json["error", "reason"]?.text ?? json["error"]?.text }
    /// The answers to single actions, without their verb.
    var items: [JSON] { (json["items"]?.items ?? []).compactMap { $0.members?.values.first } }
    var statuses: [Int] { items.compactMap { $0["status"]?.number } }
  }

  /// Asks.
  func callAsFunction(
    _ method: String, _ target: String, _ body: String = "", headers: [String: String] = [:]
  ) -> Answer {
    let type = body.isEmpty ? [:] : ["content-type": "application/json"]
    var reply = service.reply(
      HTTPRequest(
        method: method, target: target, headers: type.merging(headers) { $1 }, body: body))
    while case .after(_, let next) = reply { reply = next }
    guard case .answer(let status, let text, let headers) = reply else { return Answer() }
    return Answer(status: status, text: text, headers: headers)
  }

  /// Sends documents as `create`, with the ids 0, 1 ...
  func create(_ index: String, _ documents: String..., query: String = "") -> Answer {
    let lines = documents.enumerated().map { number, document in
      #"{"create":{"_index":"\#(index)","_id":"\#(number)"}}"# + "\n\(document)\n"
    }
    return self("POST", "/_bulk" + query, lines.joined())
  }
}
