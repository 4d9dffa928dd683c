/// Finds all of many literals in one pass over a subject, whatever the case of its letters.
///
/// An automaton after Aho and Corasick (Efficient string matching, CACM 18(6), 1975), with its
/// failure links resolved: one table look-up a byte. Bytes that no literal holds share one column.
struct LiteralAutomaton: Sendable {
  /// For each state and class the next state, as the place of its row.
  private let rows: [UInt32]
  /// The column of each byte.
  private let columns: [UInt8]
  /// The first row whose state ends a literal; such states come last.
  private let firstEnding: UInt32
  /// For each state that ends literals, where `ended` names them.
  private let endings: [Range<Int32>]
  private let ended: [Int32]
  /// A row has two to this power of columns, so that a row's place tells its state by a shift.
  private let rowShift: UInt32

  /// A state while the automaton is made.
  private struct State {
    var next: [UInt8: Int] = [:]
    var failure = 0
    var ended: [Int32] = []
  }

  /// Makes the automaton of literals in lower case; a literal's number is its index.
  init(_ literals: [[UInt8]]) {
    var states = [State()]
    for (number, literal) in literals.enumerated() {
      var state = 0
      for byte in literal {
        if let next = states[state].next[byte] {
          state = next
        } else {
          states.append(State())
          states[state].next[byte] = states.count - 1
          state = states.count - 1
        }
      }
      states[state].ended.append(Int32(number))
    }
    let bytes = Set(literals.joined()).sorted()
    var columns = [UInt8](repeating: 0, count: 256)
    for (index, byte) in bytes.enumerated() {
      // At most 230 bytes are left once capital letters are folded: column 0 is the others'.
      columns[Int(byte)] = UInt8(index + 1)
      if byte &- 0x61 < 26 { columns[Int(byte & ~0x20)] = UInt8(index + 1) }
    }
    rowShift = UInt32(8 - UInt8(bytes.count).leadingZeroBitCount)
    self.columns = columns
    let table = Self.resolve(&states, bytes)
    let unused = [UInt32](repeating: 0, count: 1 << Int(rowShift) - bytes.count - 1)
    // Those that end a literal last, so that one comparison tells.
    let order =
      states.indices.filter { states[$0].ended.isEmpty }
      + states.indices.filter { !states[$0].ended.isEmpty }
    var place = [Int](repeating: 0, count: states.count)
    for (new, old) in order.enumerated() { place[old] = new }
    var rows: [UInt32] = []
    var endings: [Range<Int32>] = []
    var ended: [Int32] = []
    for old in order {
      for next in table[old] { rows.append(UInt32(place[next]) << rowShift) }
      rows += unused
      guard !states[old].ended.isEmpty else { continue }
      endings.append(Int32(ended.count)..<Int32(ended.count + states[old].ended.count))
      ended += states[old].ended
    }
    self.rows = rows
    self.endings = endings
    self.ended = ended
    firstEnding = UInt32(states.count - endings.count) << rowShift
  }

  /// Makes the transitions of all states, breadth first, and adds what their failures end.
  private static func resolve(_ states: inout [State], _ bytes: [UInt8]) -> [[Int]] {
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: bytes.count + 1), count: states.count)
    var queue = [0]
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      let failure = states[state].failure
      for (index, byte) in bytes.enumerated() {
        let fallback = state == 0 ? 0 : table[failure][index + 1]
        guard let next = states[state].next[byte] else {
          table[state][index + 1] = fallback
          continue
        }
        table[state][index + 1] = next
        states[next].failure = fallback
        states[next].ended += states[fallback].ended
        queue.append(next)
      }
    }
    return table
  }

  /// Calls `found` with the number of each ending state met: see ``literals(_:)``.
  @inline(__always)
  func scan(_ subject: Span<UInt8>, _ found: (Int) -> Void) {
    rows.withUnsafeBufferPointer { rows in
      columns.withUnsafeBufferPointer { columns in
        var state: UInt32 = 0
        for index in subject.indices {
          state = rows[Int(state) &+ Int(columns[Int(subject[unchecked: index])])]
          if state >= firstEnding {
            found(Int((state &- firstEnding) >> rowShift))
          }
        }
      }
    }
  }

  /// How many states end literals: the numbers that ``scan(_:_:)`` gives are below it.
  var endingCount: Int { endings.count }

  /// The literals that the ending state of this number ends.
  func literals(_ ending: Int) -> ArraySlice<Int32> {
    ended[Int(endings[ending].lowerBound)..<Int(endings[ending].upperBound)]
  }
}
