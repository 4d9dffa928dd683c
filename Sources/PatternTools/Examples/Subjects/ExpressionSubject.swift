import Grok

/// Expressions that an example is tried on, compiled when first needed.
final class ExpressionSubject: ExampleSubject {
  private let expressions: [String]
  private let origin: PatternOrigin
  private let library: PatternLibrary
  private let options: GrokOptions
  /// Whether it is the pattern of a name.
  private let isOfName: Bool
  private let compiled = CompiledOnce<GrokSet>()

  /// The pattern that a library has under a name, which must match a text from end to end.
  init(pattern name: String, library: PatternLibrary) {
    expressions = ["%{\(name)}"]
    origin = library[name]?.origin ?? .expression
    self.library = library
    var options = GrokOptions()
    options.anchoredAtStart = true
    options.anchoredAtEnd = true
    self.options = options
    isOfName = true
  }

  /// Expressions, the first that is found anywhere in a text.
  init(_ expressions: [String], at origin: PatternOrigin, library: PatternLibrary) {
    self.expressions = expressions
    self.origin = origin
    self.library = library
    options = GrokOptions()
    isOfName = false
  }

  /// The compiled expressions.
  func patterns() throws(ExampleError) -> [GrokPattern] { try set().patterns }

  func answer(
    _ text: String, noting coverage: inout ExampleCoverage
  ) throws(ExampleError) -> ExampleAnswer {
    let set = try set()
    let bytes = Array(text.utf8)
    let result = set.evaluate(bytes)
    for index in result.patterns { coverage.note(set.patterns[index], bytes) }
    return ExampleAnswer(result)
  }

  func failure(of text: String) -> ExampleFailure? {
    let bytes = Array(text.utf8)
    let failure = ExampleFailure(((try? patterns()) ?? []).map { ($0, bytes) })
    return isOfName ? failure?.withoutOutermostReference() : failure
  }

  private func set() throws(ExampleError) -> GrokSet {
    try compiled.value { () throws(ExampleError) in
      do throws(GrokError) {
        var patterns: [GrokPattern] = []
        for expression in expressions {
          patterns.append(
            try GrokPattern(expression, library: library, options: options, origin: origin))
        }
        return GrokSet(patterns)
      } catch {
        throw .engine(error.description)
      }
    }
  }
}
