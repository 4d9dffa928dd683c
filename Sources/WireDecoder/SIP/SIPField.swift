/// One header as it stands in the message.
struct SIPField {
  /// The name.
  let name: Range<Int>
  /// The value without blanks about it; folds are still in it.
  let value: Range<Int>
  /// Which header it is.
  var header = SIPHeader.other
  /// The place of the next field of the same header; 0 if there is none.
  var next = 0
  /// Of a header not known: a hash of the key of its field.
  var key: UInt32 = 0
  /// Of a header not known: whether no field before it has its key.
  var isFirst = true

  /// Reads a line; nil if it has no name and colon (RFC 3261 s 7.3.1).
  init?(_ message: Span<UInt8>, _ line: Range<Int>) {
    let end = line.upperBound
    let nameEnd = SIPGrammar.tokenEnd(message, line.lowerBound, end)
    let colon = SIPGrammar.skipBlanks(message, nameEnd, end)
    guard nameEnd > line.lowerBound, colon < end, message[colon] == UInt8(ascii: ":") else {
      return nil
    }
    name = line.lowerBound..<nameEnd
    value = SIPGrammar.trimmed(message, colon + 1, end)
  }

  /// A byte of a name as it stands in a key: lower case, and `_` for all but letters and digits.
  @inline(__always)
  static func keyByte(_ byte: UInt8) -> UInt8 {
    let lower = SIPGrammar.lowercase(byte)
    return lower &- 0x61 < 26 || SIPGrammar.isDigit(lower) ? lower : UInt8(ascii: "_")
  }

  /// A hash of the key that a name gives (FNV-1a).
  static func hash(_ message: Span<UInt8>, _ name: Range<Int>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for index in name { hash = (hash ^ UInt32(keyByte(message[index]))) &* 16_777_619 }
    return hash
  }

  /// Whether two names give the same key.
  static func haveSameKey(
    _ message: Span<UInt8>, _ one: Range<Int>, _ other: Range<Int>
  ) -> Bool {
    guard one.count == other.count else { return false }
    for index in 0..<one.count
    where keyByte(message[one.lowerBound + index]) != keyByte(message[other.lowerBound + index]) {
      return false
    }
    return true
  }
}
