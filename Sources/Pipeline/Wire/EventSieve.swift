import Event
import EventFilter
import Geo
import Masking
import NetworkTraffic

/// What becomes of the events of packets before they are written: which are kept, their places, what is hidden,
/// their names.
struct EventSieve: ~Copyable {
  /// The events that were taken since ``begin()``, after filters and masking.
  private(set) var result = BlockResult()
  /// All events so far, and those left out.
  private(set) var counts = RunCounts()

  private let from: Int64?
  private let until: Int64?
  private var locator: EventLocator?
  private var filter: FilterEvaluator?
  private var masker: EventMasker?
  private let naming: EventNaming?
  private let source: EventHash.Value

  /// Begins with no events.
  ///
  /// - Parameter source: what all names follow from: how the capture begins.
  init(_ options: WireOptions, source: EventHash.Value) {
    let shared = options.shared
    from = shared.from
    until = shared.until
    locator = shared.geo?.makeLocator()
    filter = shared.filter?.makeEvaluator()
    masker = shared.mask?.makeMasker()
    naming = shared.servers.isEmpty ? nil : EventNaming(includesContent: shared.mask == nil)
    self.source = source
  }

  /// Forgets the events, which were written, and keeps the memory.
  mutating func begin() { result.removeAll() }

  /// Counts bytes that were read.
  mutating func count(bytes: Int64) { counts.bytes += bytes }

  /// Takes the events over that are wanted.
  mutating func take(_ traffic: inout TrafficEncoder) {
    let marks = traffic.marks
    for index in marks.indices {
      let mark = marks[index]
      let end = index + 1 < marks.count ? marks[index + 1].start : traffic.events.count
      take(mark, mark.start..<end, of: traffic)
    }
    traffic.removeEvents()
  }

  private mutating func take(
    _ mark: EventMark, _ range: Range<Int>, of traffic: borrowing TrafficEncoder
  ) {
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
    content.append(integer: Int64(bitPattern: mark.hash.high))
    content.append(integer: Int64(bitPattern: mark.hash.low))
    content.withBytes { content in
      result.ids.append(
        naming.id(
          file: source, offset: mark.offset, ordinal: mark.ordinal, time: mark.time,
          content: content))
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
