import ArgumentParser
import Pipeline

/// How events are delivered to servers: `--to http://...`.
struct DeliveryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The index in Elasticsearch; %{field} stands for a value of the event, %{+yyyy.MM.dd} for its day. "
        + "logs-%{event.dataset}-default by default.", valueName: "name"))
  var index: String?

  @Option(
    help: ArgumentHelp(
      "The user; the password is in GENLOG_PASSWORD, or in --password-file.", valueName: "name"))
  var user: String?

  @Option(help: ArgumentHelp("Has the password.", valueName: "file"), completion: .file())
  var passwordFile: String?

  @Option(
    help: ArgumentHelp(
      "Has the API key, instead of GENLOG_API_KEY: id:key, or in base64.", valueName: "file"),
    completion: .file())
  var apiKeyFile: String?

  @Option(
    help: ArgumentHelp("Has the bearer token, instead of GENLOG_TOKEN.", valueName: "file"),
    completion: .file())
  var tokenFile: String?

  @Option(
    name: .customLong("tls-ca"),
    help: ArgumentHelp(
      "Certificates (PEM) of the authorities to trust instead of the system's.", valueName: "file"),
    completion: .file())
  var tlsCA: String?

  @Option(
    help: ArgumentHelp("The client's own certificate (PEM).", valueName: "file"),
    completion: .file())
  var tlsCert: String?

  @Option(
    help: ArgumentHelp("The key of that certificate (PEM).", valueName: "file"),
    completion: .file())
  var tlsKey: String?

  @Flag(help: "Takes any certificate for good: anyone in between can read and change the events.")
  var tlsInsecure = false

  @Option(
    help: ArgumentHelp("Bytes of a request before compression; 2097152 by default.", valueName: "n")
  )
  var batchBytes: Int?

  @Option(help: ArgumentHelp("Events of a request; 5000 by default.", valueName: "n"))
  var batchEvents: Int?

  @Option(
    help: ArgumentHelp(
      "How long an event waits for others to share its request; 1s by default.", valueName: "time"))
  var flush: String?

  @Option(help: ArgumentHelp("Requests on their way at once; 4 by default.", valueName: "n"))
  var requests: Int?

  @Flag(inversion: .prefixedNo, help: "Whether requests are compressed; they are by default.")
  var compression: Bool?

  @Option(
    help: ArgumentHelp(
      "How long events are tried again before they are laid aside: a time, or forever; 5m by default.",
      valueName: "time"))
  var retryFor: String?

  @Option(
    help: ArgumentHelp(
      "Where events go that a server would not have, with the reason; "
        + "genlog-dead-letters.ndjson by default, made when there is one.", valueName: "file"),
    completion: .file())
  var deadLetters: String?

  func fill(_ values: inout OptionValues) {
    values.index = index
    values.user = user
    values.passwordFile = passwordFile
    values.apiKeyFile = apiKeyFile
    values.tokenFile = tokenFile
    values.tlsCA = tlsCA
    values.tlsCert = tlsCert
    values.tlsKey = tlsKey
    values.tlsInsecure = tlsInsecure ? true : nil
    values.batchBytes = batchBytes
    values.batchEvents = batchEvents
    values.flush = flush
    values.requests = requests
    values.compression = compression
    values.retryFor = retryFor
    values.deadLetters = deadLetters
  }
}
