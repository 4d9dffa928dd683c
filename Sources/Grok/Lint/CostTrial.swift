/// Tries what a pattern costs on lines made to be expensive.
struct CostTrial: ~Copyable {
  /// Steps that all trials of one expression may cost.
  private var budget = 24 << 20
  private let counter: StepCounter
  private let automaton: PositionAutomaton

  /// Prepares trials of a pattern that is compiled as it will be used.
  init(_ pattern: GrokPattern, _ automaton: PositionAutomaton) {
    counter = StepCounter(pattern)
    self.automaton = automaton
  }

  /// Tries a line with more and more rounds; nil if its cost grows no faster than its length.
  mutating func proof(of ambiguity: Ambiguity) -> CostProof? {
    let places = automaton.places(after: ambiguity.prefix + ambiguity.pump + ambiguity.pump)
    var endings: [[UInt8]] = []
    let tail = automaton.shortestEnd(after: places)
    if let stranger = automaton.stranger(after: places) {
      // With the rest of a match behind it, for PCRE2 looks first whether what a match needs is there.
      endings += [[stranger], [stranger] + tail]
    }
    endings += [[], [0x01], [0x0A] + tail, tail.dropLast() + [0x01], tail + [0x01]]
    for ending in endings where budget > 0 {
      if let proof = proof(ambiguity, ending) { return proof }
    }
    return nil
  }

  private mutating func proof(_ ambiguity: Ambiguity, _ ending: [UInt8]) -> CostProof? {
    var before: Int?
    var growths: [Double] = []
    for rounds in [3, 6, 12, 24, 48, 96, 192] {
      let line = Self.line(ambiguity, rounds, ending)
      if line.count > 4_000 { break }
      guard let count = counter.count(line, limit: CostProof.mostSteps) else {
        budget -= 4 * CostProof.mostSteps
        // A power that ends here would be the sixth or more.
        let isExponential =
          !ambiguity.isChain && rounds <= 48 && (growths.isEmpty || Self.last(growths) > 5.5)
        let growth =
          isExponential ? CostProof.Growth.exponential : .polynomial(Self.power(growths))
        return Self.proof(line, ambiguity, rounds, growth, steps: nil)
      }
      budget -= 3 * count
      if budget <= 0 { return nil }
      if let before { growths.append(Self.power(of: count, over: before)) }
      before = count
      if growths.count > 3, Self.last(growths) < 1.3 { return nil }
      if rounds == 192 || Self.line(ambiguity, rounds * 2, ending).count > 4_000 {
        guard Self.last(growths) > 1.6 else { return nil }
        return Self.proof(
          line, ambiguity, rounds, .polynomial(Self.power(growths)), steps: count)
      }
    }
    return nil
  }

  private static func proof(
    _ line: [UInt8], _ ambiguity: Ambiguity, _ rounds: Int, _ growth: CostProof.Growth, steps: Int?
  ) -> CostProof {
    CostProof(line: line, growth: growth, round: ambiguity.pump, rounds: rounds, steps: steps)
  }

  private static func line(
    _ ambiguity: Ambiguity, _ rounds: Int, _ ending: [UInt8]
  ) -> [UInt8] {
    ambiguity.prefix + Array(repeatElement(ambiguity.pump, count: rounds).joined()) + ending
  }

  private static func last(_ growths: [Double]) -> Double { growths.last ?? 0 }

  private static func power(_ growths: [Double]) -> Int {
    max(2, Int(last(growths).rounded()))
  }

  /// The power of 2 between two counts, in quarters: the logarithm without a library for it.
  private static func power(of later: Int, over earlier: Int) -> Double {
    var ratio = Double(max(later, 1)) / Double(max(earlier, 1))
    var power = 0.0
    let quarter = 1.189_207_115_002_721
    while ratio >= quarter, power < 64 {
      ratio /= quarter
      power += 0.25
    }
    return power
  }
}
