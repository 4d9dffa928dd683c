/// The bytes of a message that a log printed, as they went over the wire: its lines end with CR LF.
package struct LoggedBytes: Sendable {
  /// The message.
  package private(set) var bytes: [UInt8] = []
  /// Where the message names the address of the end at which it was logged; nil if it does not.
  package private(set) var localAddress: Range<Int>?
  /// The port of that end.
  package private(set) var localPort: UInt16 = 0

  /// Takes the lines of a message, and puts back what the log left out.
  mutating func fill(with message: LoggedMessage, of text: Span<UInt8>) {
    bytes.removeAll(keepingCapacity: true)
    localAddress = nil
    var place = message.lines.lowerBound
    let end = message.lines.upperBound
    while place < end {
      let lineEnd = min(LineScan.lineEnd(text, from: place), end)
      let isLast = lineEnd == end
      let hasReturn = lineEnd > place && text[lineEnd - 1] == 0x0D
      text.extracting(place..<lineEnd).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
      if !isLast || message.endsWithNewline {
        if !hasReturn { bytes.append(0x0D) }
        bytes.append(0x0A)
      }
      place = lineEnd + 1
    }
    // An empty last line is nothing to walk over, but it ends with CR LF too.
    if place == end, message.endsWithNewline, end > message.lines.lowerBound {
      bytes += [0x0D, 0x0A]
    }
  }

  /// Takes the end at which the message was logged.
  mutating func setLocal(address: Range<Int>, port: Int) {
    localAddress = address
    localPort = UInt16(exactly: port) ?? 0
  }
}
