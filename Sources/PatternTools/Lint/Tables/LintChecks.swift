import Grok

extension LintCheck {
  /// All checks, in the order of `--list`.
  static let all: [LintCheck] = broken + costly + unreachable + names + fields + remarks

  // What does not work.
  private static let broken = [
    LintCheck(
      id: "syntax", severity: .error, summary: "a pattern that breaks a rule of the language",
      why: "it does not compile, nor does anything that refers to it",
      better: "the message marks the place and says what may stand there"),
    LintCheck(
      id: "unknown-name", severity: .error, summary: "%{NAME} where nothing defines NAME",
      why: "the pattern does not compile",
      better: "the name as it is spelled in `genlog patterns list`, or a definition of it"),
    LintCheck(
      id: "cycle", severity: .error, summary: "patterns that refer to each other in a ring",
      why: "none of them can be expanded",
      better: "(?<name>...\\g<name>...) for text that nests"),
    LintCheck(
      id: "refused", severity: .error,
      summary: "a pattern that is too large, or that PCRE2 refuses",
      why: "it does not compile, nor does anything that refers to it",
      better: "several patterns, tried one after the other"),
    LintCheck(
      id: "malformed-line", severity: .error,
      summary: "a line of a pattern file that is neither definition nor comment",
      why: "the file does not load", better: "NAME REGEX, or a # before a comment"),
    LintCheck(
      id: "malformed-rule", severity: .error,
      summary: "a rule file that is no YAML, or a rule with a wrong or missing key",
      why: "the file does not load", better: "the keys in docs/rules.md"),
  ]

  // What costs.
  private static let costly = [
    LintCheck(
      id: "no-anchor", severity: .warning,
      summary: "an expression that is tried from every byte of a line",
      why: "a line that does not match is searched to its end: some ten times the cost",
      better: "^ in front, where the line begins with it; rules are anchored anyway, and parts of "
        + "patterns need no anchor"),
    LintCheck(
      id: "empty-match", severity: .warning,
      summary: "an expression that matches every line, with nothing of it",
      why: "no line is ever told from another", better: "at least one obligatory part"),
    LintCheck(
      id: "greedy-middle", severity: .warning,
      summary: "%{DATA}, %{GREEDYDATA} or .* with something after it",
      why: "it can run past its end into the next value, and what follows is tried at each byte",
      better: "a class without the next delimiter, as [^\\]]*; or, where a value may hold that, an "
        + "atomic group with the text that ends it: (?>%{DATA:x}\\], type \\[)"),
    LintCheck(
      id: "nested-quantifier", severity: .error,
      summary: "a loop in a loop that both take the same text, with a line that shows it",
      why:
        "each round doubles the ways to read a line that does not match: 30 bytes can stop a run",
      better: "one loop, a possessive inner one (a++), or a part that separates the rounds"),
    LintCheck(
      id: "overlapping-alternatives-in-loop", severity: .error,
      summary: "alternatives in a loop that take the same text, with a line that shows it",
      why: "each round multiplies the ways to read a line that does not match",
      better: "alternatives that begin differently, or a possessive loop: (?:...)*+"),
    LintCheck(
      id: "interval-quantifier", severity: .warning,
      summary: "{n,m}+ and {n}?, which are no possessive and no lazy interval here",
      why: "as in Ruby, they repeat the interval: a{1,3}+ takes any number, and in many ways",
      better: "(?>a{1,3}) for a possessive one"),
    LintCheck(
      id: "adjacent-quantifiers", severity: .warning,
      summary: "two loops that share a text between them, with a line that shows it",
      why:
        "a line that does not match is read once for each place of the border: the cost grows with "
        + "the square of its length, and by a power more for each loop more",
      better: "a class for the first that excludes what follows it, or an atomic group"),
    LintCheck(
      id: "late-miss", severity: .note,
      summary: "an example that costs more than ten matches once a byte near its end is damaged",
      why: "lines that nearly match are the dearest ones, and logs are full of them",
      better: "classes without the next delimiter, and possessive or atomic parts"),
    LintCheck(
      id: "too-large", severity: .note,
      summary: "a pattern too large to be looked at for costly or shadowed parts",
      why: "nothing is known about it", better: "nothing has to be done: its parts are looked at"),
  ]

  // What is never used.
  private static let unreachable = [
    LintCheck(
      id: "shadowed-alternative", severity: .warning,
      summary: "an alternative of which an earlier one takes every text",
      why: "it never matches anything, and its fields are never filled",
      better: "the more exact alternative first, or no such alternative"),
    LintCheck(
      id: "shadowed-rule", severity: .warning,
      summary: "a rule, or one of its patterns, whose records an earlier one takes",
      why: "it never gives an event its fields",
      better: "the more exact one first, or ids and a component that tell them apart"),
    LintCheck(
      id: "unused-definition", severity: .note,
      summary: "a definition that nothing of what was given refers to",
      why: "it may be left over, or its name misspelled elsewhere",
      better: "no definition, or a reference to it"),
    LintCheck(
      id: "capture-unused", severity: .note,
      summary: "a plain group, which captures nothing; a field that can hold nothing",
      why: "( ) looks like a capture, but only named groups are kept",
      better: "(?: ) for a group, (?<field> ) or %{NAME:field} for a field"),
    LintCheck(
      id: "capture-in-loop", severity: .warning, summary: "a field in a loop",
      why: "only the last round is kept, the others are lost",
      better: "one field around the loop, or a field for each part"),
  ]

  // Names of patterns.
  private static let names = [
    LintCheck(
      id: "redefines-standard", severity: .warning,
      summary: "a definition of a name that the standard library has",
      why: "every pattern of the library that refers to the name changes with it",
      better: "a name of its own"),
    LintCheck(
      id: "duplicate-definition", severity: .warning, summary: "a name that one file defines twice",
      why: "the last one counts, wherever the name is used", better: "one definition"),
    LintCheck(
      id: "trailing-blanks", severity: .warning, summary: "blanks at the end of a definition",
      why: "they belong to the pattern, and nobody sees them",
      better: "no blanks, or [ ] for one that is meant"),
  ]

  // Fields.
  private static let fields = [
    LintCheck(
      id: "field-two-types", severity: .warning,
      summary: "one field with two types, in a pattern or over all rules",
      why: "Elasticsearch gives a field one type, by the first event it sees, and refuses others",
      better: "the same type everywhere, or another name"),
    LintCheck(
      id: "field-type", severity: .warning,
      summary: "a field that genlog knows as a number, captured as a text",
      why: "it is a number in other events, and sums, ranges and sorting need one",
      better: "the type behind the name: %{INT:source.port:int}"),
    LintCheck(
      id: "field-not-ecs", severity: .warning,
      summary: "a field outside ECS 8, genesys.*, sip.* and the names of products",
      why: "it may clash with a field of ECS to come, and no dashboard knows it",
      better:
        "the ECS field of that meaning, or a name below that of your product: acme.seat.limit. "
        + "Looked at are the first key, against the field sets of ECS, and the spelling of names that "
        + "genlog itself has; not whether ECS has the field in its set"),
    LintCheck(
      id: "field-repeated", severity: .note, summary: "a field that one match fills twice",
      why: "its value becomes a list", better: "two names, unless a list is meant"),
  ]

  // What files say to lint.
  private static let remarks = [
    LintCheck(
      id: "unused-allow", severity: .warning,
      summary: "a `# lint: allow ID: REASON` that nothing needs",
      why: "it would hide a finding to come", better: "the line left out"),
    LintCheck(
      id: "bad-allow", severity: .error,
      summary: "a `# lint:` line without a known id or a reason, or above nothing",
      why: "it allows nothing",
      better: "# lint: allow ID: REASON, directly above a definition or a rule"),
  ]
}
