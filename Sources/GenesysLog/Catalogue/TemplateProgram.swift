/// The steps that read a text from its start to its end.
///
/// Blocks, parted by text values. A block is a run of literals and of values whose end is known from
/// their own bytes (numbers, characters); a text value ends where the next block is found.
struct TemplateProgram: Sendable {
  /// One step of a block.
  struct Step: Sendable {
    /// The value's kind; nil for a literal.
    let kind: TemplateValue.Kind?
    /// See ``TemplateValue/width``.
    let width: Int
    /// The literal's place in ``literals``.
    let literal: Range<Int>
  }

  /// The steps of all blocks.
  private(set) var steps: [Step] = []
  /// The steps of each block; the first block, and the last, may have none.
  private(set) var blocks: [Range<Int>] = []
  /// For each block but the first, whether the text value before it may be padded with blanks.
  private(set) var isPadded: [Bool] = [false]
  /// The bytes of all literals.
  private(set) var literals: [UInt8] = []

  init(_ parts: [TemplatePart]) {
    var start = 0
    for part in parts {
      switch part {
      case .literal(let bytes):
        let range = literals.count..<literals.count + bytes.count
        literals += bytes
        steps.append(Step(kind: nil, width: 0, literal: range))
      case .value(let value) where value.kind == .text:
        blocks.append(start..<steps.count)
        isPadded.append(value.width != 0)
        start = steps.count
      case .value(let value):
        steps.append(Step(kind: value.kind, width: value.width, literal: 0..<0))
      }
    }
    blocks.append(start..<steps.count)
  }
}
