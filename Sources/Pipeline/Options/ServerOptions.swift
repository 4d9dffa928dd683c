package import Delivery

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
  /// The options of each server among `destinations`, each with those that it has of its own.
  static func servers(
    _ destinations: [Destination?], _ check: inout OptionCheck
  ) -> [ServerOptions] {
    refuseUseless(for: destinations, &check)
    var servers: [ServerOptions] = []
    for (number, destination) in destinations.enumerated() {
      guard let destination else { continue }
      refuseOptions(of: number, destination, &check)
      var own = OptionCheck(values(of: number, destination, check.values))
      if let server = server(destination, &own) { servers.append(server) }
      check.add(own)
    }
    return servers
  }

  /// Where a destination is and how events are delivered; nil if it is no server, or that cannot be said.
  private static func server(
    _ destination: Destination, _ check: inout OptionCheck
  ) -> ServerOptions? {
    switch destination {
    case .elasticsearch(let address):
      let text = check.values.index
      let index = check.read("index", or: nil, try index(text, address))
      let login = LoginParsing.credentials(address, &check)
      let settings = settings(destination, login, &check)
      return index.map {
        ServerOptions(server: .elasticsearch(address, index: $0), settings: settings)
      }
    case .logstash(let address):
      let login =
        address.input == .beats
        ? .none : LoginParsing.credentials((address.user, address.password), &check)
      return ServerOptions(
        server: .logstash(address), settings: settings(destination, login, &check))
    case .standardOutput, .file, .gzipFile, .capture:
      return nil
    }
  }

  /// How events are delivered.
  private static func settings(
    _ destination: Destination, _ credentials: Credentials, _ check: inout OptionCheck
  ) -> DeliverySettings {
    let values = check.values
    var settings = DeliverySettings()
    settings.credentials = credentials
    settings.tls = AccessOptionParsing.tls(destination, &check)
    settings.proxy = check.read("proxy", or: nil, try AccessOptionParsing.proxy(values.proxy))
    settings.limits = limits(&check)
    settings.compresses = values.compression ?? true
    if values.retryFor == "forever" {
      settings.retryFor = nil
    } else if let retryFor = check.duration("retry-for", values.retryFor) {
      settings.retryFor = retryFor
    }
    if let path = values.deadLetters { settings.deadLetterPath = path }
    return settings
  }

  private static func index(
    _ option: String?, _ address: ElasticsearchAddress
  ) throws(PipelineError) -> IndexTemplate {
    let text = option ?? address.index ?? IndexTemplate.standard
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

  // MARK: - Numbers

  private static func limits(_ check: inout OptionCheck) -> BatchLimits {
    let values = check.values
    var limits = BatchLimits()
    limits.requestBytes = check.number(
      "batch-bytes", values.batchBytes, in: 1024...64 << 20, limits.requestBytes)
    limits.requestEvents = check.number(
      "batch-events", values.batchEvents, in: 1...100_000, limits.requestEvents)
    limits.requests = check.number("requests", values.requests, in: 1...64, limits.requests)
    if let flush = check.duration("flush", values.flush) { limits.age = flush }
    return limits
  }
}

extension OptionCheck {
  /// A number in a range; `standard` where none is given.
  mutating func number(
    _ name: String, _ value: Int?, in range: ClosedRange<Int>, _ standard: Int
  ) -> Int {
    guard let value else { return standard }
    guard !range.contains(value) else { return value }
    let fault = PipelineError.option(
      name: name, value: "\(value)", problem: "is out of range",
      help: "choose \(range.lowerBound) to \(range.upperBound)")
    return read(name, or: standard, try OptionCheck.refusal(fault))
  }

  private static func refusal(_ fault: PipelineError) throws(PipelineError) -> Int { throw fault }

  /// A length of time; nil where none is given.
  mutating func duration(_ name: String, _ text: String?) -> Duration? {
    guard let text else { return nil }
    return read(name, or: nil, try OptionParsing.duration(text, option: name))
  }
}
