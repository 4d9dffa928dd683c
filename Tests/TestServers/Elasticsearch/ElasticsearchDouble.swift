import Synchronization

/// An Elasticsearch of our own for tests: it keeps what it is sent by `_id`, and fails as it is told.
package final class ElasticsearchDouble: Sendable {
  /// A reply instead of the usual one; nil for the usual one.
  package typealias RequestFault = @Sendable (HTTPRequest) -> HTTPReply?
  /// What to say of an event, instead of keeping it.
  package typealias ItemFault = @Sendable (BulkAction) -> ItemError?

  /// An error of one event.
  package struct ItemError: Sendable {
    let status: Int
    let type: String
    let reason: String
    let cause: String

    /// An error.
    package init(
      status: Int, type: String, reason: String = "because", cause: String = "the cause"
    ) {
      self.status = status
      self.type = type
      self.reason = reason
      self.cause = cause
    }
  }

  private let server: HTTPServer
  private let service: DoubleService

  /// Starts it.
  ///
  /// - Parameters:
  ///   - settings: what it is like.
  ///   - root: what it says of itself at `GET /`; its version, if it is said there, is the double's.
  ///   - port: where it listens; the system chooses by default.
  ///   - everywhere: whether it listens on all addresses, and not only for this machine.
  ///   - script: for the first requests that are no `GET`, each in turn.
  ///   - request: for all requests after them.
  ///   - item: for each event.
  package init(
    _ settings: DoubleSettings = DoubleSettings(), root: HTTPReply? = nil, port: UInt16 = 0,
    everywhere: Bool = false, script: [RequestFault] = [],
    request: @escaping RequestFault = { _ in nil }, item: ItemFault? = nil
  ) {
    var settings = settings
    if case .answer(200, let text, _)? = root, let said = JSON(parsing: text),
      let personality = Personality(root: said)
    {
      settings.personality = personality
    }
    let service = DoubleService(
      settings, DoubleService.Scripts(root: root, script: script, request: request, item: item))
    self.service = service
    server = HTTPServer(port: port, everywhere: everywhere, limits: settings.limits) {
      service.reply($0)
    }
  }

  deinit { server.stop() }

  /// Closes its sockets.
  package func stop() { server.stop() }

  /// Where it listens; 0 if it could not.
  package var port: UInt16 { server.port }
  /// Where it is to be found.
  package var url: String { "http://127.0.0.1:\(port)" }
  /// How many connections there have been.
  package var connections: Int { server.accepted }

  /// All events, whatever their index.
  package var events: [String] { service.documents().values.flatMap(\.values) }

  /// Everything it holds and has seen.
  package var seen: Seen {
    let requests = service.requests
    return Seen(
      events: service.documents(), requests: requests.map(\.request), sizes: requests.map(\.count),
      record: service.record)
  }

  /// What a double holds and has seen.
  package struct Seen: Sendable {
    /// Events by index (or data stream) and `_id`.
    package let events: [String: [String: String]]
    /// Its requests, `GET` and `HEAD` apart.
    package let requests: [HTTPRequest]
    /// Of each of them, how many events it had.
    package let sizes: [Int]
    /// Counts.
    package let record: DoubleRecord
  }

  /// Changes how it fails.
  package func change(_ faults: Faults) { service.change(faults) }

  /// Writes all it holds, a line a document, until `write` says no.
  package func dump(_ write: (String) -> Bool) { service.dump(write) }
}

/// One line of a `_bulk` request with the event under it, for tests.
package struct BulkAction: Sendable {
  /// Where it goes.
  package let index: String
  /// Its name; empty if it has none.
  package let id: String
  /// The event.
  package let event: String

  /// The actions of a request; nil if it is not as it should be.
  package static func all(of request: HTTPRequest) -> [BulkAction]? {
    guard request.method == "POST", request.target.contains("/_bulk") else { return nil }
    let defaults = BulkOperation(kind: .create, index: "")
    let body = request.body.span
    let operations = try? BulkParser.operations(
      in: body, DoubleSettings().personality, defaults: defaults)
    return operations?.map { BulkAction($0, body) }
  }

  /// An action for a closure of a test.
  init(_ operation: BulkOperation, _ body: Span<UInt8>) {
    index = operation.index
    id = operation.id ?? ""
    event = body.extracting(operation.source).withUnsafeBufferPointer {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
