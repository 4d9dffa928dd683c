import Testing

@testable import EventFilter

@Suite("Event filter errors")
struct EventFilterErrorTests {
  static let operators =
    "operators are = != < <= > >= =~ !~, in, not in, and, or; text with blanks needs quotes"
  static let condition = "a condition is like log.level >= Std, or a field's name alone"
  static let value = "a value is a word or a number, or text in quotes"
  static let list = "a list is like event.code in (24200, 24201)"
  static let levels = "levels are None, Dbg, Trc, Int, Std, Alr; put another word in quotes"
  static let times =
    "write 2016-05-13, 2016-05-13T16:29 or 2016-05-13T16:29:54.229+02:00; UTC without a zone"
  static let field = "the field stands first: event.code = 24200; `backquotes` allow any name"

  /// A filter, the marks below it, what is wrong and the help.
  static let cases: [(String, String, String, String)] = [
    ("event.code =< 24200", "           ^^", "=< is no operator", "did you mean <=?"),
    ("event.code => 24200", "           ^^", "=> is no operator", "did you mean >=?"),
    ("event.code <> 24200", "           ^^", "<> is no operator", "did you mean !=?"),
    ("message ~ 'x'", "        ^", "~ is no operator", "did you mean =~?"),
    ("message ! 'x'", "        ^", "! is no operator", "did you mean !=?"),
    ("a = 1 & b = 2", "      ^", "& is no operator", "did you mean and?"),
    ("a | b", "  ^", "| is no operator", "did you mean or?"),
    ("a <=> 1", "  ^^^", "<=> is no operator", operators),
    ("message contains x", "        ^^^^^^^^", "contains is no operator", "did you mean =~?"),
    ("event.code is 5", "           ^^", "is is no operator", "did you mean =?"),
    ("a not b", "  ^^^", "not is no operator", "did you mean not in?"),
    ("user.name = John Doe", "                 ^^^", "Doe is no operator", operators),
    ("a = 1 b = 2", "      ^", "b is no operator", operators),
    ("(a = 1 b)", "       ^", "b is no operator", operators),
    (
      "a = 'b", "    ^", "the quote is not closed",
      "close it with the same quote; a quote inside the text is written twice"
    ),
    (
      "a = \"it''s", "    ^", "the quote is not closed",
      "close it with the same quote; a quote inside the text is written twice"
    ),
    ("(a = 1 and (b = 2)", "^", "the parenthesis is not closed", "close it with )"),
    ("exists(a", "      ^", "the parenthesis is not closed", "close it with )"),
    ("a in (1, 2", "     ^", "the parenthesis is not closed", "close it with )"),
    ("a in (1,", "     ^", "the parenthesis is not closed", "close it with )"),
    (
      "a = 1)", "     ^", "this ) closes nothing",
      "leave it out, or put text that holds it in quotes"
    ),
    (")", "^", "this ) closes nothing", "leave it out, or put text that holds it in quotes"),
    ("a =", "   ^", "a value is missing after =", value),
    ("a == and b", "     ^^^", "a value is missing after ==", value),
    ("(a >= )", "      ^", "a value is missing after >=", value),
    (
      "message =~", "          ^", "a value is missing after =~",
      "a regular expression in quotes: message =~ 'client .* disconnected'"
    ),
    ("a and", "     ^", "a condition is missing", condition),
    ("and a", "^^^", "a condition is missing", condition),
    ("a or or b", "     ^^", "a condition is missing", condition),
    ("()", " ^", "a condition is missing", condition),
    ("not", "   ^", "a condition is missing", condition),
    ("= 5", "^", "a condition is missing", condition),
    ("exists()", "       ^", "a condition is missing", condition),
    ("24200 = event.code", "^^^^^", "24200 is no field", field),
    ("'x' = a", "^^^", "'x' is no field", field),
    ("true", "^^^^", "true is no field", field),
    ("a..b = 1", "^^^^", "a..b is no field", field),
    ("`` = 1", "^^", "`` is no field", field),
    ("a in 5", "     ^", "the list of values is not well formed", list),
    ("a in ()", "      ^", "the list of values is not well formed", list),
    ("a in (1,,2)", "        ^", "the list of values is not well formed", list),
    ("a in (1 2)", "        ^", "the list of values is not well formed", list),
    ("a not in", "        ^", "the list of values is not well formed", list),
    ("log.level >= Stnd", "             ^^^^", "there is no level Stnd", levels),
    ("log.level in (Std, 4)", "                   ^", "there is no level 4", levels),
    (
      "log.level > Unknown", "            ^^^^^^^",
      "the level Unknown is neither above nor below another", "write log.level = Unknown"
    ),
    ("@timestamp > yesterday", "             ^^^^^^^^^", "yesterday is no date or time", times),
    ("@timestamp = 2016-02-30", "             ^^^^^^^^^^", "2016-02-30 is no date or time", times),
    ("@timestamp = 16:29", "             ^^^^^", "16:29 is no date or time", times),
    (
      "message =~ '(abc'", "            ^",
      "the regular expression is not valid: the group is not closed",
      "correct the expression at the mark"
    ),
    (
      "a or message !~ \"x[b-\"", "                  ^",
      "the regular expression is not valid: the character class is not closed",
      "correct the expression at the mark"
    ),
    (
      "message =~ 'it''s *+*?['", "           ^^^^^^^^^^^^^",
      "the regular expression is not valid: the character class is not closed",
      "correct the expression at the mark"
    ),
    (
      "message =~ '%{IP}'", "            ^^^^^",
      "the regular expression is not valid: %{IP} is a reference to a pattern, and a filter has none",
      "correct the expression at the mark"
    ),
    ("größe = 1 & b", "          ^", "& is no operator", "did you mean and?"),
    ("a =\n1\t& b", "      ^", "& is no operator", "did you mean and?"),
  ]

  @Test("an error points at the place", arguments: cases)
  func points(text: String, marks: String, problem: String, help: String) {
    let column = (marks.firstIndex(of: "^")?.utf16Offset(in: marks) ?? 0) + 1
    let shown = String(text.map { "\n\t".contains($0) ? " " : $0 })
    #expect(
      message(text) == "filter:\(column): \(problem)\n  \(shown)\n  \(marks)\nhelp: \(help)")
  }

  @Test("nothing is no filter", arguments: ["", " ", "\n\t"])
  func empty(text: String) {
    #expect(
      message(text) == """
        filter: there is no condition
        help: a condition is like log.level >= Std, or a field's name alone
        """)
  }

  @Test("of a long filter the error shows what is near the place")
  func longText() {
    let text =
      String(repeating: "a = 1 or ", count: 50) + "b =< 2" + String(repeating: " or c", count: 50)
    #expect(
      message(text) == """
        filter:453: =< is no operator
          …or a = 1 or a = 1 or a = 1 or a = 1 or a = 1 or a = 1 or b =< 2 or c or c or c or c or c or c or c or c or c or c or c…
                                                                      ^^
        help: did you mean <=?
        """)
  }

  @Test("nesting has a limit, so that no text can exhaust the stack")
  func depth() throws {
    let deepest = 100
    let fits =
      String(repeating: "(", count: deepest - 1) + "a" + String(repeating: ")", count: deepest - 1)
    _ = try EventFilter(fits)
    for opening in ["(", "not ", "!", "!("] {
      let text = String(repeating: opening, count: 100_000) + "a"
      #expect(message(text)?.contains("conditions are nested more than 100 deep") == true)
    }
  }

  @Test("as many conditions as one likes stand side by side")
  func width() throws {
    let filter = try EventFilter(Array(repeating: "a = 1", count: 20_000).joined(separator: " or "))
    var evaluator = filter.makeEvaluator()
    let event = Array(#"{"a":2}"#.utf8)
    let found = evaluator.matches(event.span)
    #expect(!found)
  }

  private func message(_ text: String) -> String? {
    do {
      _ = try EventFilter(text)
      return nil
    } catch {
      return error.description
    }
  }
}
