package import Delivery

/// What `genlog setup` is to do: all options, checked.
package struct SetupOptions: Sendable {
  /// Options that no other command has, as they are given.
  package struct Flags: Sendable {
    /// How long events are kept.
    package var keep: String?
    /// What kind of server requests are printed for.
    package var like: String?
    /// Whether requests are printed, and nothing is sent but a question for the server's kind.
    package var prints = false
    /// Whether nothing is written.
    package var isDry = false
    /// Whether what is newer or not genlog's is replaced.
    package var isForced = false

    /// None of them.
    package init() {}
  }

  /// The servers that are set up, one after the other.
  package let servers: [ServerOptions]
  /// How each is gone about.
  package let run: SetupRun.Options
  /// Whether requests are printed, and nothing is sent but a question for the server's kind.
  package let prints: Bool
  /// What kind of server requests are printed for, if no server is asked.
  package let like: ServerKind?

  /// Checks what is given.
  /// - Throws: ``PipelineError``, all that is wrong.
  package init(_ flags: Flags, _ values: OptionValues) throws(PipelineError) {
    var check = OptionCheck(values)
    let all = ServerOptionParsing.servers(check.destinations(values.to ?? []), &check)
    let servers = all.filter { if case .elasticsearch = $0.server { true } else { false } }
    let keep = check.read("keep", or: nil, try SetupOptions.retention(flags.keep))
    like = check.read("like", or: nil, try SetupOptions.kind(flags))
    try check.finish()
    if servers.isEmpty, like == nil {
      throw .invalid("no server to set up\nhelp: give --to http(s)://HOST:9200")
    }
    for server in servers { try SetupOptions.refuseCollections(server) }
    self.servers = servers
    var run = SetupRun.Options()
    run.keep = keep
    run.isDry = flags.isDry
    run.isForced = flags.isForced
    self.run = run
    prints = flags.prints
  }

  private static func retention(_ text: String?) throws(PipelineError) -> Retention? {
    guard let text else { return nil }
    guard let retention = Retention(parsing: text) else {
      throw .option(
        name: "keep", value: text, problem: "is no number of days",
        help: "write it as 90d, or forever")
    }
    return retention
  }

  private static func kind(_ flags: Flags) throws(PipelineError) -> ServerKind? {
    guard let text = flags.like else { return nil }
    guard flags.prints else {
      throw .option(
        name: "like", value: text, problem: "is for --print, which asks no server",
        help: "leave it out, or add --print")
    }
    guard let kind = ServerKind(parsing: text) else {
      throw .option(
        name: "like", value: text, problem: "is no server that genlog knows",
        help: "write elasticsearch, elasticsearch-7.17, opensearch, opensearch-1.3 or serverless")
    }
    return kind
  }

  private static func refuseCollections(_ server: ServerOptions) throws(PipelineError) {
    guard case .aws(let scope) = server.settings.credentials, scope.service == .aoss else { return }
    throw .invalid(
      "\(server.name): Amazon OpenSearch Serverless has neither data streams nor policies\n"
        + "help: nothing is to be set up: indices are made with the first events; policies are set in the console"
    )
  }
}
