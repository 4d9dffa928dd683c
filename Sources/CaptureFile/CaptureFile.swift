/// The format of a capture file; and, as the first page of the module, a brief overview of it.
///
/// Brief overview: a ``CaptureWriter`` turns messages that a log printed (``WireMessage``, with the
/// exact bytes beside it) into the bytes of a capture file, as if they had been recorded on a wire.
/// Wireshark, tshark, tcpdump and sngrep open it. No file is touched: the caller drains the bytes.
///
///     var writer = CaptureWriter()
///     writer.append(message, payload)
///     writer.finish()
///     writer.withBytes { bytes in ... }
///
/// A message goes down through the layers, one file each: ``TCPConnection`` (handshake, segments,
/// acknowledgements), ``FrameWriter`` (Ethernet, IP, UDP and TCP headers, checksums), this format.
///
/// What a log does not tell is made up, always the same way for the same messages:
/// - MAC addresses are locally administered and follow from the IP addresses.
/// - A TCP connection begins with a handshake right before its first message, opened by the sender
///   of that message, and ends with the capture.
/// - TLS becomes TCP on the same port with the text in the clear, as the log shows it. tshark
///   finds the SIP in it; a tool that insists on TLS there is told otherwise, in Wireshark's words
///   `-d tcp.port==5061,sip`.
/// - A datagram is one frame, whatever its size. IP fragments would look more like the wire, but
///   a filter such as `udp port 5060` loses all but the first of them, while no reader minds a
///   frame beyond the usual 1500 bytes. (sngrep shows no SIP message over 10 kB, in either form.)
///
/// Times are written as given, in the order given: where a log steps back, so does the capture.
/// They are clamped to what the format holds, the years 1970 to 2106.
enum CaptureFile {
  /// The bytes that every file begins with: classic pcap, microseconds, version 2.4, link type
  /// Ethernet; little endian.
  static let header: [UInt8] = [
    0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    // Greatest length of a frame: 262,144, as tcpdump has it.
    0, 0, 4, 0,
    1, 0, 0, 0,
  ]

  /// Appends what stands before a frame of `count` bytes, recorded `time` microseconds after 1970.
  static func appendRecordHeader(time: Int64, count: Int, to bytes: inout [UInt8]) {
    let clamped = min(max(time, 0), Int64(UInt32.max) * 1_000_000 + 999_999)
    append(UInt32(clamped / 1_000_000), to: &bytes)
    append(UInt32(clamped % 1_000_000), to: &bytes)
    // The length recorded, and that on the wire. A frame is below 66,000 bytes.
    append(UInt32(count), to: &bytes)
    append(UInt32(count), to: &bytes)
  }

  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    for shift in stride(from: UInt32(0), through: 24, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
