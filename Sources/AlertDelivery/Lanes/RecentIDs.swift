/// The names that were met last, as many as it may remember.
struct RecentIDs {
  private let most: Int
  private var known: Set<String> = []
  /// In the order in which they came; the place of the oldest once it is full.
  private var order: [String] = []
  private var oldest = 0

  /// None yet.
  init(_ most: Int) {
    self.most = max(most, 1)
  }

  /// Takes a name in; false if it is there already.
  mutating func insert(_ name: String) -> Bool {
    guard known.insert(name).inserted else { return false }
    if order.count < most {
      order.append(name)
    } else {
      known.remove(order[oldest])
      order[oldest] = name
      oldest = (oldest + 1) % most
    }
    return true
  }
}
