/// A stream that has ended.
struct EndedStream {
  /// What came of it.
  let stream: RTPStream
  /// How its media are encoded.
  let encoding: RTPEncodings.Encoding
  /// The Call-ID of its call as a JSON string; empty if it is not known.
  let callID: [UInt8]
  /// The CallUUID of its call as a JSON string; empty if it is not known.
  let callUUID: [UInt8]
}
