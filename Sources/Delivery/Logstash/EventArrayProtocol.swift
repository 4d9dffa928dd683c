/// What Logstash's `http` input takes: a JSON array of events, which is taken as a whole or not at all.
///
/// As `application/json` the input reads it without being told to: of NDJSON it would make one event,
/// unless its `codec` is set. It answers once all events are in its queue, 429 while that is full.
struct EventArrayProtocol: RequestProtocol {
  let target: String

  /// Sends to `path`, which begins with `/`.
  init(path: String) {
    target = path
  }

  var greeting: String? { nil }

  var mediaType: String { "application/json" }

  mutating func greet(status: Int, reply: Span<UInt8>) -> String? { nil }

  // The input's `response_code` can be any of these.
  func verdict(status: Int) -> RequestVerdict {
    [200, 201, 202, 204].contains(status) ? .read : RequestVerdict(refusal: status)
  }

  func items(of reply: Span<UInt8>, count: Int) -> [ItemReply]? {
    [ItemReply](repeating: ItemReply(status: 200), count: count)
  }
}
