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
  /// How many parts the windows have together.
  private let most: Int64
  /// The parts that hold something, in order: most keys have few.
  private var parts: [(number: Int64, bucket: Bucket)] = []
  /// The number of the newest part, counted from 1970; nil before the first event.
  private var newest: Int64?

  /// Room for `windows` windows of `timeframe` each.
  init(timeframe: Int64, windows: Int) {
    width = max(1, timeframe / Int64(Self.partsOfWindow))
    most = Int64(Self.partsOfWindow * windows)
  }

  /// When the part after that of `time` begins.
  func nextPart(after time: Int64) -> Int64 { (part(of: time) + 1) * width }

  private func part(of time: Int64) -> Int64 {
    time >= 0 ? time / width : -((width - 1 - time) / width)
  }

  /// Takes in a value; false if its time is before the windows.
  mutating func add(_ value: Double, at time: Int64) -> Bool {
    advance(to: time)
    let part = part(of: time)
    guard let newest, part > newest - most else { return false }
    var place = parts.count
    while place > 0, parts[place - 1].number > part { place -= 1 }
    if place > 0, parts[place - 1].number == part {
      parts[place - 1].bucket.add(value)
    } else {
      var bucket = Bucket()
      bucket.add(value)
      parts.insert((part, bucket), at: place)
    }
    return true
  }

  /// Moves on to a time.
  mutating func advance(to time: Int64) {
    let part = part(of: time)
    guard let last = newest else { return newest = part }
    guard part > last else { return }
    newest = part
    let gone = parts.prefix { $0.number <= part - most }.count
    if gone > 0 { parts.removeFirst(gone) }
  }

  /// The sums of the window that ends now, or of one of those before it.
  func total(window: Int = 0) -> Bucket {
    var total = Bucket()
    guard let newest else { return total }
    let last = newest - Int64(window * Self.partsOfWindow)
    for part in parts
    where part.number <= last && part.number > last - Int64(Self.partsOfWindow) {
      total.add(part.bucket)
    }
    return total
  }

  /// Whether nothing is in any window.
  var isEmpty: Bool { parts.isEmpty }

  /// The parts that hold something.
  var state: JSONTree {
    guard let newest else { return .null }
    return .array(
      [.integer(newest)]
        + parts.map { part in
          .array([
            .integer(part.number), .number(part.bucket.count), .number(part.bucket.sum),
            .number(part.bucket.least), .number(part.bucket.most),
          ])
        })
  }

  /// Takes over parts; false if they are none.
  mutating func restore(_ state: JSONTree?) -> Bool {
    guard let items = state?.array else { return state?.isNull ?? false }
    guard let last = items.first?.time else { return false }
    newest = last
    parts = []
    for item in items.dropFirst() {
      guard let values = item.array, values.count == 5, let part = values[0].time,
        part <= last, part > last - most, part > parts.last?.number ?? .min,
        let count = values[1].double, let sum = values[2].double, let least = values[3].double,
        let most = values[4].double
      else { return false }
      parts.append((part, Bucket(count: count, sum: sum, least: least, most: most)))
    }
    return true
  }
}
