/// # EventFilter: the language of `--where`
///
/// Brief overview: an ``EventFilter`` is compiled once from an expression; each thread asks its own
/// ``FilterEvaluator``, which works on encoded events without decoding them.
///
///     let filter = try EventFilter("event.code in (24200, 24201) and log.level >= Std")
///     var evaluator = filter.makeEvaluator()
///     if evaluator.matches(event) { ... }
///
/// **Grammar.** Words are read without regard to case.
///
///     filter     := all ( ("or" | "||") all )*
///     all        := one ( ("and" | "&&") one )*
///     one        := ("not" | "!") one | "(" filter ")" | "exists" "(" field ")" | field [test]
///     test       := ("=" | "==" | "!=" | "<" | "<=" | ">" | ">=") value
///                 | ["not"] "in" "(" value ( "," value )* ")"
///                 | ("=~" | "!~") regex
///     field      := a dotted path; in `backquotes` if it holds blanks or signs
///     value      := a word, or text in '...' or "..." (a quote inside is doubled)
///     regex      := text in quotes, a regular expression as in Grok patterns
///
/// **Meaning.**
/// - A field alone, like `exists(field)`, is true when the event has the field.
/// - An absent field makes each comparison false; `!=`, `not in`, `!~` and `not` are the exact
///   opposites of `=`, `in`, `=~` and what follows, so they are true for it.
/// - An array satisfies a comparison if any element does; `!=`, `not in` and `!~` if none does the
///   opposite. An object satisfies none.
/// - A number without quotes compares by value with a number and with text that spells one:
///   `genesys.object.dbid >= 100`. Text in quotes compares as text, byte by byte, except with a
///   field that is itself a number. `true` and `false` equal the JSON values and these words.
/// - `log.level` knows the order None < Dbg < Trc < Int < Std < Alr, and both spellings of each
///   (Std, Standard). Another word must stand in quotes and compares as text.
/// - `event.code` compares message ids by number: 4541 is 04541.
/// - `@timestamp` compares with dates and times, `2016-05-13`, `2016-05-13T16:29`,
///   `2016-05-13T16:29:54.229+02:00`, in UTC unless a zone is given. What is left out is meant as
///   a whole, as in Elasticsearch: `= 2016-05-13` is any time of that day, `> 2016-05-13` is after
///   the day, `<= 2016-05-13` includes it.
/// - A search with `=~` that hits its limit of steps, memory or time finds nothing.
///
/// Any path may be asked for: a field outside the known vocabulary is just absent.
package struct EventFilter: Sendable {
  private let program: FilterProgram

  /// What an event must have for the filter to hold; empty where nothing can be said.
  package let requirements: [FilterRequirement]

  /// Compiles an expression.
  ///
  /// - Throws: ``EventFilterError``, which points at the place.
  package init(_ expression: String) throws(EventFilterError) {
    var parser = try FilterParser(expression)
    let expression = try parser.parse()
    program = FilterProgram(expression)
    requirements = FilterRequirement.requirements(of: expression)
  }

  /// Makes what one thread needs to ask the filter.
  package func makeEvaluator() -> FilterEvaluator {
    FilterEvaluator(program)
  }
}
