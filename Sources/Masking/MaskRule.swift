import Grok

/// One rule: which values, what of them, and what becomes of it.
struct MaskRule: Sendable {
  /// Which values a rule looks at.
  enum Selection: Sendable {
    /// All.
    case everywhere
    /// Those of the fields with these paths, and all that is below them.
    case fields([KeyPath])
    /// Those of keys with these names in any object, and in any text where such a key stands
    /// before its value.
    case keys(KeyNames)
  }

  /// What a rule looks for in a value.
  enum Content: Sendable {
    /// All of it.
    case whole
    /// Each match of an expression: its named captures, or all of it where it has none.
    case pattern(GrokPattern)
    /// Each text of a kind.
    case text(TextKind)
  }

  let selection: Selection
  let content: Content
  let action: MaskAction
}
