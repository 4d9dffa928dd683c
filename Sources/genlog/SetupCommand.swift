import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog setup`: what Elasticsearch and OpenSearch need.
struct SetupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract:
      "Installs what Elasticsearch or OpenSearch need: templates, and how long events are kept.",
    discussion: """
      Makes data streams of logs-genesys.*-*, with a mapping for each field. What is there and right is \
      left as it is, what a later genlog wrote too. Settings of your own go into the component template \
      logs-genesys@custom, which is never changed.

      Examples:
        genlog setup --to https://es.example.com:9200 --user elastic
        genlog setup --to https://es.example.com:9200 --api-key-file key --keep 30d --dry-run
        genlog setup --print --like opensearch-2.19

      Exit codes: 0 all is as it should be; 2 usage or configuration; 4 a server could not be set up.
      """)

  @Option(
    help: ArgumentHelp(
      "The server: http(s)://HOST:9200, Elasticsearch or OpenSearch; cloud:CLOUD-ID, a deployment of "
        + "Elastic Cloud. Can be given several times.", valueName: "dest"))
  var to: [String] = []

  @Option(
    help: ArgumentHelp(
      "How long events are kept, in days, or forever; 90d where nothing was said before.",
      valueName: "90d"))
  var keep: String?

  @Flag(help: "Asks the server, says what would be done, and writes nothing.")
  var dryRun = false

  @Flag(help: "Prints the requests, and sends none of them.")
  var print = false

  @Option(
    help: ArgumentHelp(
      "With --print: for which server, where none is asked: elasticsearch, elasticsearch-7.17, "
        + "opensearch, opensearch-1.3, serverless.", valueName: "server"))
  var like: String?

  @Flag(help: "Replaces also what a later genlog wrote, or somebody else under the same name.")
  var force = false

  @OptionGroup(title: "Servers")
  var access: ServerAccessOptions

  @Option(
    help: "YAML file in which every option has its key; options on the command line win.",
    completion: .file())
  var config: String?

  mutating func run() throws {
    try Exit.reporting {
      var values = OptionValues()
      values.to = to.isEmpty ? nil : to
      access.fill(&values)
      if let config { values = values.over(try ConfigurationFile.load(config)) }
      var flags = SetupOptions.Flags()
      flags.keep = keep
      flags.like = like
      flags.prints = print
      flags.isDry = dryRun
      flags.isForced = force
      let options = try SetupOptions(flags, values)
      values.warnings.forEach(Exit.warn)
      let job = SetupJob(
        options, write: { try? StandardOutput.write($0) }, tell: Exit.tell)
      throw ExitCode(job.run())
    }
  }
}
