/// A server that takes events, and says of each what became of it.
package enum DeliveryServer: Sendable, Equatable {
  /// Elasticsearch or OpenSearch; the template names the index of each event.
  case elasticsearch(ElasticsearchAddress, index: IndexTemplate)
  /// Logstash.
  case logstash(LogstashAddress)

  /// What messages call it: its hosts, without secrets.
  package var name: String {
    switch self {
    case .elasticsearch(let address, _): address.name
    case .logstash(let address): address.name
    }
  }

  /// The URLs that connections are made to, of `http` for plain TCP and of `https` for TLS.
  var connectionURLs: [String] {
    switch self {
    case .elasticsearch(let address, _): address.hosts
    case .logstash(let address): address.connectionURLs
    }
  }

  /// An empty queue for the events that it is to get.
  func makeQueue(
    _ settings: DeliverySettings, receipt: @escaping @Sendable (DeliveryReceipt) -> Void
  ) -> EventQueue {
    switch self {
    case .elasticsearch(_, let index):
      EventQueue(.bulk, index: index, settings, destination: name, receipt: receipt)
    case .logstash(let address):
      EventQueue(
        address.input == .beats ? .frames : .array, settings, destination: name, receipt: receipt)
    }
  }

  /// Sends what is in the queue, until no more comes; the work of a thread.
  func work(
    _ settings: DeliverySettings, _ queue: EventQueue, _ multi: CurlMulti, _ watch: DeliveryWatch
  ) {
    let access = ServerAccess(
      hosts: connectionURLs, settings, wake: { multi.wake() }, warning: watch.warning)
    switch self {
    case .elasticsearch(let address, _):
      RequestWorker(
        BulkProtocol(address), hosts: address.hosts, settings, queue, multi, watch, access
      ).run()
    case .logstash(let address):
      switch address.input {
      case .beats:
        LumberjackWorker(hosts: address.hosts, settings, queue, multi, watch, access).run()
      case .http(let path):
        RequestWorker(
          EventArrayProtocol(path: path), hosts: address.hosts, settings, queue, multi, watch,
          access
        ).run()
      }
    }
  }
}
