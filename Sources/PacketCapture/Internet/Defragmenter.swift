/// Puts packets together from their fragments (RFC 791 s 3.2, RFC 8200 s 4.5).
///
/// Where fragments overlap, the first that came counts. A packet of which fragments are missing is given
/// up after a time of the capture, or when there are too many others; what it had from its beginning on
/// is handed on then.
struct Defragmenter {
  /// A packet that is whole, or was given up.
  struct Result {
    /// The header of its first fragment.
    let first: InternetPacket
    /// When and where its last fragment came.
    let stamp: FrameStamp
    /// The VLAN of its first fragment.
    let vlan: UInt16?
    /// The payload from its beginning, as far as it goes without a hole.
    let bytes: [UInt8]
    /// How many bytes are missing behind that, at least.
    let missing: Int
  }

  fileprivate struct Key: Hashable {
    let source: IPAddress
    let destination: IPAddress
    let identification: UInt32
    let protocolNumber: UInt8
  }

  fileprivate struct Assembly {
    /// The header of the fragment that begins the packet; nil as long as it has not come.
    var first: InternetPacket?
    var vlan: UInt16?
    var stamp: FrameStamp
    var bytes: [UInt8] = []
    /// What of the bytes is there, in order, without overlaps.
    var covered: [Range<Int>] = []
    /// The length of the whole; nil as long as the last fragment has not come.
    var length: Int?
    let begun: Int64
    let number: Int
  }

  /// The most bytes of a packet (RFC 791).
  private static let maxPacket = 65_535
  /// More parts than that a packet does not have.
  private static let maxParts = 1024

  private let limits: TrafficLimits
  private var assemblies: [Key: Assembly] = [:]
  /// Keys in the order in which their packets began, with the number of each; some may be done.
  private var order: [(key: Key, number: Int)] = []
  private var done = 0
  private var begun = 0
  private var heldBytes = 0

  /// An empty one.
  init(_ limits: TrafficLimits) {
    self.limits = limits
  }

  /// Takes a fragment; the packet if it is whole now.
  mutating func add(
    _ packet: InternetPacket, _ part: InternetPacket.Fragment, of frame: Span<UInt8>,
    _ stamp: FrameStamp, vlan: UInt16?
  ) -> Result? {
    let end = part.offset + packet.payload.count + packet.missing
    guard end <= Self.maxPacket, !packet.payload.isEmpty else { return nil }
    let key = Key(
      source: packet.source, destination: packet.destination,
      identification: part.identification, protocolNumber: packet.isV6 ? 0 : packet.protocolNumber)
    if assemblies[key] == nil { begin(key, stamp) }
    guard var assembly = assemblies.removeValue(forKey: key) else { return nil }
    let held = assembly.bytes.count
    assembly.stamp = stamp
    if part.offset == 0, assembly.first == nil {
      assembly.first = packet
      assembly.vlan = vlan
    }
    if !part.hasMore { assembly.length = assembly.length ?? end }
    assembly.store(frame.extracting(packet.payload), at: part.offset, mostParts: Self.maxParts)
    heldBytes += assembly.bytes.count - held
    if let length = assembly.length, assembly.prefix >= length {
      heldBytes -= assembly.bytes.count
      return assembly.result
    }
    assemblies[key] = assembly
    return nil
  }

  /// A packet that is given up at a time of the capture, since it is too old or there are too many.
  ///
  /// Nil if there is none; nil within it if the packet has no beginning.
  mutating func expire(at time: Int64) -> Result?? {
    guard let oldest = oldest() else { return nil }
    let isOld = oldest.begun < time && time &- oldest.begun > limits.fragmentNanoseconds
    let isFull = assemblies.count > limits.maxFragmented || heldBytes > limits.maxFragmentBytes
    return isOld || isFull ? takeOldest() : nil
  }

  /// The packet that waits for longest; nil if none waits, nil within it if it has no beginning.
  mutating func takeOldest() -> Result?? {
    guard let assembly = oldest() else { return nil }
    assemblies[order[done].key] = nil
    forgetOldest()
    heldBytes -= assembly.bytes.count
    return .some(assembly.result)
  }

  private mutating func oldest() -> Assembly? {
    while done < order.count {
      let (key, number) = order[done]
      if let assembly = assemblies[key], assembly.number == number { return assembly }
      forgetOldest()
    }
    return nil
  }

  private mutating func begin(_ key: Key, _ stamp: FrameStamp) {
    begun += 1
    assemblies[key] = Assembly(stamp: stamp, begun: stamp.time, number: begun)
    order.append((key, begun))
  }

  private mutating func forgetOldest() {
    done += 1
    if done > 1024, done > order.count / 2 {
      order.removeFirst(done)
      done = 0
    }
  }
}

extension Defragmenter.Assembly {
  /// How many bytes are there from the beginning on.
  fileprivate var prefix: Int {
    if let first = covered.first, first.lowerBound == 0 { first.upperBound } else { 0 }
  }

  /// What can be handed on; nil if the beginning is missing.
  fileprivate var result: Defragmenter.Result? {
    guard let first, prefix > 0 else { return nil }
    let end = max(length ?? 0, bytes.count)
    return Defragmenter.Result(
      first: first, stamp: stamp, vlan: vlan, bytes: Array(bytes[..<prefix]),
      missing: max(end - prefix, length == nil ? 1 : 0))
  }

  /// Stores what is not there yet of a fragment.
  fileprivate mutating func store(_ content: Span<UInt8>, at offset: Int, mostParts: Int) {
    let range = offset..<offset + content.count
    guard covered.count < mostParts else { return }
    if bytes.count < range.upperBound {
      bytes += [UInt8](repeating: 0, count: range.upperBound - bytes.count)
    }
    var place = range.lowerBound
    for part in covered where part.upperBound > place && part.lowerBound < range.upperBound {
      copy(content, from: offset, place..<max(part.lowerBound, place))
      place = min(part.upperBound, range.upperBound)
    }
    copy(content, from: offset, place..<range.upperBound)
    cover(range)
  }

  private mutating func copy(_ content: Span<UInt8>, from offset: Int, _ range: Range<Int>) {
    for index in range { bytes[index] = content[index - offset] }
  }

  /// Notes that a range is there, joined with those it touches.
  private mutating func cover(_ range: Range<Int>) {
    let first = covered.firstIndex { $0.upperBound >= range.lowerBound } ?? covered.count
    let last = covered[first...].firstIndex { $0.lowerBound > range.upperBound } ?? covered.count
    var whole = range
    if first < last {
      whole =
        min(
          range.lowerBound, covered[first].lowerBound)..<max(
          range.upperBound, covered[last - 1].upperBound)
    }
    covered.replaceSubrange(first..<last, with: [whole])
  }
}
