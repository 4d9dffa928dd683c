import Grok

/// What some components print before each text, and a building block is known for.
struct TextHead: Sendable, Hashable {
  /// The block's name: `GURSHEAD`.
  let name: String
  /// How many bytes of a text it takes.
  let length: Int
}

/// Finds such heads.
struct TextHeads {
  private let blocks: [(name: String, pattern: GrokPattern)]

  /// Blocks of patterns/genesys/genesys.grok, and the components whose texts begin with them.
  private static let known: [(name: String, components: Set<String>)] = [
    ("GURSHEAD", ["RouterServer"]),
    ("GORSHEAD", ["OrchestrationServer"]),
    ("GRMHEAD", ["ResourceManager"]),
    ("GVPHEAD", ["MCP", "GVP", "CCXMLPlatform"]),
    ("GENDPOINT", ["SIPEndpoint", "WorkspaceDesktop"]),
  ]

  /// The heads that the texts of a component may have; those of all for nil.
  init(_ component: String?, library: PatternLibrary) {
    var options = GrokOptions()
    options.anchoredAtStart = true
    blocks = Self.known.compactMap { name, components in
      guard component.map(components.contains) ?? true,
        let pattern = try? GrokPattern("%{\(name)}", library: library, options: options)
      else { return nil }
      return (name, pattern)
    }
  }

  /// The head of a text; nil where it has none.
  func head(of text: Span<UInt8>, _ matcher: inout GrokMatcher) -> TextHead? {
    for block in blocks where matcher.match(block.pattern, text) == .matched {
      guard let range = matcher.range(ofGroup: 0), !range.isEmpty else { continue }
      return TextHead(name: block.name, length: range.upperBound)
    }
    return nil
  }

  /// The fields that a head gives.
  func fields(of name: String) -> [String] {
    blocks.first { $0.name == name }?.pattern.fields.map { $0.path.joined(separator: ".") } ?? []
  }
}
