import CPcap
import PacketCapture

/// Copies the packets of libpcap into queues; of the thread that captures alone.
final class PacketTaker {
  private var fillers: [PacketFiller]
  /// Packets so far, dropped ones among them.
  private(set) var count = 0
  /// The same, by interface.
  private(set) var counts: [Int]
  /// Bytes of those.
  private(set) var bytes: Int64 = 0
  /// The interface whose packets come.
  private var interface: UInt16 = 0
  private var linkType: UInt16 = 0
  private var digits = 9

  /// Begins with no packet taken.
  init(_ queues: [PacketQueue], interfaces: Int) {
    counts = [Int](repeating: 0, count: interfaces)
    fillers = queues.map { PacketFiller($0) }
  }

  /// Says whose packets come next.
  func begin(_ handle: LiveHandle, _ number: Int) {
    interface = UInt16(truncatingIfNeeded: number)
    linkType = handle.linkType
    digits = handle.digits
  }

  /// Takes a packet, whose bytes are libpcap's.
  func take(_ header: pcap_pkthdr, _ content: UnsafePointer<u_char>) {
    count += 1
    counts[Int(interface)] += 1
    let captured = Int(header.caplen)
    bytes += Int64(captured)
    let fraction = Int64(header.ts.tv_usec) &* (digits == 9 ? 1 : 1000)
    let stamp = FrameStamp(
      number: count, time: Int64(header.ts.tv_sec) &* 1_000_000_000 &+ fraction, digits: digits,
      offset: Int64(count), interface: interface)
    let packet = UnsafeBufferPointer(start: content, count: captured)
    for index in fillers.indices {
      fillers[index].append(
        packet, stamp, wireLength: max(Int(header.len), captured), linkType: linkType)
    }
  }

  /// Hands over what was taken.
  func hand() {
    for index in fillers.indices { fillers[index].hand() }
  }
}
