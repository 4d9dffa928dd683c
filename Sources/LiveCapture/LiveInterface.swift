import CPcap

/// An interface that packets can be captured on.
package struct LiveInterface: Sendable, Equatable {
  /// What `-i` calls it.
  package let name: String
  /// What the system says of it, if anything.
  package let note: String?
  /// Whether it is up.
  package let isUp: Bool
  /// Whether it only leads back to this machine.
  package let isLoopback: Bool
  /// Its addresses, as text.
  package let addresses: [String]

  /// All interfaces, in libpcap's order: those most likely to be meant first.
  ///
  /// - Throws: ``LiveCaptureError/failed(interface:problem:)``.
  package static func all() throws(LiveCaptureError) -> [LiveInterface] {
    var first: UnsafeMutablePointer<pcap_if_t>?
    var problem = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard pcap_findalldevs(&first, &problem) == 0 else {
      throw .failed(interface: "interfaces", problem: LiveHandle.text(problem))
    }
    defer { pcap_freealldevs(first) }
    var found: [LiveInterface] = []
    var next = first
    while let device = next?.pointee {
      found.append(LiveInterface(device))
      next = device.next
    }
    return found
  }

  private init(_ device: pcap_if_t) {
    name = String(cString: device.name)
    note = device.description.map { String(cString: $0) }
    isUp = device.flags & UInt32(PCAP_IF_UP) != 0
    isLoopback = device.flags & UInt32(PCAP_IF_LOOPBACK) != 0
    var texts: [String] = []
    var next = device.addresses
    while let entry = next?.pointee {
      if let text = entry.addr.flatMap(SocketAddress.text) { texts.append(text) }
      next = entry.next
    }
    addresses = texts
  }
}
