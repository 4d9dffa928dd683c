/// The format pcap: a file header, then a record a frame.
///
/// https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-04.html; the record of "modified" libpcap of
/// 1999 has eight bytes more.
struct RecordFormat: Sendable {
  /// The length of the file's header.
  static let fileHeader = 24

  private let order: ByteOrder
  /// 9 where the fraction of a second is in nanoseconds, or 6.
  private let digits: Int
  private let header: Int
  private let linkType: UInt16

  private enum Magic {
    static let microseconds: UInt32 = 0xA1B2_C3D4
    static let nanoseconds: UInt32 = 0xA1B2_3C4D
    static let modified: UInt32 = 0xA1B2_CD34
  }

  /// The byte order that a file's first four bytes, read as big-endian, tell; nil if they are of no such file.
  static func order(_ magic: UInt32) -> ByteOrder? {
    switch magic {
    case Magic.microseconds, Magic.nanoseconds, Magic.modified: .big
    case Magic.microseconds.byteSwapped, Magic.nanoseconds.byteSwapped,
      Magic.modified.byteSwapped:
      .little
    default: nil
    }
  }

  /// Reads the file's header, which is there as a whole.
  init(_ bytes: Span<UInt8>, _ place: Int, _ order: ByteOrder) {
    self.order = order
    let magic = order.number32(bytes, place)
    digits = magic == Magic.nanoseconds ? 9 : 6
    header = magic == Magic.modified ? 24 : 16
    // The upper bits tell the length of a frame's check sequence.
    linkType = UInt16(truncatingIfNeeded: order.number32(bytes, place + 20))
  }

  /// Reads the record at a place.
  ///
  /// The record of a frame may go on after the bytes if those are the last ones.
  func step(_ bytes: Span<UInt8>, _ place: Int, offset: Int64, isLast: Bool) -> CaptureReader.Step {
    guard bytes.count - place >= header else { return .more }
    let captured = order.number32(bytes, place + 8)
    guard captured <= CaptureReader.maxRecord else {
      return .damage(.length(offset: offset, length: captured))
    }
    let length = header + Int(captured)
    guard isLast || bytes.count - place >= length else { return .more }
    let fraction = Int64(order.number32(bytes, place + 4)) * (digits == 9 ? 1 : 1000)
    let time = Int64(order.number32(bytes, place)) * 1_000_000_000 + fraction
    return .frame(
      CapturedFrame(
        stamp: FrameStamp(number: 0, time: time, digits: digits, offset: offset),
        bytes: place + header..<place + length,
        wireLength: max(Int(order.number32(bytes, place + 12)), Int(captured)), linkType: linkType),
      length)
  }
}
