package import Delivery
import Glibc

/// A server to deliver to: where it is, and how.
package struct ServerOptions: Sendable {
  /// What and where it is.
  package var server: DeliveryServer
  /// How events are delivered.
  package var settings: DeliverySettings

  /// What messages call it, without secrets.
  package var name: String { server.name }

  /// Starts delivering: see ``ServerSink``.
  ///
  /// - Throws: ``DeliveryError/noResources(destination:)``.
  package func open(
    receipt: @escaping @Sendable (DeliveryReceipt) -> Void,
    warning: @escaping @Sendable (String) -> Void
  ) throws(DeliveryError) -> ServerSink {
    try ServerSink(server, settings, receipt: receipt, warning: warning)
  }
}

/// The texts of options on deliveries to servers, read as what they stand for.
enum ServerOptionParsing {
  /// The options of each server among `destinations`.
  static func servers(
    _ destinations: [Destination], _ values: OptionValues
  ) throws(PipelineError) -> [ServerOptions] {
    var servers: [ServerOptions] = []
    for destination in destinations {
      switch destination {
      case .elasticsearch(let address):
        let index = try index(values.index ?? address.index ?? IndexTemplate.standard)
        servers.append(
          ServerOptions(
            server: .elasticsearch(address, index: index),
            settings: try settings((address.user, address.password), values)))
      case .logstash(let address):
        servers.append(
          ServerOptions(
            server: .logstash(address),
            settings: try settings((address.user, address.password), values)))
      case .standardOutput, .file, .gzipFile, .capture: continue
      }
    }
    return servers
  }

  private static func settings(
    _ login: (user: String?, password: String?), _ values: OptionValues
  ) throws(PipelineError) -> DeliverySettings {
    var settings = DeliverySettings()
    settings.credentials = try credentials(login, values)
    settings.tls.authorityPath = try readable(values.tlsCA)
    settings.tls.certificatePath = try readable(values.tlsCert)
    settings.tls.keyPath = try readable(values.tlsKey)
    settings.tls.isInsecure = values.tlsInsecure ?? false
    settings.limits = try limits(values)
    settings.compresses = values.compression ?? true
    if let text = values.retryFor {
      settings.retryFor = text == "forever" ? nil : try duration(text, option: "retry-for")
    }
    if let path = values.deadLetters { settings.deadLetterPath = path }
    return settings
  }

  private static func index(_ text: String) throws(PipelineError) -> IndexTemplate {
    do {
      return try IndexTemplate(parsing: text)
    } catch {
      let problem =
        switch error {
        case .open: "a %{ has no }"
        case .badField(let name): "%{\(name)} is no field and no date"
        case .badName: "is no name for an index: lower case, none of \\ / * ? \" < > | , # :"
        }
      throw .option(
        name: "index", value: text, problem: problem,
        help: "write it as logs-%{event.dataset}-default or genesys-%{+yyyy.MM.dd}")
    }
  }

  // MARK: - Secrets

  /// A key or a token wins over a password, a file over the environment.
  private static func credentials(
    _ login: (user: String?, password: String?), _ values: OptionValues
  ) throws(PipelineError) -> Credentials {
    if let key = try secret(file: values.apiKeyFile, variable: "GENLOG_API_KEY") {
      return .apiKey(key)
    }
    if let token = try secret(file: values.tokenFile, variable: "GENLOG_TOKEN") {
      return .bearer(token)
    }
    guard let user = values.user ?? login.user else { return .none }
    let password =
      try secret(file: values.passwordFile, variable: "GENLOG_PASSWORD") ?? login.password
    guard let password else {
      throw .option(
        name: "user", value: user, problem: "has no password",
        help: "put it in the environment variable GENLOG_PASSWORD, or in a file for --password-file"
      )
    }
    return .basic(user: user, password: password)
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

  /// The path of a file that can be read: libcurl's own message would not say which it was.
  private static func readable(_ path: String?) throws(PipelineError) -> String? {
    guard let path else { return nil }
    if access(path, R_OK) != 0 { throw .unreadable(path: path, code: errno) }
    return path
  }

  // MARK: - Numbers

  private static func limits(_ values: OptionValues) throws(PipelineError) -> BatchLimits {
    var limits = BatchLimits()
    limits.requestBytes = try number(
      values.batchBytes, option: "batch-bytes", in: 1024...64 << 20, limits.requestBytes)
    limits.requestEvents = try number(
      values.batchEvents, option: "batch-events", in: 1...100_000, limits.requestEvents)
    limits.requests = try number(values.requests, option: "requests", in: 1...64, limits.requests)
    if let text = values.flush { limits.age = try duration(text, option: "flush") }
    return limits
  }

  private static func number(
    _ value: Int?, option: String, in range: ClosedRange<Int>, _ standard: Int
  ) throws(PipelineError) -> Int {
    guard let value else { return standard }
    guard range.contains(value) else {
      throw .option(
        name: option, value: "\(value)", problem: "is out of range",
        help: "choose \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// `500ms`, `30s`, `5m`, `12h`, `2d`; a number alone is seconds.
  static func duration(_ text: String, option: String) throws(PipelineError) -> Duration {
    let digits = text.prefix { ("0"..."9").contains($0) }
    let units: [Substring: Int64] = [
      "ms": 1, "": 1000, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
    ]
    guard let number = Int32(digits), let unit = units[text[digits.endIndex...]] else {
      throw .option(
        name: option, value: text, problem: "is no length of time",
        help: "write it as 500ms, 30s, 5m or 12h" + (option == "retry-for" ? ", or forever" : ""))
    }
    return .milliseconds(Int64(number) * unit)
  }
}
