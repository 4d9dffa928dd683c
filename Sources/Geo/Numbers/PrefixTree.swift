/// Finds the longest known beginning of a number, a step for each digit.
struct PrefixTree: Sendable {
  /// Of each node ten ways on, by digit; 0 is none, as no way leads to the root.
  private var ways: [UInt16] = Array(repeating: 0, count: 10)
  /// Of each node the value of the digits that lead to it; -1 is none.
  private var values: [Int16] = [-1]

  /// Gives the digits `prefix` a value, 0 or more; false if they have one.
  mutating func insert(_ value: Int16, at prefix: DigitString) -> Bool {
    var node = 0
    for index in 0..<prefix.count {
      let way = node * 10 + prefix[index]
      if ways[way] == 0 {
        guard let new = UInt16(exactly: values.count) else { return false }
        ways[way] = new
        ways.append(contentsOf: repeatElement(0, count: 10))
        values.append(-1)
      }
      node = Int(ways[way])
    }
    guard values[node] < 0 else { return false }
    values[node] = value
    return true
  }

  /// The value of the longest beginning of `digits` that has one.
  func longest(of digits: DigitString) -> Int? {
    var node = 0
    var found: Int16 = -1
    for index in 0..<digits.count {
      node = Int(ways[node &* 10 &+ digits[index]])
      if node == 0 { break }
      if values[node] >= 0 { found = values[node] }
    }
    return found < 0 ? nil : Int(found)
  }
}
