package import Alerting

/// What all rules of a folder say of their alerts: the words, and the outputs.
package struct RuleNotices: Sendable {
  /// The words of each rule.
  package let wordings: [NoticeWording]
  /// The outputs that each rule names; empty where they were not read.
  package let outputs: [RuleOutputs]
  /// What was passed over.
  package let warnings: [AlertRuleWarning]

  /// What was passed over, in words.
  package var warningTexts: [String] { warnings.map(\.description) }

  /// Reads the options; those of outputs only where they are to be used, as they may be meant for another program.
  ///
  /// - Throws: ``RuleDirectoryError/badRules(_:)``, with the mistakes of all rules.
  package init(
    _ rules: RuleDirectory, withOutputs: Bool = true, password: String? = nil
  ) throws(RuleDirectoryError) {
    var wordings: [NoticeWording] = []
    var outputs: [RuleOutputs] = []
    var problems: [String] = []
    for rule in rules.rules {
      do throws(AlertRuleError) {
        wordings.append(try NoticeWording(rule))
        guard withOutputs else { continue }
        outputs.append(try RuleOutputs(rule, password: password, file: rules.text))
      } catch {
        problems.append(error.description)
      }
    }
    guard problems.isEmpty else { throw .badRules(problems) }
    self.wordings = wordings
    self.outputs = outputs
    warnings = wordings.flatMap(\.warnings) + outputs.flatMap(\.warnings)
  }
}
