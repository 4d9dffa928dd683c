import ArgumentParser
import Glibc
import TestServers

/// `elasticsearch-double`: the double as a program.
@main
struct ElasticsearchDoubleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "elasticsearch-double",
    abstract: "Behaves like an Elasticsearch or OpenSearch, and fails as it is told.",
    discussion: """
      The first line of its output says where it listens: `listening on PORT`. It ends on SIGTERM, \
      SIGINT, or when its standard input ends.

      Its record is under /_double: GET stats, ids, documents, requests and faults; POST faults \
      changes how it fails; POST reset forgets everything.

      Examples:
        elasticsearch-double --port 9200
        elasticsearch-double --like opensearch-2 --user admin:admin
        elasticsearch-double --request-fault reset-after=0.02 --item-fault 429=0.05 --dump out.ndjson
        curl -d '{"down":true}' localhost:9200/_double/faults
      """)

  @OptionGroup(title: "The server")
  var server: ServerOptions

  @OptionGroup(title: "Faults")
  var faults: FaultOptions

  @Option(
    help: ArgumentHelp(
      "Writes every document to this file at the end, a line each.", valueName: "file"))
  var dump: String?

  @Flag(help: "Goes on when its standard input ends.")
  var detached = false

  func run() throws {
    var settings = try server.settings()
    settings.faults = try faults.faults()
    settings.seed = faults.seed
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    sigaddset(&signals, SIGINT)
    // Before any thread is there, so that all of them leave the signals to this one.
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let double = ElasticsearchDouble(settings, port: server.port, everywhere: server.everywhere)
    if double.port == 0 { throw ValidationError("port \(server.port) is taken") }
    print("listening on \(double.port)")
    fflush(nil)
    if !detached { HTTPThread.start(Self.endWithInput) }
    var signal: Int32 = 0
    sigwait(&signals, &signal)
    double.stop()
    if let dump { try write(double, to: dump) }
    // Threads of connections may be on their way still.
    Glibc.exit(0)
  }

  private static func endWithInput() {
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 0 || (count < 0 && errno != EINTR) { break }
    }
    kill(getpid(), SIGTERM)
  }

  /// Under another name first: who finds the file finds all of it.
  private func write(_ double: ElasticsearchDouble, to path: String) throws {
    guard let file = fopen(path + ".part", "w") else {
      throw ValidationError("\(path): cannot be written")
    }
    var isWritten = true
    double.dump { line in
      isWritten = fputs(line, file) >= 0
      return isWritten
    }
    guard fclose(file) == 0, isWritten, rename(path + ".part", path) == 0 else {
      throw ValidationError("\(path): cannot be written")
    }
  }
}
