import CPCRE2

/// A pattern written once more, so that a match tells which parts it went through.
///
/// It is matched by PCRE2's interpreter, whose captures are exact also where machine code of PCRE2 10.42 keeps
/// those of branches it came back from. A translation that PCRE2 refuses for its size is divided: each
/// piece has the whole pattern, and the probes of a range.
package final class ProbedPattern: @unchecked Sendable {
  // Unchecked because of the pointers, which stand for codes that nobody changes once they are made.

  /// The parts that a match may go through, each once.
  package let parts: [PatternPart]

  /// How many probes could not be written: a match through them is not noticed.
  package let unmeasured: Int

  /// Into how many translations it was divided.
  var pieceCount: Int { bytes.count }

  private let options: GrokOptions
  private let bytes: [Piece]
  private let text: [Piece]

  /// A code, and the parts that its groups tell of.
  private struct Piece {
    let code: OpaquePointer
    let groups: [(group: Int, part: Int)]
  }

  /// A refused translation is halved so often at most.
  private static let maximumDivisions = 6

  /// Writes a pattern once more.
  package init(_ pattern: GrokPattern) {
    options = pattern.options
    var builder = Builder(pattern: pattern)
    bytes = builder.pieces(.bytes)
    text = builder.pieces(.utf8)
    parts = builder.parts
    unmeasured = builder.unmeasured
  }

  deinit { for piece in bytes + text { pcre2_code_free_8(piece.code) } }

  /// What a match went through, and where it ended.
  package struct Reach: Sendable, Equatable {
    /// Indexes in ``ProbedPattern/parts``.
    package var parts: Set<Int> = []
    /// The end of the match in its subject.
    package var end = 0
  }

  /// The parts that a match went through.
  ///
  /// - Parameter start: where the match begins.
  /// - Returns: nil if there is no match from there on, or it passes a limit.
  package func reach(
    in subject: Span<UInt8>, encoding: SubjectEncoding, from start: Int
  ) -> Reach? {
    var reach = Reach()
    for piece in encoding == .utf8 ? text : bytes {
      guard match(piece, subject, from: start, into: &reach) else { return nil }
    }
    return reach
  }

  private func match(
    _ piece: Piece, _ subject: Span<UInt8>, from start: Int, into reach: inout Reach
  ) -> Bool {
    guard start >= 0, start <= subject.count,
      let data = pcre2_match_data_create_from_pattern_8(piece.code, nil)
    else { return false }
    defer { pcre2_match_data_free_8(data) }
    let context = pcre2_match_context_create_8(nil)
    defer { pcre2_match_context_free_8(context) }
    pcre2_set_match_limit_8(context, options.matchLimit)
    // In KiB.
    pcre2_set_heap_limit_8(context, 64 << 10)
    let flags = PCRE2_ANCHORED | PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT
    let result = subject.withUnsafeBufferPointer { buffer in
      // As in `GrokMatcher`: an empty buffer has no address.
      let base = buffer.baseAddress ?? UnsafePointer(bitPattern: 1)
      return pcre2_match_8(piece.code, base, buffer.count, start, flags, data, context)
    }
    guard result > 0, let offsets = pcre2_get_ovector_pointer_8(data) else { return false }
    reach.end = offsets[1]
    // PCRE2_UNSET is negative as an Int.
    for (group, part) in piece.groups where offsets[2 * group] >= 0 { reach.parts.insert(part) }
    return true
  }

  // MARK: Making

  /// Makes the pieces of both encodings.
  private struct Builder {
    let pattern: GrokPattern
    var parts: [PatternPart] = []
    var unmeasured = 0
    private var indexes: [PatternPart: Int] = [:]

    init(pattern: GrokPattern) { self.pattern = pattern }

    mutating func pieces(_ encoding: SubjectEncoding) -> [Piece] {
      var pieces: [Piece] = []
      unmeasured = 0
      make(0..<Int.max, encoding, divisions: 0, into: &pieces)
      return pieces
    }

    private mutating func make(
      _ range: Range<Int>, _ encoding: SubjectEncoding, divisions: Int, into pieces: inout [Piece]
    ) {
      var translator = Translator(
        library: pattern.library, options: pattern.options, encoding: encoding,
        probes: ProbeTable(writing: range))
      let isWhole = (try? translator.translate(pattern.parsed)) != nil
      guard let table = translator.probes else { return }
      let groups = list(table.probes)
      if isWhole,
        let code = try? PCRE2Engine.compile(
          translator.output, encoding: encoding, options: pattern.options)
      {
        pieces.append(Piece(code: code, groups: groups))
        return
      }
      let all = range.clamped(to: 0..<table.probes.count)
      guard all.count > 1, divisions < ProbedPattern.maximumDivisions else {
        unmeasured += all.count
        return
      }
      let middle = all.lowerBound + all.count / 2
      make(all.lowerBound..<middle, encoding, divisions: divisions + 1, into: &pieces)
      make(middle..<range.upperBound, encoding, divisions: divisions + 1, into: &pieces)
    }

    /// Notes the parts of probes, and which groups tell of them.
    private mutating func list(_ probes: [ProbeTable.Probe]) -> [(group: Int, part: Int)] {
      probes.compactMap { probe in
        let part = PatternPart(probe.part, probe.range, of: probe.pattern)
        let index = indexes[part] ?? parts.count
        if index == parts.count {
          parts.append(part)
          indexes[part] = index
        }
        return probe.group.map { ($0, index) }
      }
    }
  }
}
