/// The newest times of a key, in order, up to a bound.
struct TimeRing {
  private var times: [Int64] = []
  /// The first of `times` that is not gone.
  private var head = 0

  /// How many times there are.
  var count: Int { times.count - head }

  /// Adds a time; of more than `most` the oldest goes.
  mutating func insert(_ time: Int64, most: Int) {
    var place = times.count
    while place > head, times[place - 1] > time { place -= 1 }
    times.insert(time, at: place)
    if times.count - head > most { head += 1 }
    if head > 32, head * 2 > times.count {
      times.removeFirst(head)
      head = 0
    }
  }

  /// The time that `number` times are not older than; nil if there are fewer.
  func newest(_ number: Int) -> Int64? {
    number >= 1 && count >= number ? times[times.count - number] : nil
  }

  /// How many times are after `start`.
  func count(after start: Int64) -> Int {
    var number = 0
    while number < count, times[times.count - 1 - number] > start { number += 1 }
    return number
  }

  /// Forgets all times.
  mutating func removeAll() {
    times.removeAll()
    head = 0
  }

  /// The times, oldest first.
  var state: JSONTree { .array(times[head...].map { .integer($0) }) }

  /// Takes over times; false if they are none.
  mutating func restore(_ state: JSONTree?, most: Int) -> Bool {
    removeAll()
    guard let items = state?.array else { return false }
    for item in items {
      guard let time = item.time else { return false }
      insert(time, most: most)
    }
    return true
  }
}

extension JSONTree {
  /// A time of a state: microseconds since 1970, within the years that events can have.
  var time: Int64? {
    integer.flatMap { $0.magnitude < 1 << 60 ? $0 : nil }
  }
}
