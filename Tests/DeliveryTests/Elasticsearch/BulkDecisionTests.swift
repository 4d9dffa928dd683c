import Event
import TestServers
import Testing

@testable import Delivery

@Suite("Elasticsearch: decisions", .serialized)
struct BulkDecisionTests {
  private func receipt(
    created: Int = 0, duplicates: Int = 0, redirected: Int = 0, rejected: Int = 0
  ) -> DeliveryReceipt {
    var receipt = DeliveryReceipt(source: 0)
    receipt.created = created
    receipt.duplicates = duplicates
    receipt.redirected = redirected
    receipt.rejected = rejected
    return receipt
  }

  @Test("events arrive as they are, each under its name, and are acknowledged")
  func happyPath() throws {
    let double = ElasticsearchDouble()
    let delivered = try Delivered(1000, to: [double.url], Delivered.settings())
    #expect(delivered.error == nil)
    #expect(delivered.receipt == receipt(created: 1000))
    #expect(delivered.warnings.isEmpty)
    #expect(delivered.deadLetters.isEmpty)
    #expect(Set(double.events) == Set((0..<1000).map { Delivered.event($0) }))
    #expect(double.seen.events.keys.sorted() == ["logs"])
    let request = try #require(double.seen.requests.first)
    #expect(request.headers["content-type"] == "application/x-ndjson")
    #expect(request.headers["content-encoding"] == "gzip")
    #expect(request.headers["authorization"] == nil)
    #expect(request.headers["expect"] == nil)
  }

  @Test("nothing delivered is no request at all")
  func nothing() throws {
    let double = ElasticsearchDouble()
    #expect(try Delivered(0, to: [double.url], Delivered.settings()).error == nil)
    #expect(double.seen.requests.isEmpty)
  }

  @Test("a second run finds all events there, and that is success")
  func duplicates() throws {
    let double = ElasticsearchDouble()
    _ = try Delivered(100, to: [double.url], Delivered.settings())
    let again = try Delivered(100, to: [double.url], Delivered.settings())
    #expect(again.error == nil)
    #expect(again.receipt == receipt(duplicates: 100))
    #expect(double.events.count == 100)
  }

  /// Faults of whole requests after which the same request goes again, and nothing is lost or doubled.
  struct Passing: Sendable, CustomTestStringConvertible {
    let name: String
    let replies: [ElasticsearchDouble.RequestFault]
    var testDescription: String { name }

    init(_ name: String, _ replies: [HTTPReply?]) {
      self.name = name
      self.replies = replies.map { reply in { _ in reply } }
    }
  }

  @Test(
    "a request is sent again after",
    arguments: [
      Passing("a connection closed before the reply", [.hangUp, .hangUp]),
      Passing("a reply cut off after the events were kept", [.cut("", after: 20)]),
      Passing("status 429", [.answer(429, "{}"), .answer(429, "")]),
      Passing("status 500", [.answer(500, "oops")]),
      Passing("status 502", [.answer(502, "<html>")]),
      Passing("status 503 with Retry-After", [.answer(503, "", headers: ["Retry-After": "0"])]),
      Passing("status 504", [.answer(504, "")]),
      Passing("status 408", [.answer(408, "")]),
      Passing("status 200 without a body", [.answer(200, "")]),
      Passing("status 200 with half a JSON", [.answer(200, #"{"errors":false,"items":[{"cr"#)]),
      Passing("status 200 with a page", [.answer(200, "<html>Welcome</html>")]),
      Passing("a reply with no items", [.answer(200, #"{"errors":false,"items":[]}"#)]),
      Passing("a reply that leaves the items out", [.answer(200, #"{"errors":false}"#)]),
      Passing(
        "a reply with too few items",
        [.answer(200, #"{"errors":false,"items":[{"create":{"status":201}}]}"#)]),
      Passing(
        "a reply with an item without a status",
        [
          .answer(
            200,
            #"{"items":[\#([String](repeating: "{\"create\":{}}", count: 10).joined(separator: ","))]}"#
          )
        ]),
      Passing("a slow reply", [.after(milliseconds: 200, .answer(500, ""))]),
    ])
  func passing(fault: Passing) throws {
    let double = ElasticsearchDouble(script: fault.replies)
    let delivered = try Delivered(10, to: [double.url], Delivered.settings())
    #expect(delivered.error == nil)
    #expect(delivered.receipt.created + delivered.receipt.duplicates == 10)
    #expect(double.events.count == 10)
    #expect(double.seen.sizes.reduce(0, +) == 10 * (fault.replies.count + 1))
    #expect(delivered.warnings.count == 1)
  }

  @Test(
    "only the events that the server cannot take now are sent again",
    arguments: [
      (429, "es_rejected_execution_exception"), (429, "circuit_breaking_exception"),
      (503, "unavailable_shards_exception"), (500, "process_cluster_event_timeout_exception"),
      (403, "cluster_block_exception"), (404, "index_not_found_exception"),
    ])
  func itemRetries(status: Int, type: String) throws {
    let refusals = Countdown(30)
    let double = ElasticsearchDouble(item: { action in
      action.event.contains(#"7,"#) && refusals.take()
        ? .init(status: status, type: type) : nil
    })
    let delivered = try Delivered(100, to: [double.url], Delivered.settings())
    #expect(delivered.error == nil)
    #expect(delivered.receipt == receipt(created: 100))
    // Ten events end in 7; the others were sent once.
    #expect(double.seen.sizes.reduce(0, +) == 130)
  }

  @Test("a cluster that has no room for another index is waited for")
  func shardsLimit() throws {
    let refusals = Countdown(1)
    let double = ElasticsearchDouble(item: { _ in
      refusals.take()
        ? .init(
          status: 400, type: "validation_exception",
          reason: "this cluster currently has [1000]/[1000] maximum normal shards open") : nil
    })
    let delivered = try Delivered(1, to: [double.url], Delivered.settings())
    #expect(delivered.receipt == receipt(created: 1))
  }

  @Test(
    "an event that will never be taken is laid aside with the reason, the others are kept",
    arguments: [
      "mapper_parsing_exception", "document_parsing_exception", "illegal_argument_exception",
    ])
  func rejected(type: String) throws {
    let double = ElasticsearchDouble(item: { action in
      action.event.contains(#""number":42,"#) ? .init(status: 400, type: type) : nil
    })
    let settings = Delivered.settings()
    let delivered = try Delivered(100, to: [double.url], settings)
    #expect(delivered.receipt == receipt(created: 99, rejected: 1))
    #expect(
      delivered.error?.description == """
        \(double.url): 1 events were not taken, the first one because: status 400, because: the cause
        help: they are in \(settings.deadLetterPath), each with its reason
        """)
    var id = JSONBuffer()
    Delivered.id(42).append(to: &id)
    #expect(
      delivered.deadLetters == [
        #"{"dead_letter":{"destination":"\#(double.url)","status":400,"type":"\#(type)","#
          + #""reason":"because: the cause","action":{"create":{"_index":"logs","_id":"\#(id.text())"}}},"#
          + #""event":\#(Delivered.event(42))}"#
      ])
  }

  @Test("a request that is too large is halved until it is taken; an event that is, laid aside")
  func tooLarge() throws {
    let double = ElasticsearchDouble(request: { request in
      let actions = BulkAction.all(of: request) ?? []
      let isLarge = actions.count > 7 || actions.contains { $0.event.contains(#""number":3,"#) }
      return isLarge ? .answer(413, "") : nil
    })
    let delivered = try Delivered(100, to: [double.url], Delivered.settings())
    #expect(delivered.receipt == receipt(created: 99, rejected: 1))
    #expect(delivered.deadLetters.count == 1)
    #expect(delivered.deadLetters.first?.contains(#""status":413"#) == true)
  }

  @Test(
    "a request that is called malformed is halved until the event is found, and that is laid aside")
  func malformed() throws {
    let double = ElasticsearchDouble(request: { request in
      String(decoding: request.body, as: UTF8.self).contains(#""number":77,"#)
        ? .answer(
          400, #"{"error":{"type":"x_content_parse_exception","reason":"bad"},"status":400}"#)
        : nil
    })
    let delivered = try Delivered(100, to: [double.url], Delivered.settings())
    #expect(delivered.receipt == receipt(created: 99, rejected: 1))
    #expect(delivered.deadLetters.first?.contains(Delivered.event(77)) == true)
    #expect(delivered.deadLetters.first?.contains("x_content_parse_exception") == true)
  }

  @Test("an event that a server answers with nothing is found, and laid aside in the end")
  func silent() throws {
    let double = ElasticsearchDouble(request: { request in
      String(decoding: request.body, as: UTF8.self).contains(#""number":5,"#)
        ? .answer(200, "") : nil
    })
    let delivered = try Delivered(
      20, to: [double.url], Delivered.settings(retryFor: .milliseconds(1500)))
    #expect(delivered.receipt == receipt(created: 19, rejected: 1))
  }

  @Test(
    "a server that refuses from the start ends the delivery at once",
    arguments: [301, 401, 403, 404, 405, 406, 501])
  func refused(status: Int) throws {
    let double = ElasticsearchDouble(request: { _ in
      .answer(status, #"{"error":{"type":"security_exception","reason":"no"},"status":0}"#)
    })
    let delivered = try Delivered(10, to: [double.url], Delivered.settings())
    #expect(
      delivered.error == .refused(destination: double.url, status: status, reason: "no"))
    #expect(delivered.receipt.settled == 0)
    #expect(delivered.deadLetters.isEmpty)
    #expect(double.seen.requests.count == 1)
  }

  @Test("a server that calls everything malformed from the start is none")
  func allMalformed() throws {
    let double = ElasticsearchDouble(request: { _ in .answer(400, "plain HTTP on a TLS port") })
    let delivered = try Delivered(1000, to: [double.url], Delivered.settings())
    #expect(
      delivered.error
        == .refused(destination: double.url, status: 400, reason: "plain HTTP on a TLS port"))
  }

  @Test("a login that stops working is waited for", arguments: [401, 403])
  func loginRotates(status: Int) throws {
    let double = ElasticsearchDouble(script: [
      { _ in nil }, { _ in .answer(status, "") }, { _ in .answer(status, "") },
    ])
    let delivered = try Delivered(
      30, to: [double.url],
      Delivered.settings {
        $0.limits.requestEvents = 10
        $0.limits.requests = 1
      })
    #expect(delivered.error == nil)
    #expect(delivered.receipt == receipt(created: 30))
  }

  @Test("events that go to a failure store are counted apart")
  func failureStore() throws {
    let double = ElasticsearchDouble(script: [
      { _ in
        .answer(
          200, #"{"errors":false,"items":[{"create":{"status":201,"failure_store":"used"}}]}"#)
      }
    ])
    let delivered = try Delivered(1, to: [double.url], Delivered.settings())
    #expect(delivered.receipt == receipt(redirected: 1))
  }
}
