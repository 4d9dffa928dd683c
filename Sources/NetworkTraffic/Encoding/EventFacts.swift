import PacketCapture

/// What the head of an event tells, whatever the event is about.
struct EventFacts {
  /// How much one side sent: `bytes` and `packets` of `source`, `destination` or `network`.
  struct Amount {
    var bytes: Int64?
    var packets: Int64?
  }

  /// What the event is about.
  let dataset: EventDataset
  /// The frame that completed it, and from where to where: the event's time, `source` and `destination`.
  let head: PacketHead
  /// `network.protocol`; absent if nil.
  var networkProtocol: StaticString?
  /// `network.application`; absent if nil.
  var application: StaticString?
  /// All that was sent.
  var whole = Amount()
  /// What `head.source` sent.
  var sent = Amount()
  /// What `head.destination` sent.
  var received = Amount()
  /// `event.start`: nanoseconds since 1970, UTC; absent if nil.
  var start: Int64?
  /// `event.end`: nanoseconds since 1970, UTC; absent if nil.
  var end: Int64?
  /// `event.duration`: nanoseconds; absent if nil.
  var duration: Int64?
  /// `tags`; ``EventTags/gap`` follows from ``gapBytes``.
  var tags: EventTags = []
  /// `wire.gap_bytes`: bytes that were lost before or in what the event is about.
  var gapBytes = 0
  /// `wire.response_frame`: the frame that completed the answer; absent if nil.
  var responseFrame: Int?
  /// `wire.retransmission`: whether it was sent before.
  var isRetransmission = false
  /// `wire.websocket`: whether a WebSocket carried it.
  var isOfWebSocket = false

  /// What is known of each event; the rest is filled in.
  init(_ dataset: EventDataset, _ head: PacketHead, networkProtocol: StaticString? = nil) {
    self.dataset = dataset
    self.head = head
    self.networkProtocol = networkProtocol
  }
}
