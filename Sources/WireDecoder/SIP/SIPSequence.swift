/// The value of CSeq (RFC 3261 s 20.16).
struct SIPSequence {
  /// The number; nil if it is none, or above 32 bits.
  let number: Int?
  /// The method; nil if there is none.
  let method: Range<Int>?
  /// What is wrong with it.
  let problem: SIPProblem?

  /// Reads a number, blanks and a method.
  init(_ message: Span<UInt8>, _ value: Range<Int>) {
    let end = value.upperBound
    let numberEnd = SIPGrammar.tokenEnd(message, value.lowerBound, end)
    number = SIPGrammar.number(
      message, value.lowerBound..<numberEnd, limit: SIPCheck.maxNumber)
    let start = SIPGrammar.skipBlanks(message, numberEnd, end)
    let methodEnd = SIPGrammar.tokenEnd(message, start, end)
    method = start > numberEnd && methodEnd > start ? start..<methodEnd : nil
    if number == nil {
      problem = .number(.cseq, at: value.lowerBound)
    } else if method == nil || methodEnd < end {
      problem = .value(.cseq, at: start)
    } else {
      problem = nil
    }
  }
}
