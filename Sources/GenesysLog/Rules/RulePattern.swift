package import Grok
import Synchronization
package import YAMLReading

/// One pattern of a rule, compiled when a record first needs it.
///
/// Start-up must not pay for a hundred patterns when a log uses ten; so the built-in ones wait,
/// and are tested instead. A user's are compiled when they are loaded, so that mistakes show.
package final class RulePattern: Sendable {
  /// The expression as written: it must match a record's whole text, blanks at its end aside.
  package let text: String
  /// Name of the rule it belongs to.
  package let rule: String
  /// Where it is written.
  package let place: TextPlace

  private let compiled = AtomicLazyReference<Compiled>()

  /// What is compiled, boxed so that threads may race for it.
  private final class Compiled: Sendable {
    let pattern: GrokPattern

    init(_ pattern: GrokPattern) {
      self.pattern = pattern
    }
  }

  /// A pattern that is not compiled yet.
  init(_ text: String, rule: String, place: TextPlace) {
    self.text = text
    self.rule = rule
    self.place = place
  }

  /// The compiled pattern; compiles it on the first call.
  ///
  /// Threads that come at the same time may each compile it; all get the same one.
  /// - Throws: `RuleError.badPattern` with the engine's message.
  package func compiled(with library: PatternLibrary) throws(RuleError) -> GrokPattern {
    if let compiled = compiled.load() { return compiled.pattern }
    do {
      let pattern = try GrokPattern(
        text, library: library, options: Self.options,
        origin: PatternOrigin(file: place.file, line: place.line))
      return compiled.storeIfNil(Compiled(pattern)).pattern
    } catch {
      throw .badPattern(at: place, rule: rule, problem: error.description)
    }
  }

  /// Matches must take the whole text.
  private static var options: GrokOptions {
    var options = GrokOptions()
    options.anchoredAtStart = true
    options.anchoredAtEnd = true
    return options
  }
}
