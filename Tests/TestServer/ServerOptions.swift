import ArgumentParser
import TestServers

/// What the double is like.
struct ServerOptions: ParsableArguments {
  @Option(help: "Where it listens; the system chooses by default.")
  var port: UInt16 = 0

  @Flag(help: "Listens on all addresses, and not only for this machine.")
  var everywhere = false

  @Option(
    help: ArgumentHelp(
      "Which server it is like: 7.17, 8, 8.19.3, 9, opensearch-1, opensearch-2.19, serverless ...",
      valueName: "version"))
  var like = "8"

  @Option(help: ArgumentHelp("Lets this user in (repeatable).", valueName: "name:password"))
  var user: [String] = []

  @Option(help: ArgumentHelp("Lets this API key in (repeatable).", valueName: "id:key"))
  var apiKey: [String] = []

  @Option(help: ArgumentHelp("Lets this token in (repeatable).", valueName: "token"))
  var token: [String] = []

  @Option(
    help: ArgumentHelp(
      "A privilege that logins have (repeatable); they have all by default.", valueName: "name"))
  var privilege: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which indices come into being when something is written to them: any, streams (only data "
        + "streams that a template covers) or none.", valueName: "which"))
  var autoCreate = "any"

  @Flag(help: "Keeps of a document only its id and a hash of its source, for millions of them.")
  var digests = false

  @Option(
    help: ArgumentHelp(
      "With --digests: a field that is kept as well, log.offset say (repeatable).",
      valueName: "path"))
  var keepField: [String] = []

  @Flag(help: "Documents that do not fit go to the failure stores of their data streams.")
  var failureStore = false

  @Option(help: "How many indices there may be.")
  var mostIndices = 1000

  @Option(help: ArgumentHelp("Bytes of a request's body at most.", valueName: "bytes"))
  var mostBodyBytes = 100 << 20

  @Flag(help: "Does not compress its replies.")
  var plainReplies = false

  @Flag(help: "Takes everything, keeps nothing: for measuring what is before it.")
  var sink = false

  /// The double's settings.
  func settings() throws -> DoubleSettings {
    var settings = DoubleSettings()
    guard let personality = Personality(parsing: like) else {
      throw ValidationError("--like \(like): there are 6 to 9, opensearch-1 to -3 and serverless")
    }
    guard let autoCreate = DoubleSettings.AutoCreate(rawValue: autoCreate) else {
      throw ValidationError("--auto-create \(autoCreate): there are any, streams and none")
    }
    settings.personality = personality
    settings.autoCreate = autoCreate
    settings.logins = try logins()
    settings.privileges = privilege.isEmpty ? nil : privilege
    settings.keeping = digests ? .digests(fields: keepField) : .sources
    settings.failureStore = failureStore
    settings.mostIndices = mostIndices
    settings.limits.bodyBytes = mostBodyBytes
    settings.limits.compresses = !plainReplies
    settings.keepsRequests = false
    settings.isSink = sink
    return settings
  }

  private func logins() throws -> [DoubleSettings.Login] {
    let users = try user.map { text -> DoubleSettings.Login in
      let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw ValidationError("--user \(text): is not NAME:PASSWORD") }
      return .basic(user: parts[0], password: parts[1])
    }
    return users + apiKey.map { .apiKey($0) } + token.map { .bearer($0) }
  }
}
