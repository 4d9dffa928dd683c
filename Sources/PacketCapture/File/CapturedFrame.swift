/// Which frame of a capture file, when it was captured, and where it stands.
package struct FrameStamp: Sendable, Equatable {
  /// The number of the frame in the file, from 1 on, as Wireshark counts.
  package var number: Int
  /// Nanoseconds since 1970, UTC.
  package var time: Int64
  /// How many digits of the second the capture tells, 0 to 9.
  package var digits: Int
  /// Where its record begins in the file, decompressed; its number, where there is no file.
  package var offset: Int64
  /// Which of the interfaces of a live capture it came by, from 0 on.
  package var interface: UInt16

  /// Makes a stamp.
  package init(number: Int, time: Int64, digits: Int, offset: Int64, interface: UInt16 = 0) {
    self.number = number
    self.time = time
    self.digits = digits
    self.offset = offset
    self.interface = interface
  }
}

/// One frame, as a place in the bytes that it was found in.
package struct CapturedFrame: Sendable, Equatable {
  /// Which one it is.
  package var stamp: FrameStamp
  /// What was captured of it.
  package var bytes: Range<Int>
  /// How long it was on the wire; more than was captured, where the capture cut it.
  package var wireLength: Int
  /// What its first header is: a number of https://www.tcpdump.org/linktypes.html.
  package var linkType: UInt16

  /// Makes a frame.
  package init(stamp: FrameStamp, bytes: Range<Int>, wireLength: Int, linkType: UInt16) {
    self.stamp = stamp
    self.bytes = bytes
    self.wireLength = wireLength
    self.linkType = linkType
  }
}
