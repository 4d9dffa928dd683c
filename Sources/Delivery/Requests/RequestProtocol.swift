/// What requests to a kind of server look like, and what its replies mean.
protocol RequestProtocol: Sendable {
  /// What is behind a host's URL to ask what it is, before the first events; nil to ask nothing.
  var greeting: String? { get }
  /// What is behind a host's URL to send events to.
  var target: String { get }
  /// The media type of requests.
  var mediaType: String { get }

  /// Takes in the reply to the greeting; returns what people should know of it.
  mutating func greet(status: Int, reply: Span<UInt8>) -> String?

  /// Judges a reply by its HTTP status.
  func verdict(status: Int) -> RequestVerdict

  /// Reads what a reply says of each of `count` events; nil if it does not.
  func items(of reply: Span<UInt8>, count: Int) -> [ItemReply]?
}
