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
  /// - Throws: ``PipelineError``, all that is wrong: each names the option or its place in the configuration
  ///   file, its value, what is wrong and what to write.
  package init(files: [String], _ values: OptionValues) throws(PipelineError) {
    self.files = files
    var values = values
    // Never into what is being read: what is refused again would be read again.
    let rest = values.deadLetters ?? (files.first ?? "") + ".rest"
    values.deadLetters = rest
    var check = OptionCheck(values)
    isQuiet = values.quiet ?? false
    isVerbose = values.verbose ?? false
    logFormat = check.read(
      "log-format", or: .text, try OptionParsing.logFormat(values.logFormat ?? "text"))
    let destinations = check.destinations(values.to ?? [])
    let servers = ServerOptionParsing.servers(destinations, &check)
    if files.isEmpty {
      check.refuse([], "nothing to send", help: "name the dead-letter file of an earlier run")
    }
    for file in files where OverwriteGuard.isSame(file, rest) {
      check.refuse(
        ["dead-letters"], "--dead-letters \(rest): is read by this run",
        help: "give another file for what is refused again")
    }
    try check.finish()
    guard let server = servers.first, destinations.count == 1 else {
      throw .invalid(
        "dead letters are sent to one server\nhelp: give one --to http(s)://HOST:9200, or a Logstash"
      )
    }
    self.server = server
    keepsIndex = values.ofDestination(0).index == nil && destinations[0]?.index == nil
  }
}
