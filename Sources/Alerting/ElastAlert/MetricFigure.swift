extension MetricKind {
  /// The figure of a field's values; nil where there is none to have.
  func figure(_ values: [JSONTree]) -> Double? {
    let present = values.filter { !$0.isNull }
    switch self {
    case .count: return Double(present.count)
    case .cardinality: return Double(Set(present.map { ValueKey(hashable: $0) }).count)
    default: break
    }
    let numbers = present.compactMap { $0.double ?? $0.text.flatMap { Double($0) } }
    return figure(numbers)
  }

  /// The figure of numbers; nil where there is none to have.
  func figure(_ numbers: [Double]) -> Double? {
    switch self {
    case .sum: return numbers.reduce(0, +)
    case .least: return numbers.min()
    case .most: return numbers.max()
    case .mean: return numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
    case .percentile(let percent):
      guard !numbers.isEmpty else { return nil }
      let sorted = numbers.sorted()
      let place = Double(sorted.count - 1) * percent / 100
      let low = Int(place)
      let high = min(low + 1, sorted.count - 1)
      return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
    case .count: return Double(numbers.count)
    case .cardinality: return Double(Set(numbers).count)
    }
  }

  /// A figure as JSON: counts are whole numbers.
  func number(_ figure: Double) -> JSONTree {
    self == .count || self == .cardinality ? .integer(figure.wholeNumber) : .number(figure)
  }
}
