import Grok
import PatternTools
import Synchronization

/// Compiles what the page asks about, and keeps what it asked last: a page asks about one expression many
/// times, and about many expressions with the same definitions.
final class Workbench: Sendable {
  /// An expression that compiled.
  struct Compiled: Sendable {
    /// The pattern.
    let pattern: GrokPattern
    /// The library it was compiled with, the user's definitions among it.
    let library: PatternLibrary
    /// What is wrong with a definition of the user's that the expression does not use.
    let warning: ExpressionProblem?
  }

  /// All that definitions lead to.
  private struct Definitions: Hashable {
    let text: String
    let flavour: Flavour
  }

  private struct Extended {
    let library: PatternLibrary
    let warning: ExpressionProblem?
  }

  /// The patterns that come along, and those of `--patterns`.
  let catalog: PatternCatalog

  private let compiled = Mutex(Recent<Question.Subject, Result<Compiled, ExpressionProblem>>())
  private let extended = Mutex(Recent<Definitions, Result<Extended, ExpressionProblem>>())

  /// The file that errors name for the user's definitions.
  static let definitionsFile = "<definitions>"
  /// Definitions that are looked at although nothing uses them.
  private static let checkedDefinitions = 200

  /// Loads the libraries.
  ///
  /// - Parameter userPaths: values of `--patterns`; the only files that are ever read.
  init(userPaths: [String] = []) throws(PatternToolsError) {
    catalog = try PatternCatalog(userPaths: userPaths)
  }

  /// The options of a match that somebody waits for.
  private static func options(isWhole: Bool) -> GrokOptions {
    var options = GrokOptions()
    options.anchoredAtStart = isWhole
    options.anchoredAtEnd = isWhole
    options.matchLimit = 5_000_000
    options.timeBudget = .milliseconds(200)
    return options
  }

  /// What an expression compiles to, or why it does not.
  func compile(_ subject: Question.Subject) -> Result<Compiled, ExpressionProblem> {
    if let known = compiled.withLock({ $0[subject] }) { return known }
    let result = extend(subject).flatMap { extended -> Result<Compiled, ExpressionProblem> in
      do throws(GrokError) {
        let pattern = try GrokPattern(
          subject.expression, library: extended.library,
          options: Self.options(isWhole: subject.isWhole))
        return .success(
          Compiled(pattern: pattern, library: extended.library, warning: extended.warning))
      } catch {
        return .failure(ExpressionProblem(error, subject))
      }
    }
    compiled.withLock { $0[subject] = result }
    return result
  }

  private func extend(_ subject: Question.Subject) -> Result<Extended, ExpressionProblem> {
    let key = Definitions(text: subject.definitions, flavour: subject.flavour)
    if let known = extended.withLock({ $0[key] }) { return known }
    var library = catalog.library(subject.flavour)
    let result: Result<Extended, ExpressionProblem>
    do throws(GrokError) {
      try library.load(contents: subject.definitions, path: Self.definitionsFile)
      let warning = subject.definitions.isEmpty ? nil : Self.warning(library, subject)
      result = .success(Extended(library: library, warning: warning))
    } catch {
      result = .failure(ExpressionProblem(error, subject))
    }
    extended.withLock { $0[key] = result }
    return result
  }

  /// The first definition of the user's that does not compile.
  private static func warning(
    _ library: PatternLibrary, _ subject: Question.Subject
  ) -> ExpressionProblem? {
    let own = library.names.filter { library[$0]?.origin.file == definitionsFile }
    let inOrder = own.sorted { (library[$0]?.origin.line ?? 0) < (library[$1]?.origin.line ?? 0) }
    for name in inOrder.prefix(checkedDefinitions) {
      do throws(GrokError) {
        _ = try GrokPattern("%{\(name)}", library: library)
      } catch {
        return ExpressionProblem(error, subject)
      }
    }
    return nil
  }
}

/// The values that were made last.
struct Recent<Key: Hashable, Value> {
  private var entries: [(key: Key, value: Value)] = []

  /// Values that are kept.
  private static var limit: Int { 8 }

  /// The value of a key; setting one forgets the oldest.
  subscript(key: Key) -> Value? {
    mutating get {
      guard let index = entries.firstIndex(where: { $0.key == key }) else { return nil }
      let entry = entries.remove(at: index)
      entries.append(entry)
      return entry.value
    }
    set {
      entries.removeAll { $0.key == key }
      if let newValue { entries.append((key, newValue)) }
      if entries.count > Self.limit { entries.removeFirst() }
    }
  }
}
