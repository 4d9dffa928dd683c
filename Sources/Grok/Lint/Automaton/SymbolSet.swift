/// The characters that one place in a pattern takes: which of ASCII, and whether any beyond.
///
/// What lies beyond ASCII counts as one symbol more, so that sets are small and comparing them is
/// quick. Where that hides a difference the answers err on the careful side.
struct SymbolSet: Sendable, Hashable {
  /// How much of what lies beyond ASCII belongs to a set.
  enum Others: Int, Sendable { case none, some, all }

  /// Members below 64 and from 64 on, a bit each.
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  /// The members beyond ASCII.
  private(set) var others = Others.none
  /// Whether the members are known: not of the sets that Unicode names.
  private(set) var isExact = true

  /// The symbols there are: ASCII, and one for all others.
  static let symbols = 129

  /// Nothing.
  init() {}

  /// One character.
  init(_ character: UInt32) {
    if character < 0x80 { insert(UInt8(character)) } else { others = .some }
  }

  /// Everything, line feeds included or not.
  init(anyWithNewline: Bool) {
    (low, high, others) = (.max, .max, .all)
    if !anyWithNewline { low &= ~(1 << 0x0A) }
  }

  /// The members of a class.
  init(_ set: CharacterClass) {
    self.init(anyWithNewline: true)
    for operand in set.operands {
      var union = SymbolSet()
      for item in operand { union.formUnion(SymbolSet(item)) }
      formIntersection(union)
    }
    if set.isNegated { invert() }
  }

  private init(_ item: CharacterClass.Item) {
    self.init()
    switch item {
    case .range(let first, let last):
      if first < 0x80 { for value in first...min(last, 0x7F) { insert(UInt8(value)) } }
      if last >= 0x80 { others = first <= 0x80 && last >= 0x10FFFF ? .all : .some }
    case .nested(let set): self = SymbolSet(set)
    case .named(let name, let isNegated):
      self = SymbolSet(name)
      if isNegated { invert() }
    }
  }

  private init(_ name: NamedSet) {
    self.init()
    switch name {
    case .ascii(let set): insert(set)
    case .unicode(let set):
      insert(set)
      others = set == .ascii || set == .xdigit ? .none : .some
    case .property(let name):
      others = .some
      if let set = Self.properties[name.lowercased()] { insert(set) } else { isExact = false }
    }
  }

  /// Properties that mean a POSIX set, as far as ASCII goes.
  private static let properties: [String: POSIXSet] = [
    "l": .alpha, "l&": .alpha, "alphabetic": .alpha, "lu": .upper, "ll": .lower, "n": .digit,
    "nd": .digit, "cc": .cntrl, "c": .cntrl,
  ]

  private mutating func insert(_ set: POSIXSet) {
    if let members = Self.members[set] { formUnion(members) }
  }

  /// The members of each POSIX set in ASCII.
  private static let members: [POSIXSet: SymbolSet] = {
    var members: [POSIXSet: SymbolSet] = [:]
    for set in POSIXSet.allCases {
      var symbols = SymbolSet()
      for byte in UInt8(0)...0x7F where set.containsASCII(byte) { symbols.insert(byte) }
      members[set] = symbols
    }
    return members
  }()

  private mutating func insert(_ byte: UInt8) {
    if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
  }

  private mutating func invert() {
    (low, high) = (~low, ~high)
    others = others == .none ? .all : others == .all ? .none : .some
  }

  private mutating func formUnion(_ other: SymbolSet) {
    low |= other.low
    high |= other.high
    others = others.rawValue < other.others.rawValue ? other.others : others
    isExact = isExact && other.isExact
  }

  private mutating func formIntersection(_ other: SymbolSet) { self = intersection(other) }

  /// The set with the other case of each letter.
  var ignoringCase: SymbolSet {
    var result = self
    for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") {
      if contains(byte) || contains(byte | 0x20) {
        result.insert(byte)
        result.insert(byte | 0x20)
      }
    }
    return result
  }

  // MARK: Questions

  /// Whether an ASCII byte is a member.
  func contains(_ byte: UInt8) -> Bool {
    byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 128 && high >> UInt64(byte & 63) & 1 == 1
  }

  /// What both take.
  func intersection(_ other: SymbolSet) -> SymbolSet {
    var result = self
    result.low &= other.low
    result.high &= other.high
    result.others = others.rawValue < other.others.rawValue ? others : other.others
    result.isExact = isExact && other.isExact
    return result
  }

  /// Whether an ASCII character is in both.
  func meets(_ other: SymbolSet) -> Bool { low & other.low != 0 || high & other.high != 0 }

  /// Whether it takes a symbol for certain; 128 are all characters beyond ASCII.
  func surelyTakes(_ symbol: Int) -> Bool {
    symbol < 128 ? contains(UInt8(symbol)) : others == .all
  }

  /// Whether it may take a symbol; 128 is any character beyond ASCII.
  func mayTake(_ symbol: Int) -> Bool {
    symbol < 128 ? contains(UInt8(symbol)) : others != .none
  }

  /// Whether it has a member in ASCII.
  var hasSample: Bool { low | high != 0 }

  /// A member to show to people: a letter, a digit, something printable, or any byte of ASCII.
  var sample: UInt8? {
    for (low, high) in Self.liked {
      if self.high & high != 0 { return 64 + UInt8((self.high & high).trailingZeroBitCount) }
      if self.low & low != 0 { return UInt8((self.low & low).trailingZeroBitCount) }
    }
    return nil
  }

  /// The masks of what is liked best, second best and so on: `a`-`z`, `1`-`9`, printable, no line feed, all.
  private static let liked: [(low: UInt64, high: UInt64)] = [
    (0, 0x07FF_FFFE_0000_0000), (0x03FE_0000_0000_0000, 0),
    (0xFFFF_FFFE_0000_0000, 0x7FFF_FFFF_FFFF_FFFF), (~(1 << 0x0A), .max), (.max, .max),
  ]
}
