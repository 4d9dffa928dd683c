import Event

/// Times of events, in microseconds since 1970, UTC.
enum Instant {
  /// `2026-01-12T09:00:07.438Z`.
  static func text(_ time: Int64) -> String {
    var writer = TimestampText()
    var out = JSONBuffer(capacity: 64)
    writer.append(time, digits: 3, to: &out)
    return out.text()
  }

  /// `2026-01-12 09:00:07`.
  static func short(_ time: Int64) -> String {
    let text = text(time)
    return text.prefix(10) + " " + text.dropFirst(11).prefix(8)
  }
}

/// From when to when something was seen, in microseconds since 1970.
struct SeenSpan: Equatable, Sendable {
  /// The first time.
  private(set) var first: Int64
  /// The last one.
  private(set) var last: Int64

  /// A span between two times, in either order.
  init(_ one: Int64, _ other: Int64) {
    first = min(one, other)
    last = max(one, other)
  }

  /// Widens it.
  mutating func add(_ other: SeenSpan) {
    first = min(first, other.first)
    last = max(last, other.last)
  }
}
