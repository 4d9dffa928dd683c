/// How far the clock of a log is from that of a capture, by the messages that both show.
package struct ClockOffset: Sendable, Equatable, CustomStringConvertible {
  /// The path of the log.
  package let log: String
  /// The path of the capture.
  package let capture: String
  /// What has to be added to the log's times to have the capture's: the median of all, in microseconds.
  package let microseconds: Int64
  /// How many messages both show.
  package let messages: Int

  /// `sip.log is 1.204 s behind calls.pcap, by 7 messages that both show`.
  package var description: String {
    let found = "\(messages) \(messages == 1 ? "message" : "messages") that both show"
    // Logs tell milliseconds.
    guard microseconds.magnitude >= 1500 else {
      return "the clocks of \(log) and \(capture) agree, by \(found)"
    }
    let side = microseconds > 0 ? "behind" : "ahead of"
    let offset = EventTime.duration(Int64(clamping: microseconds.magnitude))
    return "the clock of \(log) is \(offset) \(side) that of \(capture), by \(found)"
  }
}

/// Compares the times of messages that stand in logs and in captures.
struct ClockComparison {
  /// What both show, by where: the times of each.
  private struct Sightings {
    var logs: [String: [Int64]] = [:]
    var captures: [String: [Int64]] = [:]
  }

  private struct Pair: Hashable {
    let log: String
    let capture: String
  }

  /// More messages make no better median.
  private static let maxDifferences = 10_000

  private var messages: [String: Sightings] = [:]

  /// Takes in an event of the story; only messages that are certain to be told from others count.
  mutating func add(_ event: CallEvent, _ view: MessageView) {
    guard let key = view.key, let path = event.text("log.file.path"), key.hasPrefix("sip|") else {
      return
    }
    if view.observed != nil {
      messages[key, default: Sightings()].captures[path, default: []].append(event.time)
    } else {
      messages[key, default: Sightings()].logs[path, default: []].append(event.time)
    }
  }

  /// The offset of each log and capture that show the same messages, those with most of them first.
  var offsets: [ClockOffset] {
    var differences: [Pair: [Int64]] = [:]
    for sightings in messages.values {
      for (log, logged) in sightings.logs {
        for (capture, captured) in sightings.captures where logged.count == captured.count {
          // A message that was sent again: its copies came in this order.
          for (one, other) in zip(logged, captured) {
            let pair = Pair(log: log, capture: capture)
            guard differences[pair]?.count ?? 0 < Self.maxDifferences else { break }
            differences[pair, default: []].append(other &- one)
          }
        }
      }
    }
    return differences.map { pair, all in
      ClockOffset(
        log: pair.log, capture: pair.capture, microseconds: all.sorted()[all.count / 2],
        messages: all.count)
    }.sorted { ($1.messages, $0.log, $0.capture) < ($0.messages, $1.log, $1.capture) }
  }
}
