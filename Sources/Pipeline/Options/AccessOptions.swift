import Delivery
import Glibc

/// The texts of options on who is let in by a server, and which server is trusted.
enum AccessOptionParsing {
  // MARK: - Logins

  /// A key or a token wins over a password, a file over the environment; a signature stands alone.
  static func credentials(
    _ address: ElasticsearchAddress, _ values: OptionValues
  ) throws(PipelineError) -> Credentials {
    let key = try secret(file: values.apiKeyFile, variable: "GENLOG_API_KEY")
    let token = try secret(file: values.tokenFile, variable: "GENLOG_TOKEN")
    let user = values.user ?? address.user
    if values.aws == true {
      if key != nil || token != nil || user != nil {
        throw .invalid(
          "--aws and another login exclude each other\nhelp: leave out the user, the key and the token, also GENLOG_API_KEY and GENLOG_TOKEN"
        )
      }
      return .aws(try scope(address, values))
    }
    if let region = values.awsRegion ?? values.awsService {
      throw .option(
        name: values.awsRegion == nil ? "aws-service" : "aws-region", value: region,
        problem: "means nothing without --aws", help: "give --aws as well")
    }
    if let key { return .apiKey(key) }
    if let token { return .bearer(token) }
    guard let user else { return .none }
    let password =
      try secret(file: values.passwordFile, variable: "GENLOG_PASSWORD") ?? address.password
    guard let password else {
      throw .option(
        name: "user", value: user, problem: "has no password",
        help: "put it in the environment variable GENLOG_PASSWORD, or in a file for --password-file"
      )
    }
    return .basic(user: user, password: password)
  }

  private static func scope(
    _ address: ElasticsearchAddress, _ values: OptionValues
  ) throws(PipelineError) -> AWSScope {
    if address.isCloud {
      throw .invalid(
        "--aws is nothing for Elastic Cloud, wherever that runs\nhelp: give a user or an API key")
    }
    let service = try values.awsService.map { text throws(PipelineError) in
      if let service = AWSScope.Service(rawValue: text) { return service }
      throw .option(
        name: "aws-service", value: text, problem: "is no service that takes events",
        help: "give es for OpenSearch Service, aoss for OpenSearch Serverless")
    }
    do throws(AWSScope.Fault) {
      return try AWSScope.find(for: address, service: service, region: values.awsRegion)
    } catch {
      throw problem(error, values)
    }
  }

  private static func problem(_ fault: AWSScope.Fault, _ values: OptionValues) -> PipelineError {
    switch fault {
    case .noRegion:
      .invalid(
        "--aws: the name of the host does not say the region\nhelp: give --aws-region eu-west-1, or set AWS_REGION"
      )
    case .badRegion(let text):
      .option(
        name: "aws-region", value: text, problem: "is no region", help: "write it as eu-west-1")
    case .contradiction(let host, let says):
      .invalid(
        "--aws: \(host) says \(says), and the options say something else\nhelp: leave out --aws-region and --aws-service, or send to one region and service at a time"
      )
    case .environment(let text):
      .invalid("\(text)\nhelp: correct the file, or AWS_PROFILE, or give --aws-region")
    }
  }

  /// The first line of a file, or of the value of a variable.
  private static func secret(
    file path: String?, variable: String
  ) throws(PipelineError) -> String? {
    if let path {
      let line = firstLine(try TextFile.read(path))
      if line.isEmpty {
        throw .invalid("\(path): is empty\nhelp: write the secret in its first line")
      }
      return line
    }
    let value = getenv(variable).map { firstLine(String(cString: $0)) }
    return value?.isEmpty == false ? value : nil
  }

  private static func firstLine(_ text: String) -> String {
    String(text.prefix { !$0.isNewline })
  }

  // MARK: - Servers

  /// Whom to trust, and as whom to show oneself.
  static func tls(
    _ address: ElasticsearchAddress, _ values: OptionValues
  ) throws(PipelineError) -> TLSSettings {
    var tls = TLSSettings()
    tls.verification = try verification(values)
    tls.authorityPath = try authority(values.tlsCA)
    tls.fingerprint = try fingerprint(address, values, tls)
    tls.certificatePath = try readable(values.tlsCert)
    tls.keyPath = try readable(values.tlsKey)
    if let key = values.tlsKey ?? values.tlsKeyPasswordFile, values.tlsCert == nil {
      throw .option(
        name: values.tlsKey == nil ? "tls-key-password-file" : "tls-key", value: key,
        problem: "has no certificate", help: "give --tls-cert as well")
    }
    tls.keyPassword = try secret(
      file: values.tlsKeyPasswordFile, variable: "GENLOG_TLS_KEY_PASSWORD")
    return tls
  }

  private static func verification(
    _ values: OptionValues
  ) throws(PipelineError) -> TLSSettings.Verification {
    let isInsecure = values.tlsInsecure ?? false
    guard let text = values.tlsVerify else { return isInsecure ? .none : .full }
    guard let verification = TLSSettings.Verification(rawValue: text) else {
      throw .option(
        name: "tls-verify", value: text, problem: "is no way to verify a certificate",
        help: "choose full, certificate or none")
    }
    if isInsecure, verification != .none {
      throw .option(
        name: "tls-verify", value: text, problem: "and --tls-insecure exclude each other",
        help: "leave out one of them")
    }
    return verification
  }

  private static func authority(_ path: String?) throws(PipelineError) -> String? {
    guard let path = try readable(path) else { return nil }
    if CertificateFolder.exists(path), CertificateFolder.certificates(in: path).isEmpty {
      throw .option(
        name: "tls-ca", value: path, problem: "is a folder without a certificate",
        help: "put files in it that hold certificates in PEM, or give such a file")
    }
    return path
  }

  private static func fingerprint(
    _ address: ElasticsearchAddress, _ values: OptionValues, _ tls: TLSSettings
  ) throws(PipelineError) -> CertificateFingerprint? {
    guard let text = values.tlsFingerprint else { return nil }
    guard let fingerprint = CertificateFingerprint(parsing: text) else {
      throw .option(
        name: "tls-fingerprint", value: text, problem: "is no SHA-256 of a certificate",
        help: "take the 64 digits that `openssl x509 -fingerprint -sha256 -noout -in FILE` shows")
    }
    if values.tlsCA != nil || tls.verification == .none {
      let other = values.tlsCA == nil ? "no verification" : "--tls-ca"
      throw .option(
        name: "tls-fingerprint", value: text, problem: "and \(other) exclude each other",
        help: "leave out one of them")
    }
    if address.hosts.contains(where: { !$0.hasPrefix("https") }) {
      throw .option(
        name: "tls-fingerprint", value: text, problem: "means nothing without https",
        help: "write the destination as https://HOST:9200")
    }
    return fingerprint
  }

  /// The path of a file that can be read: libcurl's own message would not say which it was.
  private static func readable(_ path: String?) throws(PipelineError) -> String? {
    guard let path else { return nil }
    if access(path, R_OK) != 0 { throw .unreadable(path: path, code: errno) }
    return path
  }

  // MARK: - On the way

  /// The proxy, with its password.
  static func proxy(_ values: OptionValues) throws(PipelineError) -> ProxySettings? {
    guard let text = values.proxy else { return nil }
    do throws(ProxySettings.Fault) {
      var proxy = try ProxySettings(parsing: text)
      if proxy.user != nil, proxy.password == nil {
        proxy.password = getenv("GENLOG_PROXY_PASSWORD").map { firstLine(String(cString: $0)) }
      }
      return proxy
    } catch {
      // The text is not shown: a password may stand in it.
      throw .option(
        name: "proxy", value: "URL", problem: error.rawValue,
        help: "write http://HOST:3128, or socks5h://HOST:1080, with USER@ before HOST for a login")
    }
  }
}
