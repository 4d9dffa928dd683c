import GenesysLog
import Grok
import YAMLReading

/// All tests of a run, and what their coverage is asked of.
struct ExamplePlan {
  /// The tests, in the order to run and to tell them.
  var tests: [ExampleTest] = []
  /// What of the files cannot be read or is wrong; the rest is tested all the same.
  var problems: [String] = []
  /// What is odd, though it stops nothing.
  var warnings: [String] = []
  /// What examples should reach.
  var scope = CoverageScope()

  /// The tests of pattern definitions, which are those of some files.
  mutating func add(
    _ library: PatternLibrary, _ flavour: Flavour, where isMeant: (PatternDefinition) -> Bool
  ) {
    let definitions = library.names.compactMap { library[$0] }.filter(isMeant).sorted {
      ($0.origin.file, $0.origin.line) < ($1.origin.file, $1.origin.line)
    }
    for definition in definitions {
      let name = definition.name
      let subject = ExpressionSubject(pattern: name, library: library)
      scope.add(definition, subject)
      for example in definition.examples { add(example, of: name, subject, flavour) }
    }
  }

  private mutating func add(
    _ example: PatternExample, of name: String, _ subject: ExpressionSubject, _ flavour: Flavour
  ) {
    var expectation = ExampleExpectation()
    expectation.matches = example.matches
    do throws(ExampleError) {
      expectation.fields = try example.expectedFields
    } catch {
      problems.append(error.description)
      return
    }
    tests.append(
      ExampleTest(
        name: name, origin: example.origin, text: example.text, subject: subject,
        expectation: expectation, source: example.expected.map(ExpectationSource.patternLine),
        flavour: flavour))
  }

  /// The tests of rules, which are those of some files.
  mutating func add(_ rules: RuleSet, where isMeant: (Rule) -> Bool) {
    for rule in rules.rules where isMeant(rule) {
      scope.add(rule, rules.library)
      // Rules for all components are tried as in a log of a component without its own.
      let component = rule.components.first ?? Component.named("GAX")
      let subject = RuleSubject(rules: rules, component: component)
      for example in rule.examples {
        var expectation = ExampleExpectation()
        expectation.rule = rule.name
        expectation.fields = FieldList(
          example.fields.map { FieldValue.Member(key: $0.name, value: FieldValue($0.value)) })
        add(rule, example.line, example.place, subject, expectation)
      }
      for counterexample in rule.counterexamples {
        var expectation = ExampleExpectation()
        expectation.rule = rule.name
        expectation.matches = false
        add(rule, counterexample.line, counterexample.place, subject, expectation)
      }
    }
  }

  private mutating func add(
    _ rule: Rule, _ line: String, _ place: TextPlace, _ subject: RuleSubject,
    _ expectation: ExampleExpectation
  ) {
    tests.append(
      ExampleTest(
        name: rule.name, origin: PatternOrigin(place), text: line, subject: subject,
        expectation: expectation, source: expectation.matches ? .ruleExample(place) : nil))
  }
}

extension PatternExample {
  /// The fields of the JSON object behind `=>`; nil if there is none.
  fileprivate var expectedFields: FieldList? {
    get throws(ExampleError) {
      guard let expected else { return nil }
      do throws(ExampleError) {
        let node = try JSONReader.read(Array(expected.utf8), file: origin.file)
        if case .object(let members) = node.fieldValue { return FieldList(members) }
      } catch .notJSON(let place, let problem) {
        throw .file(
          "\(origin.file):\(origin.line)",
          "what stands behind => is not JSON: \(problem), at its character \(place.column)",
          help: #"write an object: => {"field":"text","number":7}"#)
      }
      throw .file(
        "\(origin.file):\(origin.line)", "what stands behind => is no object",
        help: #"write an object: => {"field":"text","number":7}"#)
    }
  }
}

extension PatternOrigin {
  /// The line of a place.
  init(_ place: TextPlace) { self.init(file: place.file, line: place.line) }
}
