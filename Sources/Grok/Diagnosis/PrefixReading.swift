/// One way in which a text fits what stands before a cut in an expression.
struct PrefixReading {
  /// Where the match starts.
  var start: Int
  /// Where the cut lies.
  var stop: Int
  /// What lies before the cut, in order, and what text fitted it.
  var units: [Unit]

  /// Elements in a row, and their text.
  struct Unit {
    /// The indexes that lead to the element they stand in.
    var depth: Int
    /// Which elements of that.
    var children: Range<Int>
    var range: Range<Int>
    /// How much it tells that they fit, in bits.
    var bits = 0.0
  }

  /// How much the fit tells.
  var bits: Double { units.reduce(0) { $0 + $1.bits } }

  /// Says how much each unit tells.
  mutating func weigh(_ weights: [Evidence]) {
    for (index, weight) in weights.enumerated() where index < units.count {
      units[index].bits = weight.bits(length: units[index].range.count)
    }
  }

  /// Where the element begins to which the first `depth` indexes lead.
  func start(ofDepth depth: Int) -> Int {
    units.first { $0.depth >= depth }?.range.lowerBound ?? stop
  }
}
