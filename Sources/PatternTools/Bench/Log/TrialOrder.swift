/// The orders in which some rules can be tried, and what finding the rule costs in each.
struct TrialOrder: Sendable {
  /// What each rule gives on each text: a row a text.
  private let outcomes: [[TrialOutcome]]
  /// What a try of each rule costs where it matches and where it does not, in nanoseconds.
  private let costs: [(end: Double, miss: Double)]
  /// Rules of a lower rank stay before others.
  private let ranks: [Int]
  /// For each rule, those that have to stay before it.
  private var before: [Set<Int>]

  /// The rules as they stand; of two that match one text, the first stays first.
  ///
  /// - Parameter examples: what each rule gives on texts that count for that only.
  init(
    _ outcomes: [[TrialOutcome]], examples: [[TrialOutcome]] = [],
    costs: [(end: Double, miss: Double)], ranks: [Int]
  ) {
    self.outcomes = outcomes
    self.costs = costs
    self.ranks = ranks
    before = Array(repeating: [], count: ranks.count)
    for row in outcomes + examples {
      let ends = row.indices.filter { row[$0] == .end }
      for (place, rule) in ends.enumerated() { before[rule].formUnion(ends[..<place]) }
    }
  }

  /// The order in which the rules stand.
  var present: [Int] { Array(ranks.indices) }

  /// Which of the rules match any of the texts.
  var takesAny: [Bool] {
    ranks.indices.map { rule in outcomes.contains { $0[rule] == .end } }
  }

  /// Has a rule stay before another.
  mutating func keep(_ rule: Int, before other: Int) { before[other].insert(rule) }

  /// What finding the rule for a text costs on average, in nanoseconds.
  func cost(_ order: [Int]) -> Double {
    guard !outcomes.isEmpty else { return 0 }
    var sum = 0.0
    for row in outcomes {
      for rule in order {
        sum += cost(rule, row[rule])
        if row[rule] == .end { break }
      }
    }
    return sum / Double(outcomes.count)
  }

  /// The fastest order that is found, or the present one if that is hardly slower.
  ///
  /// Of the rules that may come next, the one comes that costs the least for each text that it takes
  /// of those that are left: where no two rules match one text, no order is faster.
  var best: [Int] {
    var left = Array(outcomes.indices)
    var order: [Int] = []
    var isPlaced = Array(repeating: false, count: ranks.count)
    for rank in Set(ranks).sorted() {
      let rules = ranks.indices.filter { ranks[$0] == rank }
      for _ in rules {
        let free = rules.filter { rule in
          !isPlaced[rule]
            && before[rule].allSatisfy { isPlaced[$0] || ranks[$0] != rank }
        }
        // What has to stay before what follows the order as it stands: one is always free.
        guard let next = next(free, left) else { return present }
        isPlaced[next] = true
        order.append(next)
        left.removeAll { outcomes[$0][next] == .end }
      }
    }
    let saved = cost(present) - cost(order)
    return saved > cost(present) * 0.005 ? calmed(order, saved) : present
  }

  /// The order without the moves that save nothing: neighbours stand as they do now where that costs
  /// no more than a small part of what is saved.
  private func calmed(_ fast: [Int], _ saved: Double) -> [Int] {
    var order = fast
    var budget = saved * 0.02 * Double(outcomes.count)
    // Where in the order the search for each text ends.
    var ends = outcomes.map { row in order.firstIndex { row[$0] == .end } ?? order.count }
    var hasMoved = true
    while hasMoved {
      hasMoved = false
      for place in order.indices.dropLast() where order[place] > order[place + 1] {
        let loss = lossOfSwap(
          order[place], order[place + 1], ends.indices.filter { ends[$0] >= place })
        guard loss <= budget else { continue }
        budget -= max(0, loss)
        order.swapAt(place, place + 1)
        for text in ends.indices where ends[text] == place || ends[text] == place + 1 {
          ends[text] = outcomes[text][order[place]] == .end ? place : place + 1
        }
        hasMoved = true
      }
    }
    return order
  }

  /// What some texts cost more if a rule and the one behind it change places.
  private func lossOfSwap(_ first: Int, _ second: Int, _ texts: [Int]) -> Double {
    texts.reduce(0) { loss, text in
      let row = outcomes[text]
      // What comes second costs nothing where the first ends the search.
      let added = row[first] == .end ? cost(second, row[second]) : 0
      let saved = row[second] == .end ? cost(first, row[first]) : 0
      return loss + added - saved
    }
  }

  /// The rule that costs the least for each text it takes; the first one if none takes any.
  private func next(_ rules: [Int], _ left: [Int]) -> Int? {
    var best: (rule: Int, ratio: Double)?
    for rule in rules {
      var taken = 0.0
      var sum = 0.0
      for text in left {
        let outcome = outcomes[text][rule]
        sum += cost(rule, outcome)
        if outcome == .end { taken += 1 }
      }
      let ratio = taken > 0 ? sum / taken : .infinity
      if best.map({ ratio < $0.ratio }) ?? true { best = (rule, ratio) }
    }
    return best?.rule
  }

  private func cost(_ rule: Int, _ outcome: TrialOutcome) -> Double {
    switch outcome {
    case .passed: 0
    case .miss: costs[rule].miss
    case .end: costs[rule].end
    }
  }
}
