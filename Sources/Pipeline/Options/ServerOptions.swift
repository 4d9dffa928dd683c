package import Delivery

/// A server to deliver to: where it is, and how.
package struct ServerOptions: Sendable {
  /// Where it is.
  package var address: ElasticsearchAddress
  /// How events are delivered.
  package var settings: ElasticsearchSettings

  /// What messages call it, without secrets.
  package var name: String { address.name }

  /// Starts delivering: see ``ElasticsearchSink``.
  ///
  /// - Throws: ``DeliveryError/noResources(destination:)``.
  package func open(
    receipt: @escaping @Sendable (DeliveryReceipt) -> Void,
    warning: @escaping @Sendable (String) -> Void
  ) throws(DeliveryError) -> any AcknowledgingSink {
    try ElasticsearchSink(address, settings, receipt: receipt, warning: warning)
  }
}

/// The texts of options on deliveries to servers, read as what they stand for.
enum ServerOptionParsing {
  /// The options of each server among `destinations`, each with those that it has of its own.
  static func servers(
    _ destinations: [Destination?], _ check: inout OptionCheck
  ) -> [ServerOptions] {
    var servers: [ServerOptions] = []
    for (number, destination) in destinations.enumerated() {
      guard case .elasticsearch(let address)? = destination else {
        if destination != nil { refuseOptions(of: number, &check) }
        continue
      }
      var own = OptionCheck(check.values.ofDestination(number))
      if let settings = settings(address, &own) {
        servers.append(ServerOptions(address: address, settings: settings))
      }
      check.add(own)
    }
    return servers
  }

  /// Tells that what is no server has options for one.
  private static func refuseOptions(of number: Int, _ check: inout OptionCheck) {
    guard let own = check.values.destinationOptions[number] else { return }
    var ownCheck = OptionCheck(own)
    for key in OptionKey.all where key.isGiven(in: own) {
      ownCheck.refuse(
        [key.name], "--\(key.name) is for servers, and this destination is none",
        help: "leave it out")
    }
    check.add(ownCheck)
  }

  /// How events are delivered; nil where that cannot be said.
  private static func settings(
    _ address: ElasticsearchAddress, _ check: inout OptionCheck
  ) -> ElasticsearchSettings? {
    let values = check.values
    let index = check.read("index", or: nil, try index(values.index, address))
    let credentials = LoginParsing.credentials(address, &check)
    let tls = AccessOptionParsing.tls(address, &check)
    let proxy = check.read("proxy", or: nil, try AccessOptionParsing.proxy(values.proxy))
    let limits = limits(&check)
    let isEndless = values.retryFor == "forever"
    let retryFor = isEndless ? nil : check.duration("retry-for", values.retryFor)
    guard let index else { return nil }
    var settings = ElasticsearchSettings(index: index)
    settings.credentials = credentials
    settings.tls = tls
    settings.proxy = proxy
    settings.limits = limits
    if let retryFor { settings.retryFor = retryFor }
    if isEndless { settings.retryFor = nil }
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

  private static func limits(_ check: inout OptionCheck) -> BulkLimits {
    let values = check.values
    var limits = BulkLimits()
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
