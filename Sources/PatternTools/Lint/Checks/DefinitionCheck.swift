import Grok

/// Names that are defined more than once, and blanks that nobody sees.
enum DefinitionCheck {
  /// What it finds in all that was looked at.
  static func findings(_ run: LintRun) -> [LintFinding] {
    run.input.patternFiles.flatMap { file in
      findings(in: file.contents.definitions, run.input)
    }
  }

  private static func findings(
    in definitions: [PatternDefinition], _ input: LintInput
  ) -> [LintFinding] {
    var first: [String: PatternDefinition] = [:]
    var findings: [LintFinding] = []
    for definition in definitions {
      findings += redefinition(definition, input).map { [$0] } ?? []
      findings += trailingBlank(definition).map { [$0] } ?? []
      if let known = first[definition.name], let check = LintCheck.named("duplicate-definition") {
        findings.append(
          LintFinding(
            check, in: .init(definition),
            "\(definition.name) is defined in line \(known.origin.line) already",
            help: "leave one of them out; this one counts", text: definition.line))
      }
      first[definition.name] = first[definition.name] ?? definition
    }
    return findings
  }

  private static func redefinition(
    _ definition: PatternDefinition, _ input: LintInput
  ) -> LintFinding? {
    guard let check = LintCheck.named("redefines-standard"),
      let standard = input.standard[definition.name], standard.origin != definition.origin,
      // The flavours of the built-in library redefine on purpose.
      !input.isBuiltIn || standard.origin.file != input.library[definition.name]?.origin.file
    else { return nil }
    let place = "\(standard.origin.file):\(standard.origin.line)"
    return LintFinding(
      check, in: .init(definition),
      "\(definition.name) replaces the pattern of \(place), wherever that is referred to",
      help: standard.regex == definition.regex
        ? "leave it out: it is the same" : "give it a name of its own",
      text: definition.line)
  }

  private static func trailingBlank(_ definition: PatternDefinition) -> LintFinding? {
    guard let check = LintCheck.named("trailing-blanks"),
      let last = definition.regex.unicodeScalars.last, last == " " || last == "\t"
    else { return nil }
    return LintFinding(
      check, in: .init(definition), "the definition of \(definition.name) ends with a blank",
      help: "cut it off, or write [ ] if it is meant", text: definition.line)
  }
}

extension PatternDefinition {
  /// The line that defines it, cut where it is long.
  var line: String {
    let line = "\(name) \(regex)"
    return line.count > 100 ? String(line.prefix(97)) + "..." : line
  }
}
