/// ElastAlert's `EventWindow`: events in the order of their time, no longer than a timeframe.
///
/// The oldest go as soon as the window is that long: two events exactly that far apart are never both in it.
final class ElastAlertWindow {
  /// An event, and what it counts for.
  struct Entry {
    /// Microseconds since 1970.
    let time: Int64
    /// What it counts for: 1 mostly, the value of a field, or 0 where nothing came.
    let count: Double
    /// The event.
    let event: ElastAlertEvent
  }

  /// The most events of one window; a stream that has more in a timeframe loses the oldest.
  static let mostEntries = 100_000

  private let timeframe: Int64
  private var entries: [Entry] = []
  /// The first of `entries` that is not gone.
  private var head = 0
  /// The sum of what the events count for.
  private(set) var count = 0.0

  /// An empty window.
  init(timeframe: Int64) { self.timeframe = timeframe }

  /// The events, oldest first; of one time in the order in which they came.
  var events: ArraySlice<Entry> { entries[head...] }

  /// The newest event.
  var newest: Entry? { head < entries.count ? entries.last : nil }

  /// Adds an event, and tells those that go.
  func append(_ entry: Entry, removed: (Entry) -> Void = { _ in }) {
    var place = entries.count
    while place > head, entries[place - 1].time > entry.time { place -= 1 }
    entries.insert(entry, at: place)
    count += entry.count
    while head < entries.count, let last = entries.last,
      last.time - entries[head].time >= timeframe || entries.count - head > Self.mostEntries
    {
      let oldest = entries[head]
      head += 1
      count -= oldest.count
      removed(oldest)
    }
    if head > 64, head * 2 > entries.count {
      entries.removeFirst(head)
      head = 0
    }
  }

  /// Forgets all events.
  func clear() {
    entries.removeAll()
    head = 0
    count = 0
  }

  /// The mean of what the events count for, those aside that stand for nothing; nil without any.
  var mean: Double? {
    var sum = 0.0
    var number = 0
    for entry in events where !entry.event.isPlaceholder {
      sum += entry.count
      number += 1
    }
    return number > 0 ? sum / Double(number) : nil
  }

  /// The least and the most that an event counts for.
  var bounds: (least: Double, most: Double)? {
    guard let least = events.lazy.map(\.count).min(), let most = events.lazy.map(\.count).max()
    else { return nil }
    return (least, most)
  }
}
