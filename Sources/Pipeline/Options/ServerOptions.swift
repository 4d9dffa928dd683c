package import Delivery
import Glibc

/// A server to deliver to: where it is, and how.
package struct ServerOptions: Sendable {
  /// Where it is.
  package var address: ElasticsearchAddress
  /// How events are delivered.
  package var settings: ElasticsearchSettings
}

/// The texts of options on deliveries to servers, read as what they stand for.
enum ServerOptionParsing {
  /// The options of each server among `destinations`.
  static func servers(
    _ destinations: [Destination], _ values: OptionValues
  ) throws(PipelineError) -> [ServerOptions] {
    var servers: [ServerOptions] = []
    for destination in destinations {
      guard case .elasticsearch(let address) = destination else { continue }
      servers.append(
        ServerOptions(address: address, settings: try settings(address, values)))
    }
    return servers
  }

  private static func settings(
    _ address: ElasticsearchAddress, _ values: OptionValues
  ) throws(PipelineError) -> ElasticsearchSettings {
    var settings = ElasticsearchSettings(
      index: try index(values.index ?? address.index ?? IndexTemplate.standard))
    settings.credentials = try AccessOptionParsing.credentials(address, values)
    settings.tls = try AccessOptionParsing.tls(address, values)
    settings.proxy = try AccessOptionParsing.proxy(values)
    settings.limits = try limits(values)
    if let text = values.retryFor { settings.retryFor = try duration(text, option: "retry-for") }
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

  // MARK: - Numbers

  private static func limits(_ values: OptionValues) throws(PipelineError) -> BulkLimits {
    var limits = BulkLimits()
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
        help: "write it as 500ms, 30s, 5m or 12h")
    }
    return .milliseconds(Int64(number) * unit)
  }
}
