import Event
import WireDecoder

/// What is said of a call in words, one behind the other, so that a call costs one piece of memory.
struct CallTexts: Sendable {
  /// All of it.
  private(set) var bytes: [UInt8] = []
  /// Call-ID, From, To and Request-URI, as members of a JSON object.
  private(set) var summary = 0..<0
  /// Who calls and who is called, as the inside of a JSON string.
  private(set) var parties = 0..<0
  /// The text of the last answer, as a JSON string; empty if there is none.
  private(set) var status = 0..<0
  /// The CallUUID, as a JSON string; empty as long as none was seen.
  private(set) var callUUID = 0..<0

  /// Room for what comes later: a status, a CallUUID.
  private static let room = 80

  /// No call.
  init() {}

  /// What the first message of a call says, which the decoder has read.
  ///
  /// - Parameter buffer: where it is put together.
  init(
    _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder, in buffer: inout JSONBuffer
  ) {
    buffer.removeAll()
    let users = decoder.appendSummary(message, to: &buffer)
    summary = 0..<buffer.count
    Self.append(message, users.from, to: &buffer)
    buffer.append(" to ")
    Self.append(message, users.to, to: &buffer)
    parties = summary.upperBound..<buffer.count
    if let text = decoder.callUUID, !text.isEmpty {
      buffer.append(quoted: message.extracting(text))
      callUUID = parties.upperBound..<buffer.count
    }
    bytes.reserveCapacity(buffer.count + Self.room)
    append(buffer)
  }

  private static func append(
    _ message: Span<UInt8>, _ user: Range<Int>, to buffer: inout JSONBuffer
  ) {
    if user.isEmpty { buffer.append("?") } else { buffer.append(escaping: message, user) }
  }

  /// Takes in the text of an answer in place of the one before.
  mutating func keepStatus(
    _ message: Span<UInt8>, _ range: Range<Int>, in buffer: inout JSONBuffer
  ) {
    // The last text, as a rule: what it took is taken again.
    if status.upperBound == bytes.count { bytes.removeLast(status.count) }
    status = appended(message, range, &buffer)
  }

  /// Takes in the CallUUID.
  mutating func keepCallUUID(
    _ message: Span<UInt8>, _ range: Range<Int>, in buffer: inout JSONBuffer
  ) {
    callUUID = appended(message, range, &buffer)
  }

  private mutating func appended(
    _ message: Span<UInt8>, _ range: Range<Int>, _ buffer: inout JSONBuffer
  ) -> Range<Int> {
    let start = bytes.count
    guard !range.isEmpty else { return start..<start }
    buffer.removeAll()
    buffer.append(quoted: message.extracting(range))
    append(buffer)
    return start..<bytes.count
  }

  private mutating func append(_ buffer: borrowing JSONBuffer) {
    buffer.withBytes { text in text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) } }
  }
}
