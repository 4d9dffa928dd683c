/// Payloads that tell their protocol, made after the documents that define them.
enum ProtocolSamples {
  struct Sample: Sendable, CustomStringConvertible {
    let name: String
    let isDatagram: Bool
    let payload: [UInt8]
    var port: UInt16 = 9000

    var description: String { "\(name), \(payload.count) bytes" }
  }

  static let all = datagrams + segments

  static let datagrams: [Sample] = [
    datagram("dns", query),
    datagram("dns", answer),
    datagram("dns", [0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0] + name + [0, 16, 0x80, 1]),
    datagram("stun", [0, 1, 0, 0, 0x21, 0x12, 0xA4, 0x42] + [UInt8](repeating: 7, count: 12)),
    datagram("snmp", [0x30, 0x0F, 2, 1, 1, 4, 6] + Array("public".utf8) + [0xA0, 2, 0, 0]),
    datagram("snmp", [0x30, 0x07, 2, 1, 3, 0x30, 2, 0, 0]),
    datagram("syslog", Array("<134>1 2026-01-12T09:12:43Z host app - - - text".utf8)),
    datagram("syslog", Array("<34>Jan 12 09:12:43 host app: text".utf8)),
    datagram("ntp", [0x23, 0, 6] + [UInt8](repeating: 0, count: 45), port: 123),
    datagram(
      "dhcp",
      [1, 1, 6, 0] + [UInt8](repeating: 0, count: 232) + [0x63, 0x82, 0x53, 0x63, 53, 1, 1, 255]),
    datagram(
      "quic", [0xC3, 0, 0, 0, 1, 4, 1, 2, 3, 4, 2, 5, 6] + [UInt8](repeating: 9, count: 99)),
    datagram("mgcp", Array("AUEP 1200 aaln/1@rgw.example.com MGCP 1.0\r\n".utf8)),
  ]

  static let segments: [Sample] = [
    segment("ssh", Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)),
    segment("smtp", Array("220 mail.example.com ESMTP ready\r\n".utf8)),
    segment("smtp", Array("EHLO client.example.com\r\n".utf8)),
    segment("ftp", Array("220-Welcome to the FTP service\r\n".utf8)),
    segment("pop3", Array("+OK POP3 ready\r\n".utf8)),
    segment("imap", Array("* OK IMAP4rev1 ready\r\n".utf8)),
    segment("ldap", [0x30, 12, 2, 1, 1, 0x60, 7, 2, 1, 3, 4, 0, 0x80, 0]),
    segment("ldap", [0x30, 12, 2, 1, 1, 0x61, 7, 0x0A, 1, 0, 4, 0, 4, 0]),
    segment(
      "ldap",
      [0x30, 0x84, 0, 0, 0, 17, 2, 1, 2, 0x63, 0x84, 0, 0, 0, 8, 4, 0, 0x0A, 1, 0, 0x0A, 1, 0]),
    segment("smb", [0, 0, 0, 36, 0xFE] + Array("SMB".utf8) + [UInt8](repeating: 0, count: 32)),
    segment("postgresql", [0, 0, 0, 8, 4, 0xD2, 0x16, 0x2F]),
    segment("postgresql", [0, 0, 0, 18, 0, 3, 0, 0] + Array("user\0genlog".utf8.prefix(9)) + [0]),
    segment(
      "mysql",
      [36, 0, 0, 0, 10] + Array("8.0.36\0".utf8) + [UInt8](repeating: 1, count: 28)),
    segment("tds", [0x12, 1, 0, 21, 0, 0, 1, 0, 0, 0, 10, 0, 6, 0xFF, 0, 0, 0, 0, 0, 0, 0]),
    segment(
      "tns", [0, 40, 0, 0, 1, 0, 0, 0] + Array("(DESCRIPTION=(CONNECT_DATA=(SID=X".utf8.prefix(32))),
    segment("redis", Array("*1\r\n$4\r\nPING\r\n".utf8)),
    segment("dns", [0, UInt8(query.count)] + query),
  ]

  private static let name: [UInt8] = [3] + Array("www".utf8) + [7] + Array("example".utf8) + [0]
  private static let query: [UInt8] =
    [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0] + name + [0, 1, 0, 1]
  private static let answer: [UInt8] =
    [0x12, 0x34, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0] + name + [0, 1, 0, 1, 0xC0, 12, 0, 1, 0, 1]
    + [0, 0, 0, 60, 0, 4, 192, 0, 2, 1]

  private static func datagram(_ name: String, _ payload: [UInt8], port: UInt16 = 9000) -> Sample {
    Sample(name: name, isDatagram: true, payload: payload, port: port)
  }

  private static func segment(_ name: String, _ payload: [UInt8]) -> Sample {
    Sample(name: name, isDatagram: false, payload: payload)
  }
}
