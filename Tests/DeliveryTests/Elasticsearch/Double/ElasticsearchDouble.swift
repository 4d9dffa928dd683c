import Foundation
import Synchronization

/// An Elasticsearch of our own for tests: it keeps what it is sent by `_id`, and fails as it is told.
final class ElasticsearchDouble: Sendable {
  /// A reply instead of the usual one; nil for the usual one.
  typealias RequestFault = @Sendable (HTTPRequest) -> HTTPReply?
  /// What to say of an event, instead of keeping it.
  typealias ItemFault = @Sendable (BulkAction) -> ItemError?

  /// An error of one event.
  struct ItemError: Sendable {
    let status: Int
    let type: String
    var reason = "because"
  }

  private let server: HTTPServer
  private let index: DoubleIndex

  /// Starts it.
  ///
  /// - Parameters:
  ///   - root: what it says of itself at `GET /`.
  ///   - port: where it listens; the system chooses by default.
  ///   - script: for the first requests, each in turn.
  ///   - request: for all requests after them.
  ///   - item: for each event.
  init(
    root: HTTPReply = .answer(200, #"{"version":{"number":"8.11.1"}}"#), port: UInt16 = 0,
    script: [RequestFault] = [],
    request: @escaping RequestFault = { _ in nil }, item: @escaping ItemFault = { _ in nil }
  ) {
    let index = DoubleIndex(root: root, script: script, request: request, item: item)
    self.index = index
    server = HTTPServer(port: port) { index.reply($0) }
  }

  deinit { server.stop() }

  /// Closes its sockets.
  func stop() { server.stop() }

  var port: UInt16 { server.port }
  var url: String { "http://127.0.0.1:\(port)" }

  /// Everything it holds and has seen.
  var seen: DoubleIndex.State { index.seen }

  /// All events, whatever their index.
  var events: [String] { seen.events.values.flatMap(\.values) }
}

/// One line of a `_bulk` request with the event under it.
struct BulkAction: Sendable {
  let index: String
  let id: String
  let event: String

  /// The actions of a request; nil if it is not as it should be.
  static func all(of request: HTTPRequest) -> [BulkAction]? {
    guard request.method == "POST", request.target.contains("/_bulk"), request.body.last == 0x0A
    else { return nil }
    let lines = String(decoding: request.body, as: UTF8.self).split(separator: "\n")
    guard lines.count % 2 == 0 else { return nil }
    var actions: [BulkAction] = []
    for index in stride(from: 0, to: lines.count, by: 2) {
      guard let line = object(lines[index]), let create = line["create"] as? [String: String],
        let name = create["_index"], let id = create["_id"], object(lines[index + 1]) != nil
      else { return nil }
      actions.append(BulkAction(index: name, id: id, event: String(lines[index + 1])))
    }
    return actions
  }

  private static func object(_ line: Substring) -> [String: Any]? {
    try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
  }
}

/// What a double holds, and how it replies.
final class DoubleIndex: Sendable {
  /// What it holds and has seen.
  struct State: Sendable {
    /// Events by index and `_id`.
    var events: [String: [String: String]] = [:]
    /// Its `_bulk` requests.
    var requests: [HTTPRequest] = []
    /// Of each request, how many events it had.
    var sizes: [Int] = []
    /// For the next requests.
    var script: [ElasticsearchDouble.RequestFault] = []
  }

  private let state: Mutex<State>
  private let root: HTTPReply
  private let request: ElasticsearchDouble.RequestFault
  private let item: ElasticsearchDouble.ItemFault

  init(
    root: HTTPReply, script: [ElasticsearchDouble.RequestFault],
    request: @escaping ElasticsearchDouble.RequestFault,
    item: @escaping ElasticsearchDouble.ItemFault
  ) {
    state = Mutex(State(script: script))
    self.root = root
    self.request = request
    self.item = item
  }

  var seen: State { state.withLock { $0 } }

  /// The reply to a request.
  func reply(_ incoming: HTTPRequest) -> HTTPReply {
    if incoming.method == "GET" { return root }
    let actions = BulkAction.all(of: incoming)
    let scripted = state.withLock { state in
      state.requests.append(incoming)
      state.sizes.append(actions?.count ?? 0)
      return state.script.isEmpty ? nil : state.script.removeFirst()
    }
    let fault = scripted ?? request
    if let reply = fault(incoming) {
      // A reply that is lost on its way is one to events that were kept.
      if case .cut(let text, let count) = reply, text.isEmpty, let actions {
        return .cut(keep(actions), after: count)
      }
      return reply
    }
    guard let actions else {
      return .answer(400, #"{"error":{"type":"illegal_argument_exception","reason":"malformed"}}"#)
    }
    return .answer(200, keep(actions))
  }

  /// Keeps the events, and gives the reply that says so.
  private func keep(_ actions: [BulkAction]) -> String {
    let items = actions.map { action in
      if let fault = item(action) {
        return #"{"create":{"status":\#(fault.status),"error":{"type":"\#(fault.type)","#
          + #""reason":"\#(fault.reason)","caused_by":{"type":"x","reason":"the cause"}}}}"#
      }
      let isNew = state.withLock { state in
        if state.events[action.index]?[action.id] != nil { return false }
        state.events[action.index, default: [:]][action.id] = action.event
        return true
      }
      return isNew
        ? #"{"create":{"_index":"\#(action.index)","_id":"\#(action.id)","status":201}}"#
        : #"{"create":{"status":409,"error":{"type":"version_conflict_engine_exception","#
          + #""reason":"document already exists"}}}"#
    }
    return #"{"took":1,"errors":false,"items":[\#(items.joined(separator: ","))]}"#
  }
}
