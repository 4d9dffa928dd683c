/// The head of a value in a database of addresses: its type and size (MaxMind DB File Format 2.0, "Data Field Format").
struct DatabaseValue {
  /// What a value can be.
  enum Kind: UInt8 {
    case pointer = 1
    case string, double, bytes, integer16, integer32, map, signed32, integer64, integer128, array
    // 12 and 13, a container for caches and an end mark, stand in no file.
    case boolean = 14
    case float = 15
  }

  let kind: Kind
  /// Bytes of a plain value, members of a container, the place that a pointer leads to.
  let size: Int
  /// Where its content begins, or what follows a pointer.
  let content: Int

  /// Reads the head at `place` of a section; nil if none stands there.
  init?(_ section: Span<UInt8>, at place: Int) {
    guard section.indices.contains(place) else { return nil }
    let control = section[place]
    var next = place + 1
    var type = control >> 5
    if type == 0 {
      guard next < section.count, section[next] < 16 else { return nil }
      type = section[next] + 7
      next += 1
    }
    guard let kind = Kind(rawValue: type) else { return nil }
    self.kind = kind
    let more = kind == .pointer ? Int(control >> 3 & 3) + 1 : max(Int(control & 31) - 28, 0)
    guard section.count - next >= more else { return nil }
    var number = 0
    for index in next..<next + more { number = number << 8 | Int(section[index]) }
    content = next + more
    if kind == .pointer {
      size =
        more == 4 ? number : Int(control & 7) << (8 * more) + number + [0, 2048, 526_336][more - 1]
    } else {
      size = more == 0 ? Int(control & 31) : number + [29, 285, 65_821][more - 1]
    }
  }

  /// Whether a value of its kind can have its size.
  var hasSoundSize: Bool {
    switch kind {
    case .double: size == 8
    case .float: size == 4
    case .integer16: size <= 2
    case .integer32, .signed32: size <= 4
    case .integer64: size <= 8
    case .integer128: size <= 16
    case .boolean: size <= 1
    case .pointer, .string, .bytes, .map, .array: true
    }
  }
}
