import GenesysLog
import Grok

extension ExamplePlan {
  /// The tests of all that comes with the program: the patterns of both flavours, and the rules.
  static func builtIn() throws(PatternToolsError) -> ExamplePlan {
    var plan = ExamplePlan()
    for flavour in Flavour.allCases {
      plan.add(try PatternLibrary.load(flavour), flavour) { _ in true }
    }
    do {
      plan.add(try RuleSet()) { _ in true }
    } catch {
      throw .library(description: error.description)
    }
    return plan
  }
}
