import AlertDelivery
import Delivery
import Glibc
package import LogInput
package import Monitoring

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
  /// Where metrics are answered; nil for nowhere.
  package var metrics: ListenAddress?
  /// The folder or file of alert rules; nil for none.
  package var rulesPath: String?
  /// Where alerts go.
  var notify: [AlertOutputSettings] = []
  /// Whether alerts also go where their rules say.
  var notifiesByRules = false
  /// What logs in where an output names a user but no password.
  var notifyPassword: String?
  /// How files are watched.
  package var watch: WatchSettings

  /// Checks `values` and fills in the defaults.
  /// - Throws: ``PipelineError``, all that is wrong.
  package init(once: Bool, _ values: OptionValues, needsInputs: Bool = true) throws(PipelineError) {
    var check = OptionCheck(values)
    isOnce = once
    stateRoot = values.state ?? StateLocation.standard
    start = check.read("start", or: .beginning, try FollowOptions.start(values.start))
    drainTimeout = check.duration("drain-timeout", values.drainTimeout) ?? .seconds(10)
    let flush = (try? OptionParsing.duration(values.flush ?? "1s", option: "flush")) ?? .seconds(1)
    // A server writes the lines of a record one after the other, within microseconds.
    recordTimeout =
      check.duration("record-timeout", values.recordTimeout)
      ?? min(max(flush, .milliseconds(20)), .seconds(1))
    metrics = check.read("metrics", or: nil, try FollowOptions.address(values.metrics))
    watch = WatchSettings()
    if values.poll ?? false { watch.mode = .poll }
    watch.excludes = values.exclude ?? []
    if needsInputs, values.inputs?.isEmpty ?? true, values.problems.isEmpty {
      check.refuse(["inputs"], "nothing to follow", help: "name files, directories or globs")
    }
    do throws(PipelineError) {
      parse = try ParseOptions(values, needsInputs: false)
    } catch {
      check.add(error)
      try check.finish()
      throw error
    }
    for index in parse.servers.indices {
      if values.retryFor == nil { parse.servers[index].settings.retryFor = nil }
      parse.servers[index].settings.endsOnRefusal = false
    }
    checkInputs(&check)
    checkDestinations(&check)
    rulesPath = values.rules
    readNotify(values, &check)
    try check.finish()
  }

  /// What each lane is to know.
  var lane: LaneSettings {
    LaneSettings(
      start: start, isOnce: isOnce, recordTimeout: recordTimeout,
      isMonitored: metrics != nil || ServiceManager.isThere)
  }

  private func checkInputs(_ check: inout OptionCheck) {
    if parse.inputs.contains("-") {
      check.refuse(
        ["inputs"], "standard input cannot be followed: it has no place to come back to",
        help: "use genlog parse -, or follow the file itself")
    }
  }

  private func checkDestinations(_ check: inout OptionCheck) {
    var names: Set<String> = []
    for destination in parse.destinations where !names.insert(destination.name).inserted {
      check.refuse(
        ["to"], "--to \(destination.name): is there twice, and both would share one memory",
        help: "leave one out, or follow for it by another genlog, with a --state of its own")
    }
    for destination in parse.destinations {
      switch destination {
      case .gzipFile(let path), .capture(let path):
        check.refuse(
          ["to"], "--to \(path): cannot be written to bit by bit, and go on after a crash",
          help: "write to a file of NDJSON, and compress it when it is rotated")
      case .file(let path) where parse.format != .ndjson:
        check.refuse(
          ["format"], "--format \(parse.format.rawValue) would begin anew in \(path) at each start",
          help: "leave it out, or use standard output")
      default: break
      }
    }
    if parse.format == .json {
      check.refuse(["format"], "--format json is an array, which has to end", help: "use ndjson")
    }
  }

  private mutating func readNotify(_ values: OptionValues, _ check: inout OptionCheck) {
    guard rulesPath != nil else {
      if values.notify != nil {
        check.refuse(
          ["notify"], "--notify: there are no rules to tell of", help: "add --rules DIR")
      }
      return
    }
    notifyPassword = getenv("GENLOG_ALERT_PASSWORD").map { String(cString: $0) }
    for (index, text) in (values.notify ?? ["-"]).enumerated() {
      if text == AlertNotifier.ofRules {
        notifiesByRules = true
        continue
      }
      guard
        let output = check.read(
          "notify", element: index, or: nil, try FollowOptions.output(text, notifyPassword))
      else { continue }
      notify.append(output)
      guard holdsEvents(output) else { continue }
      check.refuse(
        ["notify", "rules"],
        "--notify \(output.name): events go there, and alerts would be among them",
        help: "name another place with --notify, alerts.ndjson for instance, or with --to")
    }
  }

  /// Whether events go to an output of alerts: in one file or on standard output they could not be told apart.
  func holdsEvents(_ output: AlertOutputSettings) -> Bool {
    guard case .lines(let path) = output else { return false }
    return parse.destinations.contains { destination in
      switch destination {
      case .standardOutput: path == nil
      case .file(let other): path == other
      default: false
      }
    }
  }

  private static func output(
    _ text: String, _ password: String?
  ) throws(PipelineError) -> AlertOutputSettings? {
    do throws(AlertOutputFault) {
      return try AlertOutputSettings(parsing: text, password: password)
    } catch {
      // What follows the scheme may be a secret.
      let scheme = text.split(separator: ":", maxSplits: 1).first.map(String.init) ?? ""
      throw .option(
        name: "notify", value: text.contains("://") ? "\(scheme)://..." : text,
        problem: error.problem, help: error.help)
    }
  }

  private static func start(_ text: String?) throws(PipelineError) -> FollowStart {
    switch text {
    case nil, "begin", "beginning": return .beginning
    case "end": return .end
    case .some(let text):
      guard let length = try? OptionParsing.duration(text, option: "start") else {
        throw .option(
          name: "start", value: text, problem: "is neither begin, end nor a length of time",
          help: "write begin, end, or 2h for what was written in the last two hours")
      }
      return .time(WallClock.microseconds - length.microseconds)
    }
  }

  static func address(_ text: String?) throws(PipelineError) -> ListenAddress? {
    guard let text else { return nil }
    guard let address = ListenAddress(text) else {
      throw .option(
        name: "metrics", value: text, problem: "is no address to listen at",
        help: "write 9400 or 127.0.0.1:9400; 0.0.0.0:9400 or [::]:9400 lets other machines in")
    }
    return address
  }
}
