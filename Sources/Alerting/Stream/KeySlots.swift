import Event

/// The keys of a rule: a number for each, up to a bound; when it is reached, the key longest unseen makes room.
struct KeySlots {
  /// What a look for a key gave.
  enum Found: Equatable {
    /// The key was there.
    case known(Int)
    /// The key is new.
    case new(Int)
    /// The key is new, and stands where another had to go.
    case replaced(Int)

    /// The number of the key.
    var slot: Int {
      switch self {
      case .known(let slot), .new(let slot), .replaced(let slot): slot
      }
    }
  }

  private struct Slot {
    var hash: EventHash.Value
    /// The values, as a JSON array of what the event says.
    var name: [UInt8]
    /// The neighbours in the order in which keys were seen, -1 at the ends.
    var older: Int32 = -1
    var newer: Int32 = -1
    /// Goes up with each key that stands here.
    var generation: UInt32 = 0
  }

  private let most: Int
  private var places: [EventHash.Value: Int32] = [:]
  private var slots: [Slot] = []
  private var free: [Int32] = []
  private var oldest: Int32 = -1
  private var newest: Int32 = -1

  /// Room for `most` keys.
  init(most: Int) { self.most = max(most, 1) }

  /// How many keys there are.
  var count: Int { places.count }

  /// How many numbers have been given out.
  var capacity: Int { slots.count }

  /// The slot of a key, which becomes the one seen last; `name` is made only for a new key.
  mutating func slot(_ hash: EventHash.Value, name: () -> [UInt8]) -> Found {
    if let place = places[hash] {
      if place != newest {
        unlink(place)
        link(place)
      }
      return .known(Int(place))
    }
    if let place = free.popLast() {
      occupy(place, hash, name())
      return .new(Int(place))
    }
    if slots.count < most {
      slots.append(Slot(hash: hash, name: name()))
      let place = Int32(slots.count - 1)
      places[hash] = place
      link(place)
      return .new(Int(place))
    }
    let place = oldest
    places[slots[Int(place)].hash] = nil
    unlink(place)
    occupy(place, hash, name())
    return .replaced(Int(place))
  }

  /// Takes a key out.
  mutating func remove(_ slot: Int) {
    let place = Int32(slot)
    guard places[slots[slot].hash] == place else { return }
    places[slots[slot].hash] = nil
    unlink(place)
    slots[slot].generation &+= 1
    slots[slot].name = []
    free.append(place)
  }

  /// The values of a key.
  func name(_ slot: Int) -> [UInt8] { slots[slot].name }

  /// The hash of a key.
  func hash(_ slot: Int) -> EventHash.Value { slots[slot].hash }

  /// Which key it is that stands at this number.
  func generation(_ slot: Int) -> UInt32 { slots[slot].generation }

  /// The numbers of all keys, the one longest unseen first.
  var oldestFirst: [Int] {
    var list: [Int] = []
    var place = oldest
    while place >= 0 {
      list.append(Int(place))
      place = slots[Int(place)].newer
    }
    return list
  }

  private mutating func occupy(_ place: Int32, _ hash: EventHash.Value, _ name: [UInt8]) {
    slots[Int(place)].hash = hash
    slots[Int(place)].name = name
    slots[Int(place)].generation &+= 1
    places[hash] = place
    link(place)
  }

  private mutating func link(_ place: Int32) {
    slots[Int(place)].older = newest
    slots[Int(place)].newer = -1
    if newest >= 0 { slots[Int(newest)].newer = place } else { oldest = place }
    newest = place
  }

  private mutating func unlink(_ place: Int32) {
    let (older, newer) = (slots[Int(place)].older, slots[Int(place)].newer)
    if older >= 0 { slots[Int(older)].newer = newer } else { oldest = newer }
    if newer >= 0 { slots[Int(newer)].older = older } else { newest = older }
  }
}
