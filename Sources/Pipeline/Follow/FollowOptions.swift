import Delivery
package import LogInput

/// What `genlog follow` is to do: all options with their defaults, checked.
package struct FollowOptions: Sendable {
  /// What following shares with `genlog parse`.
  package var parse: ParseOptions
  /// Where it is remembered what was delivered.
  package var stateRoot: String
  /// Where files are begun that are there at the first start.
  package var start: FollowStart
  /// Whether it ends at the end of all files.
  package var isOnce: Bool
  /// How long what is on its way is waited for when following is to end.
  package var drainTimeout: Duration
  /// How long the last record of a file waits for more lines.
  package var recordTimeout: Duration
  /// How files are watched.
  package var watch: WatchSettings

  /// Checks `values` and fills in the defaults.
  /// - Throws: ``PipelineError`` that names the option, its value, what is wrong and what to write.
  package init(inputs: [String], once: Bool, _ values: OptionValues) throws(PipelineError) {
    parse = try ParseOptions(inputs: inputs, values)
    isOnce = once
    stateRoot = values.state ?? StateLocation.standard
    start = try FollowOptions.start(values.start)
    drainTimeout = try FollowOptions.duration(values.drainTimeout, "drain-timeout") ?? .seconds(10)
    let flush = try FollowOptions.duration(values.flush, "flush") ?? .seconds(1)
    // A server writes the lines of a record one after the other, within microseconds.
    recordTimeout =
      try FollowOptions.duration(values.recordTimeout, "record-timeout")
      ?? min(max(flush, .milliseconds(20)), .seconds(1))
    watch = WatchSettings()
    if values.poll ?? false { watch.mode = .poll }
    watch.excludes = values.exclude ?? []
    for index in parse.servers.indices {
      if values.retryFor == nil { parse.servers[index].settings.retryFor = nil }
      parse.servers[index].settings.endsOnRefusal = false
    }
    try checkInputs()
    try checkDestinations()
  }

  /// What each lane is to know.
  var lane: LaneSettings {
    LaneSettings(start: start, isOnce: isOnce, recordTimeout: recordTimeout)
  }

  private func checkInputs() throws(PipelineError) {
    if parse.inputs.contains("-") {
      throw .invalid(
        "standard input cannot be followed: it has no place to come back to\n"
          + "help: use genlog parse -, or follow the file itself")
    }
  }

  private func checkDestinations() throws(PipelineError) {
    for destination in parse.destinations {
      switch destination {
      case .gzipFile(let path), .capture(let path):
        throw .option(
          name: "to", value: path,
          problem: "cannot be written to bit by bit, and go on after a crash",
          help: "write to a file of NDJSON, and compress it when it is rotated")
      case .file(let path):
        guard parse.format == .ndjson else {
          throw .option(
            name: "format", value: parse.format.rawValue,
            problem: "would begin anew in \(path) at each start",
            help: "leave it out, or use standard output")
        }
      default: break
      }
    }
    if parse.format == .json {
      throw .option(
        name: "format", value: "json", problem: "is an array, which has to end",
        help: "use ndjson")
    }
  }

  private static func start(_ text: String?) throws(PipelineError) -> FollowStart {
    switch text {
    case nil, "begin", "beginning": return .beginning
    case "end": return .end
    case .some(let text):
      guard let length = try? ServerOptionParsing.duration(text, option: "start") else {
        throw .option(
          name: "start", value: text, problem: "is neither begin, end nor a length of time",
          help: "write begin, end, or 2h for what was written in the last two hours")
      }
      return .time(WallClock.microseconds - length.microseconds)
    }
  }

  private static func duration(
    _ text: String?, _ option: String
  ) throws(PipelineError) -> Duration? {
    guard let text else { return nil }
    return try ServerOptionParsing.duration(text, option: option)
  }
}
