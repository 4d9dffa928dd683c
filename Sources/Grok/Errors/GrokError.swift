/// What can be wrong with a pattern, a pattern file or the engine below.
///
/// Each case holds the facts; ``description`` is the only place that puts them into words. Text
/// that does not match is no error: see ``GrokOutcome``.
public enum GrokError: Error, Equatable, Sendable {
  /// The text breaks a rule of the pattern language.
  case syntax(GrokSyntaxProblem, at: GrokLocation)

  /// A reference names a pattern that the library does not hold; `nearest` is spelled most alike.
  case unknownPattern(name: String, nearest: String?, at: GrokLocation)

  /// Patterns refer to each other in a ring; `chain` begins and ends with the same name.
  case circularReference(chain: [String], at: GrokLocation)

  /// A path is a value in one place and an object in another: `a` and `a.b`.
  case fieldConflict(field: String, other: String, at: GrokLocation)

  /// The expanded expression passes a limit: `what` counts past `limit`.
  case tooLarge(what: String, limit: Int, at: GrokLocation)

  /// PCRE2 refuses the translated text; the message is PCRE2's.
  case engine(message: String, at: GrokLocation)

  /// PCRE2 compiled the text, but its just-in-time compiler refuses it.
  case jitRefused(message: String, at: GrokLocation)

  /// PCRE2 was built without its just-in-time compiler, or the system forbids executable memory.
  case jitUnavailable(message: String)

  /// A line of a pattern file is no comment and no definition; `problem` says why.
  case malformedLine(problem: String, text: String, at: PatternOrigin)

  /// A pattern file says that it expects the other flavour of the standard patterns.
  case wrongFlavour(expected: Flavour, at: PatternOrigin)

  /// A name is given to ``PatternLibrary/define(_:as:at:)`` that no reference could use.
  case badName(String, at: PatternOrigin)

  /// A pattern file, directory or glob cannot be read; `reason` is the system's.
  case unreadable(path: String, reason: String)
}

/// The place in a pattern's text that an error points at.
public struct GrokLocation: Sendable, Equatable {
  /// The definition's name; nil for an expression.
  public let pattern: String?

  /// Where the text begins.
  public let origin: PatternOrigin

  /// The one line of text that holds the place; a definition's with its name before it.
  public let text: String

  /// The line within the text, from 0: only an expression of several lines has more than one.
  public let line: Int

  /// The place's first character in ``text``, from 1.
  public let column: Int

  /// How many characters the place covers, at least 1.
  public let length: Int
}
