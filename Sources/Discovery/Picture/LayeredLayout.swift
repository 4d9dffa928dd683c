/// Places for boxes in columns, so that most arrows point to the right and few cross.
///
/// The way of Sugiyama, Tagawa and Toda (1981): circles are broken, each box gets a column, arrows over several
/// columns get a point in each, the order within columns is improved by barycentres, then boxes move to where their
/// neighbours are. All of it depends on the input alone, ties are decided by number.
struct LayeredLayout {
  /// A box, or the point where a long arrow passes a column.
  struct Place {
    let height: Double
    /// Its column.
    var rank = 0
    /// The middle of it, from above.
    var center = 0.0
    /// Whether an arrow passes here, and no box stands.
    var isPoint = false
  }

  /// Between two that stand one above the other.
  static let gap = 26.0
  private static let pointHeight = 8.0
  private static let sweeps = 12

  /// The boxes in their order, then the points.
  private(set) var places: [Place]
  /// The places of each column, from above.
  private(set) var columns: [[Int]] = []
  /// The points of an arrow, from left to right, by its boxes: the one on the left first.
  private(set) var points: [Pair: [Int]] = [:]
  /// The height of the whole.
  private(set) var height = 0.0

  /// Two boxes that an arrow joins.
  struct Pair: Hashable {
    let left: Int
    let right: Int
  }

  /// Neighbours in the columns to the left, and to the right.
  private var before: [[Int]] = []
  private var after: [[Int]] = []

  /// Places boxes of these heights, with arrows between them; arrows from a box to itself need no place.
  init(heights: [Double], arrows: [(from: Int, to: Int)]) {
    places = heights.map { Place(height: $0) }
    var seen = Set<Pair>()
    let different = arrows.filter { seen.insert(Pair(left: $0.from, right: $0.to)).inserted }
    let order = FlowOrder(count: heights.count, arrows: different)
    var pairs = Set<Pair>()
    for arrow in different where arrow.from != arrow.to {
      let isForward = order.position[arrow.from] < order.position[arrow.to]
      pairs.insert(
        isForward
          ? Pair(left: arrow.from, right: arrow.to) : Pair(left: arrow.to, right: arrow.from))
    }
    let sorted = pairs.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
    setRanks(sorted, order)
    addPoints(sorted)
    fillColumns()
    orderColumns()
    setCenters()
  }

  // MARK: - Columns

  /// Each box stands right of all that point to it, and as near to what it points to as it can.
  private mutating func setRanks(_ pairs: [Pair], _ order: FlowOrder) {
    var rights = [[Int]](repeating: [], count: places.count)
    for pair in pairs { rights[pair.left].append(pair.right) }
    for box in order.order {
      for right in rights[box] {
        places[right].rank = max(places[right].rank, places[box].rank + 1)
      }
    }
    for box in order.order.reversed() {
      let nearest = rights[box].map { places[$0].rank }.min()
      if let nearest { places[box].rank = max(places[box].rank, nearest - 1) }
    }
  }

  private mutating func addPoints(_ pairs: [Pair]) {
    before = [[Int]](repeating: [], count: places.count)
    after = before
    for pair in pairs {
      var last = pair.left
      var passed: [Int] = []
      for rank
        in (places[pair.left].rank + 1)..<max(
          places[pair.right].rank, places[pair.left].rank + 1)
      {
        let point = places.count
        places.append(Place(height: Self.pointHeight, rank: rank, isPoint: true))
        before.append([])
        after.append([])
        join(last, point)
        passed.append(point)
        last = point
      }
      join(last, pair.right)
      points[pair] = passed
    }
  }

  private mutating func join(_ left: Int, _ right: Int) {
    after[left].append(right)
    before[right].append(left)
  }

  private mutating func fillColumns() {
    let last = places.map(\.rank).max() ?? 0
    columns = [[Int]](repeating: [], count: places.isEmpty ? 0 : last + 1)
    for place in places.indices { columns[places[place].rank].append(place) }
  }

  // MARK: - Order

  private mutating func orderColumns() {
    var best = columns
    var fewest = crossings()
    for sweep in 0..<Self.sweeps where fewest > 0 {
      if sweep % 2 == 0 {
        for column in columns.indices.dropFirst() { sort(column, by: before) }
      } else {
        for column in columns.indices.dropLast().reversed() { sort(column, by: after) }
      }
      let count = crossings()
      if count < fewest {
        fewest = count
        best = columns
      }
    }
    columns = best
  }

  /// Sorts a column by the middle of the neighbours' positions; who has none keeps its own.
  private mutating func sort(_ column: Int, by neighbours: [[Int]]) {
    var position = [Int](repeating: 0, count: places.count)
    for other in columns { for (index, place) in other.enumerated() { position[place] = index } }
    let keyed = columns[column].enumerated().map { index, place in
      let others = neighbours[place].map { Double(position[$0]) }
      let middle = others.isEmpty ? Double(index) : others.reduce(0, +) / Double(others.count)
      return (key: middle, index: index, place: place)
    }
    columns[column] = keyed.sorted { ($0.key, $0.index) < ($1.key, $1.index) }.map(\.place)
  }

  /// How many arrows cross between neighbouring columns.
  private func crossings() -> Int {
    var position = [Int](repeating: 0, count: places.count)
    for column in columns { for (index, place) in column.enumerated() { position[place] = index } }
    var count = 0
    for column in columns {
      // Arrows by their left end; each crosses those before it that end further down.
      let ends = column.flatMap { place in after[place].map { position[$0] }.sorted() }
      var tree = [Int](repeating: 0, count: (ends.max() ?? 0) + 2)
      for (seen, end) in ends.enumerated() {
        count += seen - Self.sum(tree, upTo: end)
        Self.increment(&tree, at: end)
      }
    }
    return count
  }

  /// A tree of sums (Fenwick, 1994).
  private static func sum(_ tree: [Int], upTo end: Int) -> Int {
    var (sum, place) = (0, end + 1)
    while place > 0 {
      sum += tree[place]
      place -= place & -place
    }
    return sum
  }

  private static func increment(_ tree: inout [Int], at end: Int) {
    var place = end + 1
    while place < tree.count {
      tree[place] += 1
      place += place & -place
    }
  }

  // MARK: - Heights

  private mutating func setCenters() {
    for column in columns {
      var top = 0.0
      for place in column {
        places[place].center = top + places[place].height / 2
        top += places[place].height + Self.gap
      }
    }
    for sweep in 0..<Self.sweeps {
      let isForward = sweep % 2 == 0
      let order = isForward ? Array(columns.indices) : columns.indices.reversed()
      for column in order { settle(column, isForward ? before : after) }
    }
    let top = places.map { $0.center - $0.height / 2 }.min() ?? 0
    for place in places.indices { places[place].center -= top }
    height = places.map { $0.center + $0.height / 2 }.max() ?? 0
  }

  /// Moves a column's places towards their neighbours, as far as their order and their heights allow.
  private mutating func settle(_ column: Int, _ neighbours: [[Int]]) {
    let order = columns[column]
    var wanted = order.map { place in
      let others = neighbours[place]
      return others.isEmpty
        ? places[place].center
        : others.reduce(0) { $0 + places[$1].center } / Double(others.count)
    }
    func distance(_ one: Int, _ other: Int) -> Double {
      (places[order[one]].height + places[order[other]].height) / 2 + Self.gap
    }
    // Blocks that touch share their shift (pool adjacent violators).
    var blocks: [(start: Int, count: Int, first: Double)] = []
    var offset = 0.0
    for index in order.indices {
      if index > 0 { offset += distance(index - 1, index) }
      blocks.append((index, 1, wanted[index] - offset))
      while blocks.count > 1, blocks[blocks.count - 2].first > blocks[blocks.count - 1].first {
        let last = blocks.removeLast()
        let other = blocks.removeLast()
        let count = last.count + other.count
        let first =
          (last.first * Double(last.count) + other.first * Double(other.count)) / Double(count)
        blocks.append((other.start, count, first))
      }
    }
    offset = 0
    for block in blocks {
      for index in block.start..<block.start + block.count {
        if index > 0 { offset += distance(index - 1, index) }
        wanted[index] = block.first + offset
      }
    }
    for (index, place) in order.enumerated() { places[place].center = wanted[index] }
  }
}

/// An order of boxes in which most arrows point forwards (Eades, Lin and Smyth, 1993).
struct FlowOrder {
  /// The boxes.
  private(set) var order: [Int] = []
  /// Where each is in ``order``.
  private(set) var position: [Int]

  /// Orders `count` boxes.
  init(count: Int, arrows: [(from: Int, to: Int)]) {
    position = [Int](repeating: 0, count: count)
    var (outgoing, incoming) = (
      [[Int]](repeating: [], count: count), [[Int]](repeating: [], count: count)
    )
    for arrow in arrows where arrow.from != arrow.to {
      outgoing[arrow.from].append(arrow.to)
      incoming[arrow.to].append(arrow.from)
    }
    var left = Set(0..<count)
    var tail: [Int] = []
    while !left.isEmpty {
      func degree(_ lists: [[Int]], _ box: Int) -> Int {
        lists[box].reduce(0) { $0 + (left.contains($1) ? 1 : 0) }
      }
      let boxes = left.sorted()
      let next: Int
      if let sink = boxes.first(where: { degree(outgoing, $0) == 0 && degree(incoming, $0) > 0 }) {
        tail.append(sink)
        left.remove(sink)
        continue
      } else if let source = boxes.first(where: { degree(incoming, $0) == 0 }) {
        next = source
      } else {
        next =
          boxes.max { one, other in
            let oneScore = degree(outgoing, one) - degree(incoming, one)
            let otherScore = degree(outgoing, other) - degree(incoming, other)
            return (oneScore, other) < (otherScore, one)
          } ?? boxes[0]
      }
      order.append(next)
      left.remove(next)
    }
    order += tail.reversed()
    for (index, box) in order.enumerated() { position[box] = index }
  }
}
