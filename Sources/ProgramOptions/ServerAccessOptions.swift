package import ArgumentParser
package import Pipeline

/// How servers let one in, and which are trusted.
package struct ServerAccessOptions: ParsableArguments {
  @Option(help: .option("user"))
  package var user: String?

  @Option(help: .option("password-file"), completion: .file())
  package var passwordFile: String?

  @Option(help: .option("api-key-file"), completion: .file())
  package var apiKeyFile: String?

  @Option(help: .option("token-file"), completion: .file())
  package var tokenFile: String?

  @Flag(help: .option("aws"))
  package var aws = false

  @Option(help: .option("aws-region"))
  package var awsRegion: String?

  @Option(help: .option("aws-service"))
  package var awsService: String?

  @Option(name: .customLong("tls-ca"), help: .option("tls-ca"), completion: .file())
  package var tlsCA: String?

  @Option(help: .option("tls-fingerprint"))
  package var tlsFingerprint: String?

  @Option(help: .option("tls-verify"))
  package var tlsVerify: String?

  @Flag(help: .option("tls-insecure"))
  package var tlsInsecure = false

  @Option(help: .option("tls-cert"), completion: .file())
  package var tlsCert: String?

  @Option(help: .option("tls-key"), completion: .file())
  package var tlsKey: String?

  @Option(help: .option("tls-key-password-file"), completion: .file())
  package var tlsKeyPasswordFile: String?

  @Option(help: .option("proxy"))
  package var proxy: String?

  /// Nothing given.
  package init() {}

  /// Enters what was given.
  package func fill(_ values: inout OptionValues) {
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
