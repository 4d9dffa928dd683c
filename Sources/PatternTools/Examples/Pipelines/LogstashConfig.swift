import YAMLReading

/// The filters of a Logstash configuration, in their order.
///
/// Inputs and outputs are passed over. A condition is refused: which events it would let through is not
/// for a test of patterns to say.
struct LogstashConfig {
  /// A filter and its settings.
  struct Plugin {
    /// What filter it is: `grok`.
    let name: String
    /// Where it starts.
    let place: TextPlace
    /// The settings, in order; Logstash lets a name stand twice.
    let settings: [DocumentNode.Member]
  }

  /// The filters.
  private(set) var filters: [Plugin] = []

  private var lexer: LogstashLexer
  private var depth = 0

  /// Values nest so deep at most, for they are read by recursion.
  private static let maximumDepth = 100

  /// Reads a configuration.
  init(_ text: String, file: String) throws(ExampleError) {
    lexer = try LogstashLexer(text, file: file)
    while lexer.token != .end {
      let place = lexer.place
      guard case .word(let name) = lexer.token, ["input", "filter", "output"].contains(name) else {
        throw .problem(
          at: place, "neither `input`, `filter` nor `output` stands here",
          help: "a configuration is made of `filter { grok { ... } }`")
      }
      try lexer.advance()
      try expect("{", after: name)
      if name == "filter" { try readFilters() } else { try skipBlock() }
    }
  }

  private mutating func readFilters() throws(ExampleError) {
    while !(try lexer.take(.mark("}"))) {
      let place = lexer.place
      guard case .word(let name) = lexer.token else {
        throw .problem(
          at: place, "a filter's name should stand here",
          help: "write grok { ... }, and close with }")
      }
      guard !["if", "else"].contains(name) else {
        throw .problem(
          at: place, "the condition `\(name)` cannot be followed",
          help: "test the grok filters by themselves, in a file without conditions")
      }
      try lexer.advance()
      try expect("{", after: name)
      filters.append(Plugin(name: name, place: place, settings: try settings()))
    }
  }

  /// Passes over what stands in the braces of an input or output, conditions included.
  private mutating func skipBlock() throws(ExampleError) {
    var depth = 1
    while depth > 0 {
      switch lexer.token {
      case .mark("{"): depth += 1
      case .mark("}"): depth -= 1
      case .end: throw end()
      default: break
      }
      try lexer.advance()
    }
  }

  /// `name => value` up to the `}`.
  private mutating func settings() throws(ExampleError) -> [DocumentNode.Member] {
    var settings: [DocumentNode.Member] = []
    while !(try lexer.take(.mark("}"))) {
      let place = lexer.place
      let name: String
      switch lexer.token {
      case .word(let text), .string(let text): name = text
      case .end: throw end()
      case .mark(","):
        try lexer.advance()
        continue
      default:
        throw .problem(at: place, "a name should stand here", help: "write NAME => VALUE")
      }
      try lexer.advance()
      guard try lexer.take(.arrow) else {
        throw .problem(at: lexer.place, "`=>` should stand here", help: "write \(name) => VALUE")
      }
      settings.append(DocumentNode.Member(key: name, place: place, node: try value()))
    }
    return settings
  }

  private mutating func value() throws(ExampleError) -> DocumentNode {
    let place = lexer.place
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw .problem(
        at: place, "values nest more than \(Self.maximumDepth) deep", help: "write them flat")
    }
    let token = lexer.token
    if token == .end { throw end() }
    try lexer.advance()
    let value: DocumentNode.Value
    switch token {
    case .string(let text): value = .scalar(.string(text))
    case .word(let text): value = .scalar(Self.scalar(text))
    case .mark("["): value = .list(try list())
    case .mark("{"): value = .object(try settings())
    default:
      throw .problem(at: place, "a value should stand here", help: "write a \"text\" in quotes")
    }
    return DocumentNode(value: value, place: place, range: nil)
  }

  private mutating func list() throws(ExampleError) -> [DocumentNode] {
    var values: [DocumentNode] = []
    while !(try lexer.take(.mark("]"))) {
      values.append(try value())
      if !(try lexer.take(.mark(","))), lexer.token != .mark("]") {
        throw .problem(
          at: lexer.place, "`,` or `]` should stand here", help: "close the list with ]")
      }
    }
    return values
  }

  /// A word without quotes.
  private static func scalar(_ text: String) -> FieldValue {
    switch text {
    case "true": .boolean(true)
    case "false": .boolean(false)
    default:
      Int64(text).map(FieldValue.integer) ?? Double(text).map(FieldValue.double) ?? .string(text)
    }
  }

  private mutating func expect(
    _ mark: Unicode.Scalar, after name: String
  ) throws(ExampleError) {
    guard try lexer.take(.mark(mark)) else {
      throw .problem(
        at: lexer.place, "`\(mark)` should stand here, after \(name)", help: "write \(name) \(mark)"
      )
    }
  }

  private func end() -> ExampleError {
    .problem(
      at: lexer.place, "the file ends before its braces close", help: "add the missing } or ]")
  }
}
