import ArgumentParser
import Pipeline

/// How events are delivered to servers: `--to http://...`.
struct DeliveryOptions: ParsableArguments {
  @Option(help: .option("index"))
  var index: String?

  @Option(help: .option("user"))
  var user: String?

  @Option(help: .option("password-file"), completion: .file())
  var passwordFile: String?

  @Option(help: .option("api-key-file"), completion: .file())
  var apiKeyFile: String?

  @Option(help: .option("token-file"), completion: .file())
  var tokenFile: String?

  @Flag(help: .option("aws"))
  var aws = false

  @Option(help: .option("aws-region"))
  var awsRegion: String?

  @Option(help: .option("aws-service"))
  var awsService: String?

  @Option(name: .customLong("tls-ca"), help: .option("tls-ca"), completion: .file())
  var tlsCA: String?

  @Option(help: .option("tls-fingerprint"))
  var tlsFingerprint: String?

  @Option(help: .option("tls-verify"))
  var tlsVerify: String?

  @Flag(help: .option("tls-insecure"))
  var tlsInsecure = false

  @Option(help: .option("tls-cert"), completion: .file())
  var tlsCert: String?

  @Option(help: .option("tls-key"), completion: .file())
  var tlsKey: String?

  @Option(help: .option("tls-key-password-file"), completion: .file())
  var tlsKeyPasswordFile: String?

  @Option(help: .option("proxy"))
  var proxy: String?

  @Option(help: .option("batch-bytes"))
  var batchBytes: Int?

  @Option(help: .option("batch-events"))
  var batchEvents: Int?

  @Option(help: .option("flush"))
  var flush: String?

  @Option(help: .option("requests"))
  var requests: Int?

  @Flag(inversion: .prefixedNo, help: .option("compression"))
  var compression: Bool?

  @Option(help: .option("retry-for"))
  var retryFor: String?

  @Option(help: .option("dead-letters"), completion: .file())
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
    values.compression = compression
    values.retryFor = retryFor
    values.deadLetters = deadLetters
  }
}
