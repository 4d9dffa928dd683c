import Synchronization

/// A double without its sockets: requests in, replies out.
final class DoubleService: Sendable {
  /// What a test in the same process says.
  struct Scripts: Sendable {
    var root: HTTPReply?
    var script: [ElasticsearchDouble.RequestFault] = []
    var request: ElasticsearchDouble.RequestFault = { _ in nil }
    var item: ElasticsearchDouble.ItemFault?
  }

  /// A request that was kept.
  struct Kept: Sendable {
    let request: HTTPRequest
    /// How many events it had.
    var count: Int
    /// How it was answered; 0 for a connection that was closed.
    var status: Int
  }

  let settings: DoubleSettings
  let scripts: Scripts
  let plan: FaultPlan
  let cluster: Mutex<Cluster>
  private let sink = BulkSink()
  private let kept = Mutex<[Kept]>([])
  private let script: Mutex<[ElasticsearchDouble.RequestFault]>
  let doorkeeper: Doorkeeper

  init(_ settings: DoubleSettings, _ scripts: Scripts = Scripts()) {
    self.settings = settings
    self.scripts = scripts
    plan = FaultPlan(settings.faults, seed: settings.seed)
    cluster = Mutex(Cluster(settings))
    script = Mutex(scripts.script)
    doorkeeper = Doorkeeper(settings)
  }

  /// The reply to a request.
  func reply(_ request: HTTPRequest) -> HTTPReply {
    let target = HTTPTarget(request.target)
    if target.path.first == "_double" { return admin(request, target) }
    let faults = plan.faults
    if faults.isDown { return .reset }
    let isRead = request.method == "GET" || request.method == "HEAD"
    if isRead, target.path.isEmpty, let root = scripts.root { return root }
    let isBulk = BulkEndpoint.isBulk(target.path) && !isRead
    let reply: HTTPReply
    if isRead {
      reply = answer(request, target, isBulk: false)
    } else {
      let fault = script.withLock { $0.isEmpty ? scripts.request : $0.removeFirst() }
      reply = scripted(fault(request), request, target, isBulk)
    }
    note(request, reply, isBulk: isBulk, keeps: !isRead)
    return reply
  }

  private func scripted(
    _ fault: HTTPReply?, _ request: HTTPRequest, _ target: HTTPTarget, _ isBulk: Bool
  ) -> HTTPReply {
    guard let fault else { return answer(request, target, isBulk: isBulk) }
    // A reply that is lost on its way is one to events that were kept.
    if case .cut("", let count) = fault,
      case .answer(_, let text, _) = answer(request, target, isBulk: isBulk)
    {
      return .cut(text, after: count)
    }
    return fault
  }

  private func answer(
    _ request: HTTPRequest, _ target: HTTPTarget, isBulk: Bool
  ) -> HTTPReply {
    do throws(DoubleError) {
      if plan.faults.refusesLogins {
        throw DoubleError(401, "security_exception", "unable to authenticate user")
      }
      let user = try doorkeeper.user(request)
      try doorkeeper.checkMediaTypes(request)
      let (route, names) = try Router.find(request.method, target, settings.personality)
      if isBulk { return try bulk(request, target, names) }
      let call = Call(
        method: request.method, names: names, query: target.query, body: request.body, user: user)
      let reply = try cluster.withLock { (cluster) throws(DoubleError) in
        try route.handler(&cluster, call)
      }
      return finish(reply, request, target)
    } catch {
      return finish(error.reply, request, target)
    }
  }

  private func bulk(
    _ request: HTTPRequest, _ target: HTTPTarget, _ names: [String: String]
  ) throws(DoubleError) -> HTTPReply {
    try BulkEndpoint.check(target, settings.personality)
    if let most = plan.faults.mostBodyBytes, request.body.count > most {
      return .answer(413, "", headers: headers(request))
    }
    if settings.isSink {
      guard let count = BulkSink.count(request.body.span) else {
        throw .illegal("the body is not made of pairs of lines")
      }
      cluster.withLock { cluster in
        cluster.record.sent += count
        cluster.record.created += count
      }
      return delayed(.answer(200, sink.reply(count), headers: headers(request)))
    }
    let fault = plan.request(request.body.span)
    if let fault { cluster.withLock { $0.record.faults[fault, default: 0] += 1 } }
    if let reply = fault.flatMap({ earlyReply(to: $0, request) }) { return delayed(reply) }
    let (items, wait) = try apply(request, target, names)
    let filter = FilterPath(target.query["filter_path"])
    let reply = lateReply(fault, items, filter, request, target)
    return delayed(wait > 0 ? .after(milliseconds: wait, reply) : reply)
  }

  private func apply(
    _ request: HTTPRequest, _ target: HTTPTarget, _ names: [String: String]
  ) throws(DoubleError) -> ([BulkItem], UInt32) {
    if request.body.isEmpty {
      throw DoubleError(400, "parse_exception", "request body is required")
    }
    let body = request.body.span
    var defaults = BulkOperation(kind: .create, index: names["index"] ?? "")
    defaults.pipeline = target.query["pipeline"]
    defaults.requiresAlias = target.query["require_alias"] == "true"
    let operations = try BulkParser.operations(in: body, settings.personality, defaults: defaults)
    let wait = plan.enqueue(operations.count)
    var faults: [DoubleError?] = []
    faults.reserveCapacity(operations.count)
    for operation in operations {
      faults.append(wait == nil ? error("429") : itemFault(operation, body))
    }
    let items = cluster.withLock { cluster in
      cluster.apply(
        operations, body, faults: faults,
        requiresStream: target.query["require_data_stream"] == "true")
    }
    return (items, wait ?? 0)
  }

  private func itemFault(_ operation: BulkOperation, _ body: Span<UInt8>) -> DoubleError? {
    if let item = scripts.item, let fault = item(BulkAction(operation, body)) {
      return DoubleError(
        fault.status, fault.type, fault.reason, cause: .init(type: "x", reason: fault.cause))
    }
    guard let name = plan.item(body, operation.source) else { return nil }
    cluster.withLock { $0.record.faults["item-" + name, default: 0] += 1 }
    return error(name)
  }

  private func error(_ name: String) -> DoubleError? {
    Faults.itemErrors[name].map { DoubleError($0.status, $0.type, $0.reason) }
  }

  private func delayed(_ reply: HTTPReply) -> HTTPReply {
    let delay = plan.delay()
    return delay > 0 ? .after(milliseconds: delay, reply) : reply
  }

  // MARK: Answers as they go out

  /// Headers of every answer.
  func headers(_ request: HTTPRequest) -> [String: String] {
    var headers = ["Content-Type": doorkeeper.contentType(request)]
    if settings.personality.namesProduct { headers["X-Elastic-Product"] = "Elasticsearch" }
    return headers
  }

  /// Applies `filter_path` and `pretty`, and adds headers.
  func finish(_ reply: DoubleReply, _ request: HTTPRequest, _ target: HTTPTarget) -> HTTPReply {
    var headers = headers(request).merging(reply.headers) { $1 }
    if reply.status == 401 { headers.merge(doorkeeper.challenge) { $1 } }
    let isPretty = target.query["pretty"].map { $0 != "false" } ?? false
    switch reply.body {
    case .json(let json):
      let shown = FilterPath(target.query["filter_path"])?.filter(json) ?? json
      return .answer(reply.status, isPretty ? shown.pretty : shown.line, headers: headers)
    case .written(let text):
      // Errors are filtered too; what is left of other answers was made so.
      var shown = text
      if reply.status >= 400, let filter = FilterPath(target.query["filter_path"]) {
        shown = JSON(parsing: text).map { filter.filter($0).line } ?? text
      }
      if isPretty { shown = JSON(parsing: shown)?.pretty ?? shown }
      return .answer(reply.status, shown, headers: headers)
    case .text(let text):
      headers["Content-Type"] = "text/plain; charset=UTF-8"
      return .answer(reply.status, text, headers: headers)
    }
  }
}

// MARK: - What it has seen

extension DoubleService {
  /// Requests that were kept, the last ones last.
  var requests: [Kept] { kept.withLock { $0 } }

  /// Counts.
  var record: DoubleRecord { cluster.withLock { $0.record } }

  /// Forgets all documents, templates and counts.
  func reset() {
    kept.withLock { $0 = [] }
    cluster.withLock { $0 = Cluster(settings) }
  }

  /// Changes how it fails.
  func change(_ faults: Faults) { plan.set(faults) }

  private func note(_ request: HTTPRequest, _ reply: HTTPReply, isBulk: Bool, keeps: Bool) {
    var last = reply
    while case .after(_, let next) = last { last = next }
    let status =
      switch last {
      case .answer(let status, _, _), .dribble(_, let status, _, _): status
      case .cut: 200
      case .hangUp, .reset, .after: 0
      }
    cluster.withLock { cluster in
      cluster.record.requests += 1
      cluster.record.statuses[status, default: 0] += 1
      if isBulk {
        cluster.record.bulkRequests += 1
        cluster.record.wireBytes += request.wireBytes
        cluster.record.bodyBytes += request.body.count
      }
    }
    guard keeps, !settings.isSink else { return }
    let count = settings.keepsRequests ? BulkAction.all(of: request)?.count ?? 0 : 0
    kept.withLock { kept in
      var noted = request
      if !settings.keepsRequests {
        noted.body = []
        if kept.count >= 1000 { kept.removeFirst(500) }
      }
      kept.append(Kept(request: noted, count: count, status: status))
    }
  }

  /// All documents by index (or data stream) and id.
  func documents() -> [String: [String: String]] {
    cluster.withLock { cluster in
      var documents: [String: [String: String]] = [:]
      for index in cluster.indices.values {
        var some: [String: String] = [:]
        for number in 0..<index.documents.ever {
          if let document = index.documents.document(at: number) {
            some[document.id] = document.kept
          }
        }
        if !some.isEmpty { documents[index.stream ?? index.name, default: [:]].merge(some) { $1 } }
      }
      return documents
    }
  }

  /// Writes all documents, a line each: `{"_index":...,"_id":...,"hash":...,"_source":{...}}`, where
  /// `fields` stands for `_source` if only those are kept.
  ///
  /// What arrives meanwhile waits.
  func dump(_ write: (String) -> Bool) {
    let member = settings.keeping == .sources ? "\"_source\":" : "\"fields\":{"
    let end = settings.keeping == .sources ? "}\n" : "}}\n"
    cluster.withLock { cluster in
      for index in cluster.indices.values.sorted(by: { $0.name < $1.name }) {
        let name = JSON.quoted(index.stream ?? index.name)
        let backing = JSON.quoted(index.name)
        for number in 0..<index.documents.ever {
          guard let document = index.documents.document(at: number) else { continue }
          let head =
            "{\"_index\":\(name),\"backing\":\(backing),\"_id\":\(JSON.quoted(document.id))"
          let hash = ",\"hash\":\"\(ByteHash.hex(document.sourceHash))\","
          guard write(head + hash + member + document.kept + end) else { return }
        }
      }
    }
  }
}
