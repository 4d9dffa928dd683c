import GenesysLog
import Grok

/// What examples went through.
struct ExampleCoverage {
  private(set) var rules: Set<String> = []

  mutating func note(_ pattern: GrokPattern, _ bytes: [UInt8]) {}

  mutating func note(rule: Rule) { rules.insert(rule.name) }
}

struct CoverageScope {
  mutating func add(_ definition: PatternDefinition, _ subject: ExpressionSubject) {}
  mutating func add(_ rule: Rule, _ library: PatternLibrary) {}
}
