import FollowState
import GenesysLog

/// The segments of one log, as their names tell: `app.20261123_101500_123.log` and those after it.
///
/// A server that fills a segment goes on in the next, and never writes to the old one again. So they are read
/// one after the other, and what the next one has of a record is added to it.
struct SegmentSeries {
  private struct Key: Hashable {
    let folder: Substring
    let base: String
    let thread: String?
  }

  private struct Segment {
    let day: Int32
    let timeOfDay: Int64
    let generation: Generation

    static func < (one: Segment, other: Segment) -> Bool {
      (one.day, one.timeOfDay) < (other.day, other.timeOfDay)
    }
  }

  private var series: [Key: [Segment]] = [:]
  private var places: [UInt64: Key] = [:]

  /// Adds a content, if its name is that of a segment.
  mutating func insert(_ generation: Generation) {
    let path = generation.state.path.text
    guard places[generation.state.number] == nil, let name = LogFileName.date(in: path),
      !name.isSnapshot, !name.isMemory
    else { return }
    let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
    let key = Key(folder: folder, base: name.base, thread: name.thread)
    let segment = Segment(day: name.day, timeOfDay: name.timeOfDay, generation: generation)
    let index = series[key, default: []].firstIndex { segment < $0 } ?? series[key]?.count ?? 0
    series[key, default: []].insert(segment, at: index)
    places[generation.state.number] = key
  }

  /// Takes out a content that is not read any more.
  mutating func remove(_ generation: Generation) {
    guard let key = places.removeValue(forKey: generation.state.number) else { return }
    series[key]?.removeAll { $0.generation === generation }
    if series[key]?.isEmpty == true { series[key] = nil }
  }

  /// Whether an earlier segment is to be read to its end first.
  func isHeld(_ generation: Generation) -> Bool {
    guard let key = places[generation.state.number], let segments = series[key] else {
      return false
    }
    for segment in segments {
      if segment.generation === generation { return false }
      if !segment.generation.isSegmentDone { return true }
    }
    return false
  }

  /// The next segment of the same log.
  func successor(of generation: Generation) -> Generation? { neighbour(of: generation, 1) }

  /// The segment of the same log before this one.
  func predecessor(of generation: Generation) -> Generation? { neighbour(of: generation, -1) }

  /// The segments after one that is done which may be read: up to the first that is not done.
  func released(by generation: Generation) -> [Generation] {
    guard let key = places[generation.state.number], let segments = series[key],
      let index = segments.firstIndex(where: { $0.generation === generation })
    else { return [] }
    let rest = segments[(index + 1)...].map(\.generation)
    let open = rest.firstIndex { !$0.isSegmentDone } ?? rest.endIndex - 1
    return open < rest.startIndex ? [] : Array(rest[...open])
  }

  private func neighbour(of generation: Generation, _ step: Int) -> Generation? {
    guard let key = places[generation.state.number], let segments = series[key],
      let index = segments.firstIndex(where: { $0.generation === generation }),
      segments.indices.contains(index + step)
    else { return nil }
    return segments[index + step].generation
  }
}
