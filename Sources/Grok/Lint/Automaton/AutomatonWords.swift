/// Short texts that lead through a ``PositionAutomaton``: lines that a pattern matches, made from it.
extension PositionAutomaton {
  /// The shortest text after which a place has just taken its character; nil if ASCII has none.
  func word(to target: Int) -> [UInt8]? {
    word(from: initial.map(\.target)) { $0 == target }
  }

  /// The shortest text that ends a match after a place.
  func word(from source: Int) -> [UInt8]? {
    isLast[source] ? [] : word(from: edges[source].map(\.target)) { isLast[$0] }
  }

  /// The text that ends a match after the first of some places that can end; empty if none can.
  func shortestEnd(after places: [Int]) -> [UInt8] {
    for place in places {
      if let word = word(from: place) { return word }
    }
    return []
  }

  /// Texts that match, so many at most, that together lead through as many places as they can.
  func words(limit: Int) -> [[UInt8]] {
    var words: [[UInt8]] = isNullable ? [[]] : []
    var seen = [Bool](repeating: false, count: positions.count)
    for place in positions.indices where !seen[place] && words.count < limit {
      guard let head = path(from: initial.map(\.target), isEnd: { $0 == place }),
        let tail = isLast[place]
          ? [] : path(from: edges[place].map(\.target), isEnd: { isLast[$0] })
      else { continue }
      for place in head + tail { seen[place] = true }
      words.append((head + tail).compactMap { positions[$0].symbols.sample })
    }
    return words
  }

  private func word(from start: [Int], isEnd: (Int) -> Bool) -> [UInt8]? {
    path(from: start, isEnd: isEnd)?.compactMap { positions[$0].symbols.sample }
  }

  /// The places on a shortest way, both ends among them.
  private func path(from start: [Int], isEnd: (Int) -> Bool) -> [Int]? {
    var before = [Int](repeating: -2, count: positions.count)
    var queue: [Int] = []
    for place in start where before[place] == -2 && positions[place].symbols.sample != nil {
      before[place] = -1
      queue.append(place)
    }
    var next = 0
    while next < queue.count {
      let place = queue[next]
      next += 1
      if isEnd(place) {
        var path = [place]
        while before[path[path.count - 1]] >= 0 { path.append(before[path[path.count - 1]]) }
        return path.reversed()
      }
      for edge in edges[place]
      where before[edge.target] == -2 && positions[edge.target].symbols.sample != nil {
        before[edge.target] = place
        queue.append(edge.target)
      }
    }
    return nil
  }

  /// The places that may have taken the last character of a text, each once.
  func places(after text: [UInt8]) -> [Int] {
    var places: [Int] = []
    for (index, byte) in text.enumerated() {
      var next: [Int] = []
      var seen: Set<Int> = []
      let ways = index == 0 ? initial : places.flatMap { edges[$0] }
      for way in ways where positions[way.target].symbols.mayTake(min(Int(byte), 128)) {
        if seen.insert(way.target).inserted { next.append(way.target) }
      }
      places = next
      if places.isEmpty { break }
    }
    return places
  }

  /// A character that none of these places goes on with; nil if they go on with any.
  func stranger(after places: [Int]) -> UInt8? {
    let ways = Set(places.flatMap { edges[$0].map(\.target) })
    let candidates: [UInt8] = [0x21, 0x01, 0x20, 0x78, 0x30, 0x0A] + Array(0x22...0x7E)
    return candidates.first { byte in
      !ways.contains { positions[$0].symbols.contains(byte) }
    }
  }
}
