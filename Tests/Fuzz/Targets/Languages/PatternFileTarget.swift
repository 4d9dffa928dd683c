import Grok

/// Pattern files: an error or definitions, each of which compiles or is an error.
final class PatternFileTarget: FuzzTarget {
  static let name = "patterns"
  static let words = [
    "\n#", "\nA ", "%{A}", "%{B:b}", "#@ ", "match", "\\\n", "(?:", ")", "NAME ", "\r\n",
    "\u{FEFF}",
  ]
  static let seeds = [
    "# words\nA [a-z]+\nB %{A}(?:-%{A:x})?\n\nC (%{B}|%{C2})\nC2 \\d{1,3}\n",
    "A %{B}\nB %{A}\n", "\u{FEFF}A x\r\nB %{A:a:int} y\r\n",
  ].map { Array($0.utf8) }

  private var matcher = GrokMatcher()

  init() {}

  func run(_ bytes: [UInt8]) {
    var library = PatternLibrary()
    guard (try? library.load(contents: bytes, path: "a.grok")) != nil else { return }
    var options = GrokOptions()
    options.matchLimit = 1000
    options.timeBudget = .milliseconds(50)
    let subject = Array("ab-c 12 xé".utf8)
    for name in library.names.prefix(8) {
      guard let pattern = try? GrokPattern("%{\(name)}", library: library, options: options)
      else { continue }
      _ = matcher.match(pattern, subject.span)
    }
  }
}
