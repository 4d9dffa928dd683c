/// Where events go, as `--to` names it.
package enum Destination: Sendable, Equatable {
  /// Standard output.
  case standardOutput
  /// A file; what it held before is replaced.
  case file(path: String)
  /// A file compressed as gzip; what it held before is replaced.
  case gzipFile(path: String)
  /// Elasticsearch or OpenSearch, over HTTP.
  case elasticsearch(ElasticsearchAddress)
  /// Logstash, by one of its inputs.
  case logstash(LogstashAddress)
  /// A capture file, for the wire messages found in the logs; what it held before is replaced.
  case capture(path: String)

  /// Reads the value of `--to`: `-`, or a path, compressed when it ends in `.gz`, a capture when in `.pcap`.
  ///
  /// `http://` and `https://` are Elasticsearch or OpenSearch, `cloud:` with a Cloud ID a deployment of
  /// Elastic Cloud; `lumberjack://`, `lumberjacks://`, `logstash+http://` and `logstash+https://` Logstash.
  /// `./-` is a file of that name, and `./x://y` one whose name looks like a URL.
  /// - Throws: ``DeliveryError/unsupportedDestination(_:)`` for other URLs, which come with later
  ///   versions; ``DeliveryError/badURL(problem:)``; ``DeliveryError/badCloudID(problem:)``; ``DeliveryError/emptyDestination``.
  package init(parsing text: String) throws(DeliveryError) {
    if text.isEmpty { throw .emptyDestination }
    if text == "-" {
      self = .standardOutput
    } else if ElasticsearchAddress.recognises(text) {
      self = .elasticsearch(
        try Destination.address { () throws(ServerURL.Fault) in
          try ElasticsearchAddress(parsing: text)
        })
    } else if LogstashAddress.recognises(text) {
      self = .logstash(
        try Destination.address { () throws(ServerURL.Fault) in
          try LogstashAddress(parsing: text)
        })
    } else if text.hasPrefix(CloudID.mark) {
      self = .elasticsearch(try Destination.cloudAddress(text))
    } else if Destination.isURL(text) {
      throw .unsupportedDestination(text)
    } else if text.hasSuffix(".pcap") {
      self = .capture(path: text)
    } else if text.hasSuffix(".gz") {
      self = .gzipFile(path: text)
    } else {
      self = .file(path: text)
    }
  }

  /// What messages and state call it: the path of a file, or the hosts of a server, without secrets.
  package var name: String {
    switch self {
    case .standardOutput: "standard output"
    case .file(let path), .gzipFile(let path), .capture(let path): path
    case .elasticsearch(let address): address.name
    case .logstash(let address): address.name
    }
  }

  /// Whether it takes wire messages, not events.
  package var isCapture: Bool {
    if case .capture = self { true } else { false }
  }

  /// Whether it is a server, which takes events by ``AcknowledgingSink``.
  package var isServer: Bool {
    switch self {
    case .elasticsearch, .logstash: true
    case .standardOutput, .file, .gzipFile, .capture: false
    }
  }

  /// Whether all that is sent to it is encrypted.
  package var isEncrypted: Bool {
    switch self {
    case .elasticsearch(let address): address.hosts.allSatisfy { $0.hasPrefix("https:") }
    case .logstash(let address): address.isEncrypted
    case .standardOutput, .file, .gzipFile, .capture: false
    }
  }

  /// The index that it names; nil where it names none, or knows none.
  package var index: String? {
    if case .elasticsearch(let address) = self { address.index } else { nil }
  }

  /// Opens a destination that takes any bytes for writing.
  ///
  /// - Throws: ``DeliveryError/system(_:destination:errno:)`` when a file cannot be created,
  ///   ``DeliveryError/onlyEvents(destination:)`` for a server.
  package func open() throws(DeliveryError) -> any EventSink {
    switch self {
    case .standardOutput: StandardOutputSink()
    case .file(let path), .capture(let path): try FileSink(path: path)
    case .gzipFile(let path): try GzipFileSink(path: path)
    case .elasticsearch, .logstash: throw .onlyEvents(destination: name)
    }
  }

  private static func address<Address>(
    _ read: () throws(ServerURL.Fault) -> Address
  ) throws(DeliveryError) -> Address {
    do throws(ServerURL.Fault) {
      return try read()
    } catch {
      // The whole text is not shown: a password may stand in it.
      throw .badURL(problem: error.rawValue)
    }
  }

  private static func cloudAddress(_ text: String) throws(DeliveryError) -> ElasticsearchAddress {
    do {
      return try CloudID.address(String(text.dropFirst(CloudID.mark.count)))
    } catch {
      throw .badCloudID(problem: error.rawValue)
    }
  }

  /// Whether the text begins with a URL scheme (RFC 3986 s 3.1) and `://`.
  private static func isURL(_ text: String) -> Bool {
    var scheme = 0
    var rest = text.utf8[...]
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        scheme += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        if scheme == 0 { return false }
      default:
        return scheme > 0 && rest.starts(with: "://".utf8)
      }
      rest = rest.dropFirst()
    }
    return false
  }
}
