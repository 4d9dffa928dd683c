/// A page of Prometheus' text format, read strictly: what a line is not allowed to be is an error.
struct MetricsPage {
  struct Failure: Error { let line: String }

  /// What `# TYPE` says, by name.
  private(set) var kinds: [String: String] = [:]
  /// The names that have a `# HELP`.
  private(set) var helped: Set<String> = []
  /// The values, by name with labels as they are written.
  private(set) var samples: [String: Double] = [:]

  private var current = ""

  init(_ text: String) throws {
    guard text.last == "\n" else { throw Failure(line: "the end") }
    for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# ") { try readComment(line) } else { try readSample(line) }
    }
  }

  private mutating func readComment(_ line: Substring) throws {
    let words = line.split(separator: " ", maxSplits: 3)
    guard words.count == 4 else { throw Failure(line: String(line)) }
    let name = String(words[2])
    switch words[1] {
    case "HELP":
      guard helped.insert(name).inserted else { throw Failure(line: String(line)) }
    case "TYPE":
      guard ["counter", "gauge", "summary"].contains(words[3]), helped.contains(name),
        kinds.updateValue(String(words[3]), forKey: name) == nil
      else { throw Failure(line: String(line)) }
      current = name
    default: throw Failure(line: String(line))
    }
  }

  /// `name{label="value",...} number`; the samples of a metric stand together, each once.
  private mutating func readSample(_ line: Substring) throws {
    let shape =
      #/([a-z_]+)((?:\{[a-z]+="(?:[^"\\\n]|\\["\\n])*"(?:,[a-z]+="(?:[^"\\\n]|\\["\\n])*")*\})?) (\S+)/#
    guard let parts = line.wholeMatch(of: shape)?.output, let value = Double(parts.3),
      let kind = kinds[current]
    else { throw Failure(line: String(line)) }
    let names = kind == "summary" ? [current + "_sum", current + "_count"] : [current]
    guard names.contains(String(parts.1)), value >= 0, kind != "counter" || current.isCounterName,
      samples.updateValue(value, forKey: String(parts.1 + parts.2)) == nil
    else { throw Failure(line: String(line)) }
  }

  /// The value of a sample.
  subscript(sample: String) -> Double? { samples[sample] }
}

extension String {
  fileprivate var isCounterName: Bool { hasSuffix("_total") }
}
