import PacketCapture
import WireDecoder

/// What is kept of a request or an answer until both are complete.
struct HTTPMessage {
  /// The head as it was; empty if the message was not seen.
  private(set) var bytes: [UInt8] = []
  /// The head, as ranges into ``bytes``.
  private(set) var head = HTTPHead()
  /// Bytes of the message in the stream, so far.
  private(set) var count = 0
  /// Bytes of its body without the framing of chunks, so far.
  private(set) var bodyCount = 0
  /// The beginning of its body, where bodies are shown.
  private(set) var content: [UInt8] = []
  /// Whether ``content`` is not all of the body.
  var isContentCut = false
  /// Bytes that were lost before or in it.
  var gapBytes = 0
  /// Whether its end was seen.
  var isComplete = false
  /// Whether bytes of it are missing.
  var isTruncated = false
  /// What is wrong with its body.
  var bodyProblem: HTTPProblem?
  /// The frame that its head was complete in.
  private(set) var start: PacketHead?
  /// The frame of its last bytes.
  private(set) var last: PacketHead?

  /// Bytes of a body that are kept: 1 MiB.
  static let maxContent = 1 << 20

  /// Whether it was seen.
  var isSeen: Bool { start != nil }
  /// The bytes that are kept.
  var held: Int { bytes.count + content.count }
  /// What is wrong with it, the first of it; nil where it was cut, as that may be what is wrong.
  var damage: HTTPProblem? { isTruncated ? nil : head.problem ?? bodyProblem }

  /// Begins with a head.
  mutating func begin(_ bytes: Span<UInt8>, _ frame: PacketHead) {
    bytes.withUnsafeBufferPointer { self.bytes.append(contentsOf: $0) }
    head = HTTPHead(bytes)
    count = bytes.count
    (start, last) = (frame, frame)
  }

  /// Counts bytes of it, which a frame completed.
  mutating func grow(_ count: Int, _ frame: PacketHead) {
    self.count += count
    if count > 0 { last = frame }
  }

  /// Takes bytes of the body, and keeps them where bodies are shown.
  mutating func take(_ bytes: Span<UInt8>, _ output: inout EventOutput) {
    bodyCount += bytes.count
    guard output.options.payload == .full, !isContentCut else { return isContentCut = true }
    let room = min(bytes.count, Self.maxContent - content.count)
    isContentCut = room < bytes.count
    bytes.extracting(0..<room).withUnsafeBufferPointer { content.append(contentsOf: $0) }
    output.heldBytes += room
  }

  /// Takes note of bytes of the body that are lost.
  mutating func lose(_ count: Int) {
    self.count += count
    bodyCount += count
    (isContentCut, isTruncated) = (true, true)
  }

  /// Forgets the body.
  mutating func dropContent() {
    (content, isContentCut) = ([], true)
  }

  /// Forgets all, and keeps the memory where it is little.
  mutating func removeAll() {
    var (bytes, content) = ([UInt8](), [UInt8]())
    swap(&bytes, &self.bytes)
    swap(&content, &self.content)
    self = HTTPMessage()
    bytes.removeAll(keepingCapacity: bytes.capacity <= Self.maxSpare)
    content.removeAll(keepingCapacity: content.capacity <= Self.maxSpare)
    swap(&bytes, &self.bytes)
    swap(&content, &self.content)
  }

  private static let maxSpare = 8 << 10
}

/// A request with its answer, as far as they were seen.
final class HTTPExchange {
  /// The request.
  var request = HTTPMessage()
  /// The answer.
  var response = HTTPMessage()
  /// Which one it is on its connection, from 0 on.
  var number = 0

  /// Makes an empty one.
  init() {}

  /// What about the method matters for the answer's body.
  var methodKind: HTTPMethodKind {
    let bytes = request.bytes
    return request.head.methodKind(bytes.span)
  }

  /// Whether the answer may say that another protocol follows.
  var mayUpgrade: Bool { request.head.upgrade != nil || methodKind == .connect }

  /// Whether the answer agrees to a WebSocket (RFC 6455 s 4.2.2).
  var isWebSocket: Bool {
    let bytes = response.bytes
    return response.head.status == 101 && response.head.asks(for: "websocket", bytes.span)
  }

  /// The bytes that are kept.
  var held: Int { request.held + response.held }
}
