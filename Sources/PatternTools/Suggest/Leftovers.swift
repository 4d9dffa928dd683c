/// Records for which no rule is suggested, and why.
struct Leftovers {
  /// Those of shapes that there was no room for.
  var others = 0
  /// Those of shapes below `--min-count`.
  var rare = 0
  /// Those of shapes beyond `--max-rules`.
  var tooMany = 0
  /// Those for which no pattern holds.
  private(set) var unsound = 0
  private var example: [UInt8] = []

  /// Notes samples for which no pattern holds.
  mutating func note(unsound indices: [Int], _ samples: [LogSample]) {
    unsound += indices.count
    if example.isEmpty, let first = indices.first { example = Array(samples[first].bytes) }
  }

  /// A line for each reason.
  func notes(_ options: SuggestOptions) -> [String] {
    [
      (rare, "of shapes that fewer than \(options.minCount) have (--min-count)"),
      (tooMany, "of shapes beyond the first \(options.maxRules) (--max-rules)"),
      (others, "of more shapes than are kept"),
      (
        unsound,
        "with too little text that is the same in all, such as "
          + "\(String(decoding: example.prefix(60), as: UTF8.self).debugDescription)"
      ),
    ].filter { $0.0 > 0 }.map { "left out: \($0.0) \($0.0 == 1 ? "text" : "texts") \($0.1)" }
  }
}
