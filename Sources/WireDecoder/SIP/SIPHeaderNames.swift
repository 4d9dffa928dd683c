/// Finds the header that a name means, in any case or in its compact form.
///
/// A table of hashes with open addresses, made once: a look-up reads each byte of the name twice.
struct SIPHeaderNames {
  /// The rows, each at the number of its header.
  let rows: [SIPHeader.Row]
  /// For each hash, the number of the row plus one; 0 for none.
  private var slots: [UInt8]
  /// For each letter, the number of the row plus one; 0 for none.
  private var letters: [UInt8]

  /// Makes the table.
  init() {
    rows = SIPHeader.table
    slots = Array(repeating: 0, count: 256)
    letters = Array(repeating: 0, count: 26)
    for (index, row) in rows.enumerated() {
      let number = UInt8(truncatingIfNeeded: index + 1)
      var slot = row.name.withUTF8Buffer { Self.hash($0.span, 0..<$0.count) }
      while slots[slot] != 0 { slot = (slot + 1) & 255 }
      slots[slot] = number
      if row.letter != 0 { letters[Int(row.letter &- 0x61)] = number }
    }
  }

  /// The header of a name; ``SIPHeader/other`` if no row has it.
  func header(_ bytes: Span<UInt8>, _ name: Range<Int>) -> SIPHeader {
    if name.count == 1 {
      let letter = SIPGrammar.lowercase(bytes[name.lowerBound]) &- 0x61
      return letter < 26 ? header(letters[Int(letter)]) : .other
    }
    var slot = Self.hash(bytes, name)
    while slots[slot] != 0 {
      let row = Int(slots[slot]) - 1
      if SIPGrammar.matches(bytes, name, rows[row].name) { return rows[row].header }
      slot = (slot + 1) & 255
    }
    return .other
  }

  private func header(_ number: UInt8) -> SIPHeader {
    number == 0 ? .other : rows[Int(number) - 1].header
  }

  /// FNV-1a over the name in lower case, eight bits of it.
  private static func hash(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for index in name {
      hash = (hash ^ UInt32(SIPGrammar.lowercase(bytes[index]))) &* 16_777_619
    }
    return Int((hash ^ (hash >> 16)) & 255)
  }
}
