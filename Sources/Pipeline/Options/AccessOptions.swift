import Delivery
import Glibc

/// The texts of options on which server is trusted, how it is reached, and how requests are signed.
enum AccessOptionParsing {
  // MARK: - Signatures

  /// The credentials of requests that are signed for AWS.
  static func signature(
    _ address: ElasticsearchAddress, _ check: inout OptionCheck
  ) -> Credentials {
    let values = check.values
    let others = OptionKey.all.filter { $0.section == .login && $0.isGiven(in: values) }
    if let other = others.first {
      check.refuse(
        ["aws", other.name], "--aws and --\(other.name) are several ways to log in",
        help: "leave one of them")
    } else if address.user != nil {
      check.refuse(
        ["aws", "to"], "--aws and the user of the URL are several ways to log in",
        help: "leave one of them")
    }
    let scope: AWSScope? = check.read("aws", or: nil, try scope(address, values))
    return scope.map { .aws($0) } ?? .none
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

  // MARK: - Servers

  /// Whom to trust, and as whom to show oneself.
  static func tls(_ destination: Destination, _ check: inout OptionCheck) -> TLSSettings {
    let values = check.values
    var tls = TLSSettings()
    tls.verification = check.read("tls-verify", or: .full, try verification(values))
    tls.authorityPath = check.read("tls-ca", or: nil, try authority(values.tlsCA))
    let verification = tls.verification
    tls.fingerprint = check.read(
      "tls-fingerprint", or: nil, try fingerprint(destination, values, verification))
    tls.certificatePath = check.read("tls-cert", or: nil, try readable(values.tlsCert))
    tls.keyPath = check.read("tls-key", or: nil, try readable(values.tlsKey))
    if values.tlsCert == nil, let name = keyOption(values) {
      check.refuse(
        [name], "--\(name) is for the key of a certificate, and there is none",
        help: "add --tls-cert FILE")
    }
    if values.tlsInsecure == true, values.tlsCA != nil {
      check.refuse(
        ["tls-insecure", "tls-ca"],
        "--tls-insecure takes any certificate, whatever --tls-ca trusts",
        help: "leave out one of them")
    }
    tls.keyPassword = check.read(
      "tls-key-password-file", or: nil,
      try LoginParsing.secret(file: values.tlsKeyPasswordFile)
        ?? LoginParsing.variable("tls-key-password-file"))
    return tls
  }

  private static func keyOption(_ values: OptionValues) -> String? {
    if values.tlsKey != nil { return "tls-key" }
    return values.tlsKeyPasswordFile != nil ? "tls-key-password-file" : nil
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
    _ destination: Destination, _ values: OptionValues,
    _ verification: TLSSettings.Verification
  ) throws(PipelineError) -> CertificateFingerprint? {
    guard let text = values.tlsFingerprint else { return nil }
    guard let fingerprint = CertificateFingerprint(parsing: text) else {
      throw .option(
        name: "tls-fingerprint", value: text, problem: "is no SHA-256 of a certificate",
        help: "take the 64 digits that `openssl x509 -fingerprint -sha256 -noout -in FILE` shows")
    }
    if values.tlsCA != nil || verification == .none {
      let other = values.tlsCA == nil ? "no verification" : "--tls-ca"
      throw .option(
        name: "tls-fingerprint", value: text, problem: "and \(other) exclude each other",
        help: "leave out one of them")
    }
    if !destination.isEncrypted {
      let isElasticsearch = if case .elasticsearch = destination { true } else { false }
      throw .option(
        name: "tls-fingerprint", value: text,
        problem: "means nothing without \(isElasticsearch ? "https" : "TLS")",
        help: isElasticsearch
          ? "write the destination as https://HOST:9200"
          : "write the destination as lumberjacks://HOST:5044 or logstash+https://HOST:8080")
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
  static func proxy(_ text: String?) throws(PipelineError) -> ProxySettings? {
    guard let text else { return nil }
    do throws(ProxySettings.Fault) {
      var proxy = try ProxySettings(parsing: text)
      if proxy.user != nil, proxy.password == nil {
        proxy.password = LoginParsing.variable("proxy")
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
