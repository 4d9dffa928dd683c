import Event

/// Why an event, or a whole request, was not taken.
struct DeadLetterReason: Sendable, Equatable {
  /// The status of the reply, for the event or the request; 0 without a reply.
  var status = 0
  /// The kind of error in the server's words.
  var type = ""
  /// What is wrong.
  var reason = ""

  /// What is left where nothing more is tried.
  static let notSent = DeadLetterReason(reason: "not sent: the destination took nothing any more")

  /// The reason in words.
  var text: String {
    let words = reason.isEmpty ? type : reason
    if status == 0 { return words }
    return words.isEmpty ? "status \(status)" : "status \(status), \(words)"
  }

  /// Whether events may not be named by who sends them, as in all but the SEARCH collections of Amazon
  /// OpenSearch Serverless.
  var refusesNames: Bool { reason.hasPrefix("Document ID is not supported") }
}

extension DeadLetterReason {
  private static let errorType = FieldPath("error.type")
  private static let errorReason = FieldPath("error.reason")
  /// Proxies answer with whole pages.
  private static let longestPage = 200

  /// Why an item was refused.
  init(_ item: ItemReply) {
    self.init(status: item.status, type: item.errorType, reason: item.reason)
  }

  /// Why a request was refused: Elasticsearch's own words, or the beginning of whatever page came.
  init(status: Int, reply: Span<UInt8>) {
    self.init(status: status)
    if let path = DeadLetterReason.errorType,
      let value = JSONLookup.value(at: path, in: reply), value.kind == .string
    {
      type = JSONLookup.text(of: value, in: reply)
    }
    if let path = DeadLetterReason.errorReason,
      let value = JSONLookup.value(at: path, in: reply), value.kind == .string
    {
      reason = String(JSONLookup.text(of: value, in: reply).prefix(BulkReply.longestReason))
    }
    if type.isEmpty, reason.isEmpty {
      let page = reply.extracting(..<min(reply.count, DeadLetterReason.longestPage))
      reason = String(
        decoding: (0..<page.count).map { page[$0] < 0x20 ? 0x20 : page[$0] }, as: UTF8.self)
    }
  }
}
