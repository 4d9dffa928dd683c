/// The first headers that frames may have, by their numbers in capture files.
///
/// https://www.tcpdump.org/linktypes.html
enum LinkType {
  /// BSD's loopback: a family of addresses in the byte order of the host.
  static let null: UInt16 = 0
  static let ethernet: UInt16 = 1
  static let pointToPoint: UInt16 = 9
  /// Raw IP, as some systems number it in files.
  static let rawBSD: UInt16 = 12
  static let rawOpenBSD: UInt16 = 14
  /// PPP with HDLC's framing.
  static let pointToPointSerial: UInt16 = 50
  static let pppoe: UInt16 = 51
  /// Raw IP.
  static let raw: UInt16 = 101
  static let ciscoSerial: UInt16 = 104
  /// OpenBSD's loopback: a family of addresses in network order.
  static let loop: UInt16 = 108
  /// Linux' `any` interface, version 1.
  static let cooked: UInt16 = 113
  static let v4: UInt16 = 228
  static let v6: UInt16 = 229
  /// Linux' `any` interface, version 2.
  static let cookedV2: UInt16 = 276
}
