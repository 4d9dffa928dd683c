import Delivery

/// A run of `genlog setup`: servers get what they need, and each thing is told.
package struct SetupJob: Sendable {
  private let options: SetupOptions
  private let write: @Sendable (String) -> Void
  private let tell: @Sendable (String) -> Void

  /// Makes a run.
  ///
  /// - Parameters:
  ///   - write: takes a line of what is done.
  ///   - tell: takes an error.
  package init(
    _ options: SetupOptions, write: @escaping @Sendable (String) -> Void,
    tell: @escaping @Sendable (String) -> Void
  ) {
    self.options = options
    self.write = write
    self.tell = tell
  }

  /// Does it; returns the exit code: 0 all is as it should be, 4 a server could not be set up.
  package func run() -> Int32 {
    if options.prints, let kind = options.like {
      printRequests(kind)
      return 0
    }
    var isDone = true
    for server in options.servers {
      do throws(AdministrationFault) {
        if try !setUp(server) { isDone = false }
      } catch {
        tell("\(server.name): \(error)")
        isDone = false
      }
    }
    return isDone ? 0 : 4
  }

  private func setUp(_ server: ServerOptions) throws(AdministrationFault) -> Bool {
    guard case .elasticsearch(let address, _) = server.server else { return true }
    let client = try AdministrationClient(address, server.settings)
    let kind = try client.kind()
    if options.prints {
      printRequests(kind)
      return true
    }
    write("\(server.name): \(kind.name)" + (options.run.isDry ? "; nothing is written" : ""))
    if let problem = kind.problem { tell("\(server.name): \(problem)\nhelp: update it") }
    var isDone = true
    var changesIndices = false
    let run = SetupRun(client, kind, options.run)
    try run.install { line in
      write("  \(words(line.outcome)): \(line.title)" + (line.note.isEmpty ? "" : "; \(line.note)"))
      switch line.outcome {
      case .created, .updated: changesIndices = true
      case .foreign: isDone = false
      case .upToDate, .newer, .unknown: break
      }
    }
    if !isDone {
      tell(
        "\(server.name): something of the same name is in the way\nhelp: rename it, or replace it with --force"
      )
    }
    if changesIndices { try tellOfOld(client) }
    return isDone
  }

  /// What is done, or would be.
  private func words(_ outcome: SetupRun.Outcome) -> String {
    guard options.run.isDry else { return outcome.rawValue }
    return switch outcome {
    case .created: "would be created"
    case .updated: "would be updated"
    default: outcome.rawValue
    }
  }

  /// Templates are for indices that come: what is there keeps what it has.
  private func tellOfOld(_ client: AdministrationClient) throws(AdministrationFault) {
    let survey = try StreamSurvey(client)
    for name in survey.streams {
      write(
        "  note: \(name) is there already, and follows from its next index on: POST /\(name)/_rollover"
      )
    }
    for name in survey.indices {
      write(
        "  note: \(name) is an index, not a data stream, and stays so until it is deleted or renamed"
      )
    }
  }

  /// Requests as consoles take them.
  private func printRequests(_ kind: ServerKind) {
    write("# \(kind.name)")
    for part in SetupPlan(kind, keep: options.run.keep ?? .standard).parts {
      write("PUT \(part.path)\n\(part.body.pretty)\n")
    }
  }
}
