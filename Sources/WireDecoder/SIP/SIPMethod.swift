/// The methods that calls are made up of; what they mean is RFC 3261's.
package enum SIPMethod: UInt8, Sendable {
  case invite, ack, bye, cancel, prack, update
  /// Any other.
  case other

  /// Reads a method, which is case-sensitive (RFC 3261 s 7.1).
  init(_ message: Span<UInt8>, _ range: Range<Int>) {
    func isWord(_ word: StaticString) -> Bool {
      range.count == word.utf8CodeUnitCount
        && SIPGrammar.has(word, message, at: range.lowerBound, range.upperBound)
    }
    guard let first = range.first else {
      self = .other
      return
    }
    switch message[first] {
    case UInt8(ascii: "I"): self = isWord("INVITE") ? .invite : .other
    case UInt8(ascii: "A"): self = isWord("ACK") ? .ack : .other
    case UInt8(ascii: "B"): self = isWord("BYE") ? .bye : .other
    case UInt8(ascii: "C"): self = isWord("CANCEL") ? .cancel : .other
    case UInt8(ascii: "P"): self = isWord("PRACK") ? .prack : .other
    case UInt8(ascii: "U"): self = isWord("UPDATE") ? .update : .other
    default: self = .other
    }
  }
}

extension SIPDecoder {
  /// The method of a request, or of the request that a response answers (CSeq); nil if neither is there.
  package borrowing func requestMethod(_ message: Span<UInt8>) -> SIPMethod? {
    guard let range = method ?? cseqMethod, range.upperBound <= message.count else { return nil }
    return SIPMethod(message, range)
  }

  /// The text after the status code of a response; nil if there is none.
  package var statusText: Range<Int>? { startLine.reason }

  /// Why a call ended, a cause of Q.850 if there is one; else that of another protocol, as SIP's status codes
  /// (RFC 3326); nil without such a header.
  package borrowing func cause(_ message: Span<UInt8>) -> Int? {
    guard message.count == length, var field = first(.reason) else { return nil }
    var other: Int?
    while true {
      var place = field.value.lowerBound
      while let reason = SIPList.next(message, &place, field.value.upperBound) {
        let word = SIPBody.mediaType(message, reason)
        guard
          let value = SIPParameters.value(
            of: "cause", message, word.upperBound..<reason.upperBound),
          let cause = SIPGrammar.number(message, value.range, limit: 999)
        else { continue }
        if SIPGrammar.matches(message, word, "q.850") { return cause }
        if other == nil { other = cause }
      }
      guard let following = next(after: field) else { return other }
      field = following
    }
  }
}
