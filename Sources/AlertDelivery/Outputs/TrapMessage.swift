/// A notice as an SNMPv2-Trap (RFC 3416 s 4.2.6), in BER.
///
/// sysUpTime.0, snmpTrapOID.0, and below the trap's own number: 1 id, 2 rule, 3 state, 4 severity, 5 key, 6 subject,
/// 7 text, 8 time; all of them texts (docs/alerts.md has the MIB).
enum TrapMessage {
  private enum Tag {
    static let integer: UInt8 = 0x02
    static let octets: UInt8 = 0x04
    static let identifier: UInt8 = 0x06
    static let sequence: UInt8 = 0x30
    static let ticks: UInt8 = 0x43
    static let trap: UInt8 = 0xA7
  }

  private static let upTime: [UInt32] = [1, 3, 6, 1, 2, 1, 1, 3, 0]
  private static let trapIdentifier: [UInt32] = [1, 3, 6, 1, 6, 3, 1, 1, 4, 1, 0]
  /// A text of more bytes may not fit into a datagram.
  private static let mostText = 1024

  /// The message.
  ///
  /// - Parameters:
  ///   - number: the request's.
  ///   - ticks: hundredths of seconds since the start of the program.
  static func bytes(
    of notice: AlertNotice, _ settings: TrapSettings, number: Int32, ticks: UInt32
  ) -> [UInt8] {
    var variables = variable(upTime, value(Tag.ticks, minimal(Int64(ticks))))
    let kind = settings.identifier + [0, notice.state == .firing ? 1 : 2]
    variables += variable(trapIdentifier, value(Tag.identifier, identifier(kind)))
    let texts = [
      notice.id, notice.rule, notice.state.rawValue, notice.severity.rawValue, notice.key ?? "",
      notice.subject, notice.text, notice.timeText,
    ]
    for (index, text) in texts.enumerated() {
      let name = settings.identifier + [1, UInt32(index + 1), 0]
      variables += variable(name, value(Tag.octets, Array(text.utf8.prefix(mostText))))
    }
    let content =
      value(Tag.integer, minimal(Int64(number))) + value(Tag.integer, [0])
      + value(Tag.integer, [0]) + value(Tag.sequence, variables)
    // Version 1 is that of SNMPv2c (RFC 1901 s 3).
    return value(
      Tag.sequence,
      value(Tag.integer, [1]) + value(Tag.octets, Array(settings.community.utf8))
        + value(Tag.trap, content))
  }

  private static func variable(_ name: [UInt32], _ content: [UInt8]) -> [UInt8] {
    value(Tag.sequence, value(Tag.identifier, identifier(name)) + content)
  }

  /// ITU-T X.690 s 8.1.3: a length below 128 is a byte, a longer one a count of bytes and those.
  private static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    guard content.count >= 128 else { return [tag, UInt8(content.count)] + content }
    let length = minimal(Int64(content.count)).drop { $0 == 0 }
    return [tag, 0x80 | UInt8(length.count)] + length + content
  }

  /// X.690 s 8.3: two's complement in as few bytes as there can be, for numbers from 0 on.
  private static func minimal(_ number: Int64) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = number
    repeat {
      bytes.insert(UInt8(truncatingIfNeeded: rest), at: 0)
      rest >>= 8
    } while rest > 0
    return bytes[0] & 0x80 != 0 ? [0] + bytes : bytes
  }

  /// X.690 s 8.19.
  private static func identifier(_ numbers: [UInt32]) -> [UInt8] {
    var bytes: [UInt8] = []
    let first = numbers.count > 1 ? [numbers[0] * 40 &+ numbers[1]] : numbers
    for number in first + numbers.dropFirst(2) {
      var group = [UInt8(number & 0x7F)]
      var rest = number >> 7
      while rest > 0 {
        group.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
        rest >>= 7
      }
      bytes += group
    }
    return bytes
  }
}
