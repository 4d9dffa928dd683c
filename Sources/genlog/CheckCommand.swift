import ArgumentParser
import Pipeline
import ProgramOptions

extension CheckFormat: ExpressibleByArgument {}

/// `genlog check`: whether a run would work.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks a configuration, and every step on the way to each destination.",
    discussion: """
      Says all that is wrong with options, rules and patterns; what the inputs lead to; whether state can \
      be kept; and of each destination how far one gets: name, connection, TLS, login, version, \
      privileges, templates. No event is sent, and no secret is shown.

      Examples:
        genlog check --config /etc/genlog/genlog.yml
        genlog check --to https://es.example.com:9200 --user genlog

      Exit codes: 0 all is well, though there may be warnings; 2 usage or configuration; 4 a destination \
      cannot be delivered to.
      """)

  @Argument(help: .option("inputs"), completion: .file())
  var inputs: [String] = []

  @Option(help: .option("to"))
  var to: [String] = []

  @Option(help: .option("patterns"), completion: .file())
  var patterns: [String] = []

  @Option(help: .option("state"), completion: .directory)
  var state: String?

  @Option(help: "table or ndjson.")
  var format = CheckFormat.table

  @OptionGroup(title: "Delivery to servers")
  var delivery: DeliveryOptions

  @Option(
    help: "YAML file in which every option has its key; options on the command line win.",
    completion: .file())
  var config: String?

  mutating func run() throws {
    try Exit.reporting {
      var values = OptionValues()
      values.inputs = inputs.isEmpty ? nil : inputs
      values.to = to.isEmpty ? nil : to
      values.patterns = patterns.isEmpty ? nil : patterns
      values.state = state
      delivery.fill(&values)
      if let config { values = values.over(try ConfigurationFile.load(config)) }
      let job = CheckJob(values, format: format) { try? StandardOutput.write($0) }
      throw ExitCode(job.run())
    }
  }
}
