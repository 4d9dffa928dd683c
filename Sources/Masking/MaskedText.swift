import Event

/// Puts the marks of one text in order, and writes the text with what stands instead of them.
struct MaskedText {
  private var marks: [Findings.Mark] = []

  /// Takes the marks of one text.
  mutating func take(_ found: ArraySlice<Findings.Mark>) {
    marks.removeAll(keepingCapacity: true)
    marks += found.lazy.filter { $0.kind != .kept }
    for kept in found where kept.kind == .kept {
      marks.removeAll {
        $0.rule > kept.rule && kept.range.lowerBound <= $0.range.lowerBound
          && $0.range.upperBound <= kept.range.upperBound
      }
    }
    if marks.count < 2 { return }
    marks.sort {
      ($0.range.lowerBound, -$0.range.upperBound, $0.rule)
        < ($1.range.lowerBound, -$1.range.upperBound, $1.rule)
    }
  }

  /// Whether nothing is hidden.
  var isEmpty: Bool { marks.isEmpty }

  /// Writes `text`.
  ///
  /// Marks that overlap become one: what both would show might add up to more than either may.
  /// - Parameters:
  ///   - bytes: where the replacements are.
  ///   - isEscaped: whether it is to be the inside of a JSON string.
  func write(
    _ text: Span<UInt8>, replacements bytes: [UInt8], isEscaped: Bool, to out: inout JSONBuffer
  ) {
    var place = 0
    var index = 0
    while index < marks.count {
      let first = marks[index]
      var end = first.range.upperBound
      var isOne = true
      index += 1
      while index < marks.count, marks[index].range.lowerBound < end {
        if marks[index].range != first.range { isOne = false }
        end = max(end, marks[index].range.upperBound)
        index += 1
      }
      Self.append(text, place..<first.range.lowerBound, isEscaped, to: &out)
      // The first is the longest of those that start there.
      if isOne || (first.kind == .hidden && first.range.upperBound == end) {
        Self.append(bytes.span, first.replacement, isEscaped, to: &out)
      } else {
        // No byte of it needs an escape.
        out.append(MaskAction.mask)
      }
      place = end
    }
    Self.append(text, place..<text.count, isEscaped, to: &out)
  }

  private static func append(
    _ text: Span<UInt8>, _ range: Range<Int>, _ isEscaped: Bool, to out: inout JSONBuffer
  ) {
    if isEscaped {
      out.append(escaping: text, range)
    } else {
      out.append(text, range)
    }
  }
}
