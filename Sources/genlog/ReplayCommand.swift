import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog replay`: dead letters, sent again.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Sends the events of a dead-letter file again.",
    discussion: """
      Events go under the names and to the indices that they had, so that none is there twice; with \
      --index, or an index in the URL, to another. What is refused again goes to FILE.rest, or to \
      --dead-letters. The file itself is not changed.

      Example:
        genlog replay genlog-dead-letters.ndjson --to https://es.example.com:9200 --user genlog
      """)

  @Argument(help: "Dead-letter files of earlier runs.", completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "Where events go: http(s)://HOST:9200[,HOST...][/INDEX], Elasticsearch or OpenSearch; "
        + "cloud:CLOUD-ID, a deployment of Elastic Cloud; "
        + "lumberjack(s)://HOST:5044 or logstash+http(s)://HOST:8080, Logstash.",
      valueName: "dest"))
  var to: String?

  @OptionGroup(title: "Delivery to servers")
  var delivery: DeliveryOptions

  @OptionGroup(title: "Messages")
  var messages: DetailOptions

  @Option(
    help: "YAML file in which every option has its key; options on the command line win.",
    completion: .file())
  var config: String?

  mutating func run() throws {
    try Exit.reporting {
      var values = OptionValues()
      values.to = to.map { [$0] }
      delivery.fill(&values)
      messages.fill(&values)
      if let config { values = values.over(try ConfigurationFile.load(config)) }
      let options = try ReplayOptions(files: files, values)
      let log = MessageLog(options)
      values.warnings.forEach(log.warning)
      throw ExitCode(ReplayRun(options).run(log))
    }
  }
}
