import Event
import EventFilter
import Geo
import LogInput
import Masking
import NetworkTraffic
import PacketCapture

/// One capture on its way from bytes to events: its tools, and what they found.
struct WireDecoding: ~Copyable {
  /// The events of the last block, after filters and masking.
  private(set) var result = BlockResult()

  private var capture = CaptureReader()
  private var packets = PacketDecoder()
  private var traffic: TrafficEncoder
  private let from: Int64?
  private let until: Int64?
  private var locator: EventLocator?
  private var filter: FilterEvaluator?
  private var masker: EventMasker?
  private let naming: EventNaming?
  private let file: EventHash.Value
  private var counts = RunCounts()

  /// Begins at the start of the capture `path`, whose bytes begin as `file` says.
  init(_ options: WireOptions, path: String, file: EventHash.Value) {
    let shared = options.shared
    from = shared.from
    until = shared.until
    locator = shared.geo?.makeLocator()
    filter = shared.filter?.makeEvaluator()
    masker = shared.mask?.makeMasker()
    naming = shared.servers.isEmpty ? nil : EventNaming(includesContent: shared.mask == nil)
    self.file = file
    traffic = TrafficEncoder(
      TrafficOptions(path: path, payload: options.payload, namesEvents: naming != nil))
  }

  /// Decodes a block; returns where the first record begins that goes on after it.
  mutating func decode(_ block: InputBlock) -> Int {
    result.removeAll()
    let end = block.withBytes { bytes in
      var place = 0
      while let frame = capture.next(
        in: bytes, at: block.offset, isLast: block.isLast, &place)
      {
        packets.decode(frame, of: bytes, into: &traffic)
      }
      return place
    }
    counts.bytes += Int64(end)
    take()
    return end
  }

  /// Takes some of what was still waited for, as no block follows; false once all is taken.
  mutating func finish() -> Bool {
    result.removeAll()
    capture.finish()
    let hasMore = packets.finish(into: &traffic)
    take()
    return hasMore
  }

  /// Enters what was found.
  func fill(_ report: inout WireReport) {
    report.packets = packets.counts
    report.traffic = traffic.counts
    report.events = counts
    report.unreadable = capture.unreadable
    if let damage = capture.damage, report.problem == nil {
      let name = report.path == InputFile.standardInput.path ? "standard input" : report.path
      report.problem = "\(name): \(damage)"
    }
  }

  /// Takes the events over that are wanted.
  private mutating func take() {
    let marks = traffic.marks
    for index in marks.indices {
      let mark = marks[index]
      let end = index + 1 < marks.count ? marks[index + 1].start : traffic.events.count
      take(mark, mark.start..<end)
    }
    traffic.removeEvents()
  }

  private mutating func take(_ mark: EventMark, _ range: Range<Int>) {
    guard isInTime(mark) else {
      counts.filtered += 1
      return
    }
    let start = result.events.count
    traffic.events.withBytes { result.events.append($0.extracting(range)) }
    // Before the filter, which may ask for places.
    if locator != nil { locator?.apply(to: &result.events, from: start) }
    guard isKept(from: start) else {
      result.events.truncate(to: start)
      counts.filtered += 1
      return
    }
    // Last, so that the filter saw the true values.
    if masker != nil { masker?.apply(to: &result.events, from: start) }
    result.counts.events += 1
    counts.events += 1
    counts.note(time: mark.time)
    guard let naming else { return }
    var content = JSONBuffer(capacity: 64)
    content.append(integer: Int64(mark.ordinal))
    content.append(integer: Int64(bitPattern: mark.hash.high))
    content.append(integer: Int64(bitPattern: mark.hash.low))
    content.withBytes { content in
      result.ids.append(
        naming.id(file: file, offset: mark.offset, time: mark.time, content: content))
    }
  }

  private func isInTime(_ mark: EventMark) -> Bool {
    if let from, mark.time < from { return false }
    if let until, mark.time >= until { return false }
    return true
  }

  /// Whether the event is wanted that was written from `start` on.
  private mutating func isKept(from start: Int) -> Bool {
    guard filter != nil else { return true }
    return result.events.withBytes { bytes in
      filter?.matches(bytes.extracting(start..<bytes.count)) ?? true
    }
  }
}
