/// Whether bytes are the beginning of a record, by content alone.
package enum TLSStart {
  /// The answer.
  package enum Answer: Sendable {
    case yes
    case no
    /// More bytes are needed.
    case notYet
  }

  /// Messages that a record may begin with.
  private static let messages: Set<UInt8> = [
    TLSMessages.Kind.clientHello, TLSMessages.Kind.serverHello, TLSMessages.Kind.newSessionTicket,
    TLSMessages.Kind.certificate, TLSMessages.Kind.serverKeyExchange,
    TLSMessages.Kind.certificateRequest, TLSMessages.Kind.serverHelloDone,
    TLSMessages.Kind.clientKeyExchange,
  ]

  /// The smallest record that is encrypted: its kind and a tag of 16 bytes (RFC 8446 s 5.2).
  private static let minEncrypted = 17
  /// The longest alert that is encrypted: blocks of a cipher, a hash, and where it begins.
  private static let maxAlert = 96

  /// Whether bytes are the beginning of a record: of a handshake that can be read, or of what is encrypted.
  package static func judge(_ bytes: Span<UInt8>) -> Answer {
    guard bytes.count > 0 else { return .notYet }
    if bytes[0] & 0x80 != 0 { return judgeOld(bytes) }
    guard bytes[0] >= TLSRecords.Kind.changeCipherSpec, bytes[0] <= TLSRecords.Kind.data,
      bytes.count < 2 || bytes[1] == 3, bytes.count < 3 || bytes[2] <= 4
    else { return .no }
    guard bytes.count >= 5 else { return .notYet }
    let length = Int(bytes[3]) << 8 | Int(bytes[4])
    guard length > 0, length <= TLSRecords.maxLength else { return .no }
    switch bytes[0] {
    case TLSRecords.Kind.handshake: return judgeMessage(bytes, length)
    case TLSRecords.Kind.changeCipherSpec:
      guard length == 1 else { return .no }
      return bytes.count < 6 ? .notYet : bytes[5] == 1 ? .yes : .no
    case TLSRecords.Kind.alert where length == 2:
      return bytes.count < 6 ? .notYet : bytes[5] == 1 || bytes[5] == 2 ? .yes : .no
    case TLSRecords.Kind.alert:
      return length >= minEncrypted && length <= maxAlert ? .yes : .no
    default:
      guard length >= minEncrypted else { return .no }
      return isRecord(bytes, at: 5 + length) ? .yes : .no
    }
  }

  private static func judgeMessage(_ bytes: Span<UInt8>, _ length: Int) -> Answer {
    guard bytes.count < 6 || messages.contains(bytes[5]), bytes.count < 7 || bytes[6] <= 1 else {
      return .no
    }
    guard bytes.count >= 11 else { return bytes.count - 5 < length ? .notYet : .no }
    guard bytes[5] <= TLSMessages.Kind.serverHello else { return .yes }
    // The version of a hello.
    return TLSVersion(UInt16(bytes[9]) << 8 | UInt16(bytes[10])).isNamed ? .yes : .no
  }

  /// Whether a record may begin at a place, as far as it is there.
  private static func isRecord(_ bytes: Span<UInt8>, at place: Int) -> Bool {
    guard place < bytes.count else { return true }
    return bytes[place] >= TLSRecords.Kind.changeCipherSpec
      && bytes[place] <= TLSRecords.Kind.heartbeat
      && (place + 1 >= bytes.count || bytes[place + 1] == 3)
      && (place + 2 >= bytes.count || bytes[place + 2] <= 4)
  }

  /// SSL 2.0's first message: lengths that add up (RFC 5246 s E.2).
  private static func judgeOld(_ bytes: Span<UInt8>) -> Answer {
    guard bytes.count < 3 || bytes[2] == 1, bytes.count < 4 || bytes[3] == 0 || bytes[3] == 3
    else { return .no }
    guard bytes.count >= 11 else { return .notYet }
    let length = Int(bytes[0] & 0x7F) << 8 | Int(bytes[1])
    let ciphers = Int(bytes[5]) << 8 | Int(bytes[6])
    let session = Int(bytes[7]) << 8 | Int(bytes[8])
    let challenge = Int(bytes[9]) << 8 | Int(bytes[10])
    guard bytes[3] == 3 ? bytes[4] <= 4 : bytes[4] == 2, ciphers > 0, ciphers % 3 == 0,
      session == 0 || session == 16, challenge >= 16, challenge <= 32
    else { return .no }
    return length == 9 + ciphers + session + challenge ? .yes : .no
  }
}
