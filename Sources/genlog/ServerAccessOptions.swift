import ArgumentParser
import Pipeline

/// How servers let one in, and which are trusted.
struct ServerAccessOptions: ParsableArguments {
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

  func fill(_ values: inout OptionValues) {
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
  }
}
