/// The arrows between modules as docs/architecture.md lists them.
///
/// They stand in the page's one fenced block of lines like `GenesysLog -> Event, Grok, Yams`, or
/// `Event` alone for a module that imports none.
struct Drawing: Equatable {
  /// What each module may import.
  let arrows: [String: Set<String>]

  /// Reads the arrows out of a page; empty if it has no such block.
  init(page: String) {
    let blocks = page.split(separator: "```", omittingEmptySubsequences: false)
    let fenced = blocks.indices.filter { $0 % 2 == 1 }.map { blocks[$0].drop { !$0.isNewline } }
    arrows = fenced.lazy.compactMap(Self.arrows(in:)).first ?? [:]
  }

  /// The arrows of a block, or nil if it holds anything else.
  private static func arrows(in block: Substring) -> [String: Set<String>]? {
    var arrows: [String: Set<String>] = [:]
    var hasArrow = false
    for line in block.split(whereSeparator: \.isNewline) {
      guard let match = line.wholeMatch(of: /\s*([\w-]+)(?:\s+->\s+(\w+(?:,\s*\w+)*))?\s*/) else {
        return nil
      }
      let targets = match.2?.split { $0 == "," || $0 == " " }.map(String.init) ?? []
      hasArrow = hasArrow || !targets.isEmpty
      arrows[String(match.1)] = Set(targets)
    }
    return hasArrow ? arrows : nil
  }
}
