import YAMLReading
import Yams

/// Reads one file of rules.
///
///     component: ConfigurationServer
///     rules:
///       - name: object-created
///         code: "24200"
///         pattern: 'Object: \[%{CFGTYPE:genesys.object.type}\] ...'
///         set: {genesys.object.change: created}
///         examples:
///           - line: '16:29:54.229 Std 24200 Object: ...'
///             fields: {genesys.object.type: CfgFolder}
package struct RuleFile: Sendable {
  /// The file's rules, in order.
  package let rules: [Rule]

  /// What is wrong with the file; empty where one was read that must be right.
  package let problems: [RuleError]

  /// Reads a file's text.
  /// - Parameters:
  ///   - text: the YAML.
  ///   - file: name for error messages.
  /// - Throws: `RuleError` at the first mistake. Patterns are compiled later: see `RulePattern`.
  package init(text: String, file: String) throws(RuleError) {
    self.init(all: text, file: file)
    if let problem = problems.first { throw problem }
  }

  /// Reads a file's text with its mistakes: the rules are those without one.
  package init(all text: String, file: String) {
    let tree = RuleTree(file: file)
    var components: [Component] = []
    var rules: [Rule] = []
    var problems: [RuleError] = []
    do throws(RuleError) {
      let root = try tree.compose(text)
      for (key, value) in try tree.mapping(root, named: "the file") {
        switch key.text {
        case "component": components = try Self.components(value, tree)
        case "rules": rules = try Self.rules(value, tree, &problems)
        default: throw tree.unknown(key, known: ["component", "rules"])
        }
      }
    } catch {
      problems.append(error)
    }
    self.problems = problems
    self.rules = components.isEmpty ? rules : rules.map { $0.limited(to: components) }
  }

  private static func rules(
    _ node: Node, _ tree: RuleTree, _ problems: inout [RuleError]
  ) throws(RuleError) -> [Rule] {
    var rules: [Rule] = []
    var places: [String: TextPlace] = [:]
    for element in try tree.sequence(node, named: "rules") {
      do throws(RuleError) {
        let rule = try RuleReader(tree: tree).read(element)
        if let first = places.updateValue(rule.place, forKey: rule.name) {
          throw RuleError.duplicateName(at: rule.place, name: rule.name, first: first)
        }
        rules.append(rule)
      } catch {
        problems.append(error)
      }
    }
    return rules
  }

  private static func components(
    _ node: Node, _ tree: RuleTree
  ) throws(RuleError) -> [Component] {
    var components: [Component] = []
    for scalar in try tree.scalars(node, named: "component") {
      guard let component = Component.all.first(where: { $0.id == scalar.text }) else {
        throw .unknownComponent(at: scalar.place, name: scalar.text)
      }
      components.append(component)
    }
    return components
  }
}

extension Rule {
  /// The same rule for some components only.
  fileprivate func limited(to components: [Component]) -> Rule {
    Rule(
      name: name, codes: codes, components: components, patterns: patterns,
      seesMembers: seesMembers, action: action,
      constants: constants, examples: examples, counterexamples: counterexamples, place: place)
  }
}
