import Delivery

/// What `genlog replay` is to do: all options with their defaults, checked.
package struct ReplayOptions: Sendable {
  /// Dead-letter files.
  package var files: [String]
  package var server: ServerOptions
  /// Whether events go to the index that they were meant for; not so where an index is given.
  package var keepsIndex: Bool
  package var isQuiet: Bool
  package var isVerbose: Bool
  package var logFormat: ParseOptions.LogFormat

  /// Checks `values` and fills in the defaults.
  /// - Throws: ``PipelineError`` that names the option, its value, what is wrong and what to write.
  package init(files: [String], _ values: OptionValues) throws(PipelineError) {
    guard let first = files.first else {
      throw .invalid("nothing to send\nhelp: name the dead-letter file of an earlier run")
    }
    self.files = files
    var values = values
    // Never into what is being read: what is refused again would be read again.
    let rest = values.deadLetters ?? first + ".rest"
    values.deadLetters = rest
    isQuiet = values.quiet ?? false
    isVerbose = values.verbose ?? false
    logFormat = try OptionParsing.logFormat(values.logFormat ?? "text")
    let destinations = try OptionParsing.destinations(values.to ?? [])
    let servers = try ServerOptionParsing.servers(destinations, values)
    guard servers.count == 1, destinations.count == 1 else {
      throw .invalid(
        "dead letters are sent to one server\nhelp: give one --to http(s)://HOST:9200, or a Logstash"
      )
    }
    server = servers[0]
    keepsIndex = values.index == nil && destinations[0].index == nil
    for file in files where OverwriteGuard.isSame(file, rest) {
      throw .option(
        name: "dead-letters", value: rest, problem: "is read by this run",
        help: "give another file for what is refused again")
    }
  }
}
