import YAMLReading

/// The rule and pattern files of `patterns/genesys`, which are built into the program.
package enum BuiltInRules {
  /// One built-in file.
  package struct File: Sendable {
    /// Base name: `confserv.yml`.
    package let name: String
    /// Its text, as UTF-8.
    package let bytes: @Sendable () -> [UInt8]
  }

  /// The rule files, in the order to load; a test holds the list against the folder.
  package static let ruleFiles: [File] = [
    File(name: "common.yml") { PackageResources.common_yml },
    File(name: "confserv.yml") { PackageResources.confserv_yml },
    File(name: "endpoint.yml") { PackageResources.endpoint_yml },
    File(name: "gvp.yml") { PackageResources.gvp_yml },
    File(name: "ixn.yml") { PackageResources.ixn_yml },
    File(name: "management.yml") { PackageResources.management_yml },
    File(name: "ocs.yml") { PackageResources.ocs_yml },
    File(name: "ors.yml") { PackageResources.ors_yml },
    // Before those of SIP Server, whose families take in more.
    File(name: "tserver.yml") { PackageResources.tserver_yml },
    File(name: "sipserver.yml") { PackageResources.sipserver_yml },
    File(name: "statserver.yml") { PackageResources.statserver_yml },
    File(name: "urs.yml") { PackageResources.urs_yml },
    File(name: "web.yml") { PackageResources.web_yml },
  ]

  /// The files of building blocks.
  package static let patternFiles: [File] = [
    File(name: "genesys.grok") { PackageResources.genesys_grok }
  ]

  /// The messages that are known of, read by ``MessageFile``.
  package static let messageFile = File(name: "messages.lms") { PackageResources.messages_lms }

  /// The folder's path in the project, as built-in rules' places name it.
  package static let folder = "patterns/genesys"
}

extension BuiltInRules {
  /// The rules of all files; names are unique over all of them.
  static func load() throws(RuleError) -> [Rule] {
    var rules: [Rule] = []
    var places: [String: TextPlace] = [:]
    for file in ruleFiles {
      let text = String(decoding: file.bytes(), as: UTF8.self)
      for rule in try RuleFile(text: text, file: "\(folder)/\(file.name)").rules {
        if let first = places.updateValue(rule.place, forKey: rule.name) {
          throw .duplicateName(at: rule.place, name: rule.name, first: first)
        }
        rules.append(rule)
      }
    }
    return rules
  }
}
