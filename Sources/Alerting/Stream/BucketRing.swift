/// Sums over the last time of a key, by parts of it: a window that moves on in steps of a part.
struct BucketRing {
  /// What fell into one part.
  struct Bucket {
    /// How many events.
    var count = 0.0
    /// The sum of their values.
    var sum = 0.0
    /// The least value.
    var least = Double.infinity
    /// The largest value.
    var most = -Double.infinity

    /// Takes in a value.
    mutating func add(_ value: Double) {
      count += 1
      sum += value
      least = min(least, value)
      most = max(most, value)
    }

    /// Takes in another part.
    mutating func add(_ other: Bucket) {
      count += other.count
      sum += other.sum
      least = min(least, other.least)
      most = max(most, other.most)
    }
  }

  /// Parts of one window.
  static let partsOfWindow = 60

  private let width: Int64
  private var buckets: [Bucket]
  /// The number of the newest part, counted from 1970; nil before the first event.
  private var newest: Int64?

  /// Room for `windows` windows of `timeframe` each.
  init(timeframe: Int64, windows: Int) {
    width = max(1, timeframe / Int64(Self.partsOfWindow))
    buckets = Array(repeating: Bucket(), count: Self.partsOfWindow * windows)
  }

  /// When the part after that of `time` begins.
  func nextPart(after time: Int64) -> Int64 { (part(of: time) + 1) * width }

  private func part(of time: Int64) -> Int64 {
    time >= 0 ? time / width : -((width - 1 - time) / width)
  }

  private func place(_ part: Int64) -> Int {
    let count = Int64(buckets.count)
    return Int(((part % count) + count) % count)
  }

  /// Takes in a value; false if its time is before the windows.
  mutating func add(_ value: Double, at time: Int64) -> Bool {
    advance(to: time)
    let part = part(of: time)
    guard let newest, part > newest - Int64(buckets.count) else { return false }
    buckets[place(part)].add(value)
    return true
  }

  /// Moves on to a time.
  mutating func advance(to time: Int64) {
    let part = part(of: time)
    guard let last = newest else { return newest = part }
    guard part > last else { return }
    if part - last >= Int64(buckets.count) {
      for index in buckets.indices { buckets[index] = Bucket() }
    } else {
      for passed in last + 1...part { buckets[place(passed)] = Bucket() }
    }
    newest = part
  }

  /// The sums of the window that ends now, or of one of those before it.
  func total(window: Int = 0) -> Bucket {
    var total = Bucket()
    guard let newest else { return total }
    let last = newest - Int64(window * Self.partsOfWindow)
    for part in last - Int64(Self.partsOfWindow) + 1...last { total.add(buckets[place(part)]) }
    return total
  }

  /// Whether nothing is in any window.
  var isEmpty: Bool { buckets.allSatisfy { $0.count == 0 } }

  /// The parts that hold something.
  var state: JSONTree {
    guard let newest else { return .null }
    var parts: [JSONTree] = [.integer(newest)]
    for part in newest - Int64(buckets.count) + 1...newest {
      let bucket = buckets[place(part)]
      guard bucket.count > 0 else { continue }
      parts.append(
        .array([
          .integer(part), .number(bucket.count), .number(bucket.sum), .number(bucket.least),
          .number(bucket.most),
        ]))
    }
    return .array(parts)
  }

  /// Takes over parts; false if they are none.
  mutating func restore(_ state: JSONTree?) -> Bool {
    guard let items = state?.array else { return state?.isNull ?? false }
    guard let last = items.first?.time else { return false }
    newest = last
    for item in items.dropFirst() {
      guard let values = item.array, values.count == 5, let part = values[0].time,
        part <= last, part > last - Int64(buckets.count),
        let count = values[1].double, let sum = values[2].double, let least = values[3].double,
        let most = values[4].double
      else { return false }
      buckets[place(part)] = Bucket(count: count, sum: sum, least: least, most: most)
    }
    return true
  }
}
