/// The texts that a pattern with sets in braces stands for, as in a shell: `a{b,c}` is `ab` and `ac`.
///
/// Sets may stand in each other. Braces without a comma or without their partner are themselves; after
/// a backslash anything is.
struct BraceExpansion {
  /// More texts than this are not made.
  static let limit = 1000

  // Longer than any path; it also bounds how deep sets stand in each other.
  private static let longestText = 4096

  /// The texts, in the order of the alternatives; the pattern itself if it has no set.
  let texts: [String]

  /// True if there would have been more than ``limit``.
  let isCut: Bool

  /// Expands `pattern`.
  init(_ pattern: String) {
    let bytes = Array(pattern.utf8)
    guard bytes.count <= BraceExpansion.longestText else {
      texts = [pattern]
      isCut = false
      return
    }
    let expanded = BraceExpansion.expand(bytes[...])
    texts = expanded.prefix(BraceExpansion.limit).map { String(decoding: $0, as: UTF8.self) }
    isCut = expanded.count > BraceExpansion.limit
  }

  /// At most one text more than ``limit``.
  private static func expand(_ bytes: ArraySlice<UInt8>) -> [[UInt8]] {
    guard let set = firstSet(in: bytes) else { return [Array(bytes)] }
    let head = bytes[..<set.range.lowerBound]
    let tails = expand(bytes[set.range.upperBound...])
    var results: [[UInt8]] = []
    for alternative in set.alternatives {
      for middle in expand(alternative) {
        for tail in tails {
          if results.count > limit { return results }
          results.append(head + middle + tail)
        }
      }
    }
    return results
  }

  private struct BraceSet {
    /// From the opening brace to after the closing one.
    var range: Range<Int>
    var alternatives: [ArraySlice<UInt8>]
  }

  /// The first `{` that has its `}`, with a comma between them that belongs to no inner pair.
  private static func firstSet(in bytes: ArraySlice<UInt8>) -> BraceSet? {
    // Each pair is known once its end is met; the outermost first one is wanted.
    var open: [(start: Int, commas: [Int])] = []
    var first: BraceSet?
    var index = bytes.startIndex
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "\\"):
        index += 1
      case UInt8(ascii: "{"):
        open.append((index, []))
      case UInt8(ascii: ",") where !open.isEmpty:
        open[open.count - 1].commas.append(index)
      case UInt8(ascii: "}"):
        guard let pair = open.popLast(), !pair.commas.isEmpty else { break }
        let set = BraceSet(
          range: pair.start..<index + 1,
          alternatives: parts(of: bytes[pair.start + 1..<index], at: pair.commas))
        // One that is met later is either around the first or after it.
        if first.map({ pair.start < $0.range.lowerBound }) ?? true { first = set }
        if open.isEmpty { return first }
      default:
        break
      }
      index += 1
    }
    return first
  }

  private static func parts(of bytes: ArraySlice<UInt8>, at commas: [Int]) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    for comma in commas {
      parts.append(bytes[start..<comma])
      start = comma + 1
    }
    parts.append(bytes[start...])
    return parts
  }
}
