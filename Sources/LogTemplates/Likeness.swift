/// How much a text is like a template that has the same number and kinds of tokens.
struct Likeness {
  /// Words that are the same in both.
  private(set) var same = 0
  /// Words that are not.
  private(set) var different = 0
  /// Words where the template has a value of any kind already.
  private(set) var open = 0

  /// What two tokens at the same place say.
  enum Relation {
    case same, different, open
    /// Values of one type, or signs: they say nothing about words.
    case neutral
    /// The two cannot be one template's.
    case foreign
  }

  /// Notes a pair of tokens; false where they cannot be one template's.
  mutating func note(_ relation: Relation) -> Bool {
    switch relation {
    case .same: same += 1
    case .different: different += 1
    case .open: open += 1
    case .neutral: break
    case .foreign: return false
    }
    return true
  }

  /// Whether it is enough: three of five words that could be the same are, and a third of all.
  var isEnough: Bool {
    if same + different + open == 0 { return true }
    return same > 0 && same * 5 >= (same + different) * 3 && same * 3 >= same + different + open
  }

  /// Whether nothing in a template changes.
  var isExact: Bool { different == 0 && open == 0 }

  /// Whether it is more than another.
  func exceeds(_ other: Self) -> Bool {
    same == other.same ? different + open < other.different + other.open : same > other.same
  }
}

extension Likeness.Relation {
  /// How the part of a template and a value of a text stand to each other.
  static func value(_ part: TemplateToken, _ type: ValueType) -> Self {
    guard let value = part.value else { return .different }
    if !value.type.isSpecific { return type.isSpecific ? .open : .neutral }
    guard type.isSpecific else { return .different }
    return ValueType.join(value.type, type) == nil ? .different : .neutral
  }
}
