import PacketCapture
import WireDecoder

/// What a message has that transactions and calls are made up of, as hashes and numbers.
struct SIPFacts {
  /// When it was seen, in nanoseconds since 1970.
  let time: Int64
  /// The method of the request, or of the request that is answered.
  let method: SIPMethod
  /// The status code; 0 of a request.
  let status: Int
  /// The number of CSeq; -1 if there is none.
  let number: Int
  /// The call: Call-ID.
  let call: UInt64
  /// The transaction; of an ACK, the one it has where it acknowledges a 2xx (RFC 3261 s 17.1.1.3).
  let transaction: UInt64
  /// Of an ACK, the transaction of the INVITE that it ends where it acknowledges another answer.
  let invite: UInt64
  /// The message among those of its transaction: start line, To tag and ends.
  let fingerprint: UInt32
  /// The tag of From, 0 if there is none.
  let fromTag: UInt64
  /// The tag of To, 0 if there is none.
  let toTag: UInt64

  /// Whether it is a request.
  var isRequest: Bool { status == 0 }
  /// Whether it is an answer after which no other comes.
  var isFinal: Bool { status >= 200 }

  /// The facts of a message that the decoder has read; nil if it has no Call-ID or no method.
  init?(_ message: Span<UInt8>, _ decoder: borrowing SIPDecoder, _ head: PacketHead) {
    guard let callID = decoder.callID, let method = decoder.requestMethod(message) else {
      return nil
    }
    guard let status = decoder.method == nil ? decoder.statusCode : 0 else { return nil }
    time = head.stamp.time
    self.method = method
    self.status = status
    number = decoder.cseqNumber ?? -1
    call = KeyedHash.value(message, callID)
    fromTag = decoder.fromTag.map { KeyedHash.value(message, $0) } ?? 0
    toTag = decoder.toTag.map { KeyedHash.value(message, $0) } ?? 0
    let base = Self.transaction(message, decoder, call: call, fromTag: fromTag, number: number)
    transaction = Self.transaction(base, message, decoder, method)
    invite = method == .ack ? Self.transaction(base, message, decoder, .invite) : 0
    fingerprint = Self.fingerprint(message, decoder, head, toTag: toTag)
  }

  /// What all methods of a transaction have in common.
  ///
  /// That is the branch, if its maker says that it is unique (RFC 3261 s 17.2.3), else From's tag, as in the
  /// days of RFC 2543; and Call-ID and CSeq for those who make up one branch for all.
  private static func transaction(
    _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder, call: UInt64, fromTag: UInt64,
    number: Int
  ) -> KeyedHash {
    var hash = KeyedHash(call)
    hash.append(UInt64(truncatingIfNeeded: number))
    if let branch = decoder.branch, hasCookie(message, branch) {
      hash.append(message, branch)
    } else {
      hash.append(fromTag)
    }
    return hash
  }

  private static func transaction(
    _ base: KeyedHash, _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder, _ method: SIPMethod
  ) -> UInt64 {
    var hash = base
    hash.append(UInt64(method.rawValue))
    // Methods that have no number of their own are told apart by their names.
    if method == .other, let name = decoder.method ?? decoder.cseqMethod {
      hash.append(message, name)
    }
    return hash.value
  }

  private static func fingerprint(
    _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder, _ head: PacketHead, toTag: UInt64
  ) -> UInt32 {
    var hash = KeyedHash(toTag)
    hash.append(head.source)
    hash.append(head.destination)
    if let uri = decoder.requestURI, let method = decoder.method {
      hash.append(message, method)
      hash.append(message, uri)
    } else {
      hash.append(UInt64(truncatingIfNeeded: decoder.statusCode ?? 0))
    }
    return UInt32(truncatingIfNeeded: hash.value >> 16)
  }

  /// `z9hG4bK`: the branch is unique (RFC 3261 s 8.1.1.7).
  private static func hasCookie(_ message: Span<UInt8>, _ branch: Range<Int>) -> Bool {
    guard branch.count > cookie.count else { return false }
    for index in 0..<cookie.count where message[branch.lowerBound + index] != cookie[index] {
      return false
    }
    return true
  }

  private static let cookie: InlineArray<7, UInt8> = [0x7A, 0x39, 0x68, 0x47, 0x34, 0x62, 0x4B]
}
