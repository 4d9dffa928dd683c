import ArgumentParser
import Pipeline

/// How events are delivered to servers: `--to http://...`.
struct DeliveryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The index; %{field} stands for a value of the event, %{+yyyy.MM.dd} for its day. "
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

  @Flag(
    help: ArgumentHelp(
      "Signs requests for AWS (OpenSearch Service and Serverless), with the keys that AWS's own tools use."
    ))
  var aws = false

  @Option(
    help: ArgumentHelp(
      "The region to sign for; what the name of the host says by default, or AWS_REGION.",
      valueName: "region"))
  var awsRegion: String?

  @Option(
    help: ArgumentHelp(
      "The service to sign for, es or aoss; what the name of the host says by default, or es.",
      valueName: "service"))
  var awsService: String?

  @Option(
    name: .customLong("tls-ca"),
    help: ArgumentHelp(
      "Certificates (PEM) of the authorities to trust instead of the system's: a file, or a folder of "
        + "files.", valueName: "path"), completion: .file())
  var tlsCA: String?

  @Option(
    help: ArgumentHelp(
      "The SHA-256 of the one certificate to trust, the host's own or its authority's, which the host "
        + "has to show.", valueName: "hex"))
  var tlsFingerprint: String?

  @Option(
    help: ArgumentHelp(
      "What the host's certificate has to be: full (the default), certificate (trusted, for any name) "
        + "or none.", valueName: "how"))
  var tlsVerify: String?

  @Flag(
    help: """
      Takes any certificate for good, as --tls-verify none: anyone in between can read and change the \
      events.
      """)
  var tlsInsecure = false

  @Option(
    help: ArgumentHelp("The client's own certificate (PEM).", valueName: "file"),
    completion: .file())
  var tlsCert: String?

  @Option(
    help: ArgumentHelp("The key of that certificate (PEM).", valueName: "file"),
    completion: .file())
  var tlsKey: String?

  @Option(
    help: ArgumentHelp(
      "Has what the key is encrypted by, instead of GENLOG_TLS_KEY_PASSWORD.", valueName: "file"),
    completion: .file())
  var tlsKeyPasswordFile: String?

  @Option(
    help: ArgumentHelp(
      "The proxy to go through, http, https, socks5 or socks5h: http://[USER@]HOST:PORT, the password in "
        + "GENLOG_PROXY_PASSWORD; what https_proxy and the like say by default.", valueName: "url"))
  var proxy: String?

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

  @Option(
    help: ArgumentHelp(
      "How long events are tried again before they are laid aside; 5m by default.",
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
    values.aws = aws ? true : nil
    values.awsRegion = awsRegion
    values.awsService = awsService
    values.tlsCA = tlsCA
    values.tlsFingerprint = tlsFingerprint
    values.tlsVerify = tlsVerify
    values.tlsInsecure = tlsInsecure ? true : nil
    values.tlsCert = tlsCert
    values.tlsKey = tlsKey
    values.tlsKeyPasswordFile = tlsKeyPasswordFile
    values.proxy = proxy
    values.batchBytes = batchBytes
    values.batchEvents = batchEvents
    values.flush = flush
    values.requests = requests
    values.retryFor = retryFor
    values.deadLetters = deadLetters
  }
}
