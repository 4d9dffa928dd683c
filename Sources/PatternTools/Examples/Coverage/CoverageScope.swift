import GenesysLog
import Grok
import YAMLReading

/// What examples should reach: the definitions and the rules of the files that are tested.
struct CoverageScope {
  /// A definition, and a way to compile it.
  struct Definition {
    /// The definition.
    let definition: PatternDefinition
    /// What its examples are given to.
    let subject: ExpressionSubject
  }

  /// The definitions.
  private(set) var definitions: [Definition] = []
  /// The rules, with the patterns that they are made of.
  private(set) var rules: [(rule: Rule, library: PatternLibrary)] = []

  /// Adds a definition.
  mutating func add(_ definition: PatternDefinition, _ subject: ExpressionSubject) {
    definitions.append(Definition(definition: definition, subject: subject))
  }

  /// Adds a rule.
  mutating func add(_ rule: Rule, _ library: PatternLibrary) {
    rules.append((rule, library))
  }

  /// The files that these are written in.
  var files: Set<String> {
    Set(definitions.map(\.definition.origin.file)).union(rules.map(\.rule.place.file))
  }

  /// Makes all parts known to a coverage; what does not compile is told.
  func makeKnown(to coverage: inout ExampleCoverage) -> [String] {
    var problems: [String] = []
    for definition in definitions {
      do throws(ExampleError) {
        for pattern in try definition.subject.patterns() { coverage.know(pattern) }
      } catch {
        problems.append(error.description)
      }
    }
    for (rule, library) in rules {
      for pattern in rule.patterns {
        do throws(RuleError) {
          coverage.know(try pattern.compiled(with: library))
        } catch {
          problems.append(error.description)
        }
      }
    }
    return problems
  }
}
