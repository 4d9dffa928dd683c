import LogTemplates

/// The texts that nothing took, told apart by their shape and message id.
struct UnmatchedTexts: Sendable {
  /// Where a record begins.
  struct Place: Sendable, Equatable {
    /// The path of the log.
    let path: String
    /// The byte of the log, decompressed.
    let offset: Int64
  }

  /// Texts of one shape.
  struct Shape: Sendable {
    /// What they have in common.
    let template: LogTemplate
    /// Where the first of them stands; nil for the texts for which there was no room.
    let place: Place?

    /// Their message id; nil if they have none.
    var code: Int? { template.key == 0 ? nil : Int(template.key) - 1 }
  }

  /// Texts of one skeleton.
  private struct Known: Sendable {
    /// The number of their template.
    let number: Int
    /// How many there were.
    var count: Int
  }

  /// Of texts with one skeleton so many are all looked at, as the values in them may differ.
  private static let lookedAt = 4
  /// Of those that follow, one in so many.
  private static let stride = 16

  private let limits: MiningLimits
  private var miner: TemplateMiner
  /// By the numbers of templates.
  private var places: [Place] = []
  /// By their hashes.
  private var skeletons: [UInt64: Known] = [:]

  /// No texts; of shapes there may be so many.
  init(maxShapes: Int = MiningLimits().maxTemplates) {
    var limits = MiningLimits()
    limits.maxTemplates = maxShapes
    limits.maxExamples = 1
    self.limits = limits
    miner = TemplateMiner(limits: limits)
  }

  /// The shapes, most frequent first.
  var shapes: [Shape] {
    let known = places.indices.map { Shape(template: miner[$0], place: places[$0]) }
    let order = known.indices.sorted { left, right in
      let counts = (known[left].template.count, known[right].template.count)
      return counts.0 == counts.1 ? left < right : counts.0 > counts.1
    }
    let others = miner[TemplateMiner.others]
    return order.map { known[$0] }
      + (others.count > 0 ? [Shape(template: others, place: nil)] : [])
  }

  /// Takes in a text.
  ///
  /// - Parameter code: its message id; negative for none.
  mutating func add(_ text: Span<UInt8>, code: Int32, path: String, offset: Int64) {
    let key = UInt64(max(code, -1) + 1)
    let skeleton = TextSkeleton.hash(text, seed: key, limit: limits.maxTextBytes)
    if let known = skeletons[skeleton] {
      skeletons[skeleton]?.count += 1
      guard known.count < Self.lookedAt || known.count % Self.stride == 0 else {
        return miner.addAnother(of: known.number)
      }
    }
    let number = miner.add(text, key: key)
    if number == places.count { places.append(Place(path: path, offset: offset)) }
    if skeletons[skeleton] == nil { skeletons[skeleton] = Known(number: number, count: 1) }
  }

  /// Takes in the texts of a later part of the logs.
  mutating func merge(_ later: Self) {
    for (theirs, mine) in miner.merge(later.miner).enumerated() where mine == places.count {
      places.append(later.places[theirs])
    }
  }
}
