import Event

/// Installs what a server is to have, and touches nothing that is right, newer, or not genlog's.
package struct SetupRun {
  /// What became of a part, or would.
  package enum Outcome: String, Sendable {
    case created
    case updated
    case upToDate = "up to date"
    /// A later genlog wrote it.
    case newer = "newer, left alone"
    /// Somebody else wrote it.
    case foreign = "not of genlog, left alone"
    /// The server has no such thing.
    case unknown = "not known to this server"
  }

  /// What became of one part.
  package struct Line: Sendable, Equatable {
    /// What it is.
    package let title: String
    /// What became of it.
    package let outcome: Outcome
    /// What more there is to say.
    package var note = ""
  }

  /// How it is to go about it.
  package struct Options: Sendable {
    /// How long events are kept; nil for what is installed, or the standard.
    package var keep: Retention?
    /// Whether nothing is written.
    package var isDry = false
    /// Whether what is newer or not genlog's is replaced.
    package var isForced = false

    /// The usual way.
    package init() {}
  }

  private let client: AdministrationClient
  private let kind: ServerKind
  private let options: Options

  /// A run on a server of this kind.
  package init(_ client: AdministrationClient, _ kind: ServerKind, _ options: Options = Options()) {
    self.client = client
    self.kind = kind
    self.options = options
  }

  /// Goes through all parts, and tells `report` of each.
  ///
  /// - Throws: ``AdministrationFault`` at the first part that cannot be read or written.
  package func install(_ report: (Line) -> Void) throws(AdministrationFault) {
    var plan = SetupPlan(kind, keep: options.keep ?? .standard)
    if options.keep == nil, let keep = try installedRetention(plan) {
      plan = SetupPlan(kind, keep: keep)
    }
    for part in plan.parts { report(try install(part)) }
  }

  /// How long events are kept, as genlog was once told.
  private func installedRetention(_ plan: SetupPlan) throws(AdministrationFault) -> Retention? {
    guard let part = plan.parts.first(where: \.keeps) else { return nil }
    let reply = try client.send("GET", part.path)
    guard reply.status == 200 else { return nil }
    return try read(part, reply)?.stamp?.keep.flatMap { Retention(parsing: $0) }
  }

  private func install(_ part: SetupPart) throws(AdministrationFault) -> Line {
    let reply = try client.send("GET", part.path)
    // An OpenSearch may lack the plugin that has policies; the rest is of use without it.
    if part.kind == .statePolicy, reply.status == 400 || reply.status == 405 {
      return Line(title: part.title, outcome: .unknown, note: "old indices are not deleted")
    }
    let found = try read(part, reply)
    let outcome = judge(part, found)
    var line = Line(title: part.title, outcome: outcome)
    if outcome == .newer, let version = found?.stamp?.version {
      line.note = "version \(version); this program has \(SetupStamp.current)"
    }
    if part.keeps, let keep = part.stamp?.keep, outcome == .created || outcome == .updated {
      line.note = keep == "forever" ? "events are never deleted" : "events are kept for \(keep)"
    }
    if !options.isDry, outcome == .created || outcome == .updated { try write(part, found) }
    return line
  }

  private func judge(_ part: SetupPart, _ found: InstalledPart?) -> Outcome {
    guard let found else { return .created }
    guard let wanted = part.stamp else { return .upToDate }
    guard let stamp = found.stamp else { return options.isForced ? .updated : .foreign }
    if stamp.version > wanted.version { return options.isForced ? .updated : .newer }
    return stamp == wanted ? .upToDate : .updated
  }

  /// What is there under the part's name, by the reply to a question for it; nil if nothing is.
  private func read(
    _ part: SetupPart, _ reply: WebClient.Reply
  ) throws(AdministrationFault) -> InstalledPart? {
    if reply.status == 404 { return nil }
    guard reply.status == 200 else { throw refusal(of: part, reply, "read") }
    return InstalledPart(part, reply: reply.body.span)
  }

  private func write(_ part: SetupPart, _ found: InstalledPart?) throws(AdministrationFault) {
    var path = part.path
    if let sequence = found?.sequence {
      path += "?if_seq_no=\(sequence.number)&if_primary_term=\(sequence.term)"
    }
    let reply = try client.send("PUT", path, part.body)
    guard 200..<300 ~= reply.status else { throw refusal(of: part, reply, "written") }
  }

  private func refusal(
    of part: SetupPart, _ reply: WebClient.Reply, _ verb: String
  ) -> AdministrationFault {
    let help =
      switch reply.status {
      case 401: DeliveryError.refusalHelp(401)
      case 403: "give this user \(part.privilege)"
      case 409: "somebody else changes it too: run again"
      default: "correct what the server names, or ask its administrator; then run again"
      }
    let fault = client.refusal(reply, help: help)
    return AdministrationFault(
      "\(part.title) cannot be \(verb): \(fault.text)", help: help, status: reply.status)
  }
}
