/// The members of records, in the order in which they are written. No name has more than eight bytes.
enum RecordMember: UInt8, CaseIterable {
  // What a record is, its first member says.
  case format, file, remove, end
  // Of a format.
  case version, needs, dest
  // Of a file.
  case name, path, rawpath, device, inode, birth, head, offset, tail, cuts, taken, day, complete, seen

  /// The member whose name stands in `range`; nil for one that this version does not know.
  ///
  /// It is looked for from `hint` on, the member expected, so that mostly the first try is the last.
  static func named(_ bytes: Span<UInt8>, _ range: Range<Int>, from hint: Int) -> RecordMember? {
    guard range.count <= 8 else { return nil }
    var name: UInt64 = 0
    for index in range { name = name << 8 | UInt64(bytes[index]) }
    for step in 0..<names.count {
      let index = hint + step < names.count ? hint + step : hint + step - names.count
      if names[index] == name { return allCases[index] }
    }
    return nil
  }

  /// Each name's bytes as one number.
  private static let names = allCases.map { member in
    "\(member)".utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  }
}
