import Event
import Glibc
import Synchronization
import TestServers
import Testing

@testable import Delivery

@Suite("Elasticsearch: hosts and retries", .serialized)
struct BulkHostTests {
  @Test("requests are shared among the hosts")
  func shared() throws {
    let doubles = [ElasticsearchDouble(), ElasticsearchDouble()]
    let delivered = try Delivered(
      400, to: doubles.map(\.url), Delivered.settings { $0.limits.requestEvents = 10 })
    #expect(delivered.error == nil)
    #expect(delivered.receipt.created == 400)
    #expect(doubles.allSatisfy { $0.events.count >= 100 })
  }

  @Test("a host that is down is left alone, the others take its part")
  func oneDown() throws {
    let down = ElasticsearchDouble()
    let (url, double) = (down.url, ElasticsearchDouble())
    down.stop()
    let delivered = try Delivered(
      400, to: [url, double.url],
      Delivered.settings {
        $0.limits.requestEvents = 10
        $0.backoff.first = .seconds(5)
        $0.backoff.most = .seconds(5)
      })
    #expect(delivered.error == nil)
    #expect(double.events.count == 400)
    #expect(delivered.warnings.count == 1)
    #expect(delivered.warnings.first?.hasPrefix(url) == true)
  }

  @Test("a host that comes back is used again, and what waited for it arrives")
  func comesBack() throws {
    let first = ElasticsearchDouble()
    let port = first.port
    first.stop()
    let later = Later()
    HTTPThread.start {
      usleep(300_000)
      later.start(port: port)
    }
    let delivered = try Delivered(100, to: [first.url], Delivered.settings())
    #expect(delivered.error == nil)
    #expect(delivered.receipt.created == 100)
    #expect(later.double?.events.count == 100)
  }

  @Test(
    "what a server says of itself is of use, and its silence no obstacle",
    arguments: [
      (HTTPReply.answer(200, #"{"version":{"number":"7.17.9"}}"#), false, 0),
      (.answer(200, #"{"version":{"number":"8.18.0"}}"#), true, 0),
      (.answer(200, #"{"version":{"number":"9.1.2"}}"#), true, 0),
      (
        .answer(200, #"{"version":{"distribution":"opensearch","number":"2.19.1"}}"#), false, 0
      ),
      (.answer(200, #"{"version":{"number":"6.8.23"}}"#), false, 1),
      (.answer(403, #"{"error":"no"}"#), false, 0), (.answer(404, ""), false, 0),
      (.answer(200, "<html>"), false, 0), (.hangUp, false, 0),
    ])
  func products(root: HTTPReply, hidesSource: Bool, warnings: Int) throws {
    let double = ElasticsearchDouble(root: root)
    let delivered = try Delivered(1, to: [double.url], Delivered.settings())
    #expect(delivered.error == nil)
    #expect(delivered.receipt.created == 1)
    #expect(delivered.warnings.count == warnings)
    let target = try #require(double.seen.requests.first?.target)
    #expect(target.hasSuffix("&include_source_on_error=false") == hidesSource)
  }

  @Test("Retry-After is honoured")
  func retryAfter() throws {
    let double = ElasticsearchDouble(script: [
      { _ in .answer(429, "", headers: ["Retry-After": "1"]) }
    ])
    let start = ContinuousClock.now
    let delivered = try Delivered(1, to: [double.url], Delivered.settings())
    #expect(delivered.receipt.created == 1)
    #expect(ContinuousClock.now - start >= .seconds(1))
  }

  @Test("nothing is lost when nobody is there: all events are laid aside, and it ends")
  func nobody() throws {
    let double = ElasticsearchDouble()
    double.stop()
    let settings = Delivered.settings(retryFor: .milliseconds(300)) {
      $0.limits.requestEvents = 10
      $0.limits.requestBytes = 1024
    }
    let delivered = try Delivered(1000, to: [double.url], settings)
    #expect(delivered.receipt.rejected == 1000)
    #expect(delivered.deadLetters.count == 1000)
    let error = try #require(delivered.error?.description)
    #expect(error.hasPrefix("\(double.url): 1000 events were not taken"))
    #expect(error.contains(settings.deadLetterPath))
  }

  @Test("a dead-letter file is added to, never written over")
  func deadLettersAreKept() throws {
    let double = ElasticsearchDouble(item: { _ in .init(status: 400, type: "x") })
    let settings = Delivered.settings()
    let file = try #require(fopen(settings.deadLetterPath, "w"))
    fputs("{\"older\":1}\n", file)
    fclose(file)
    let delivered = try Delivered(2, to: [double.url], settings)
    #expect(delivered.deadLetters.count == 3)
    #expect(delivered.deadLetters.first == "{\"older\":1}")
  }

  @Test("a dead-letter file that cannot be written ends the delivery")
  func deadLettersFail() throws {
    let double = ElasticsearchDouble(item: { _ in .init(status: 400, type: "x") })
    let delivered = try Delivered(
      2, to: [double.url], Delivered.settings { $0.deadLetterPath = "/tmp/genlog-none/letters" })
    #expect(
      delivered.error == .system(.open, destination: "/tmp/genlog-none/letters", errno: ENOENT))
  }

  @Test("memory is bounded while nothing is taken: the reader waits")
  func backPressure() throws {
    let state = Progress()
    let double = ElasticsearchDouble(request: { _ in
      state.isDown.load(ordering: .relaxed) ? .after(milliseconds: 100, .answer(503, "")) : nil
    })
    let settings = Delivered.settings {
      $0.limits.requestBytes = 1024
      $0.limits.requests = 2
    }
    let sink = try ServerSink(
      Delivered.elasticsearch([double.url]), settings, receipt: { _ in }, warning: { _ in })
    HTTPThread.start {
      let text = [UInt8](repeating: 0x20, count: 1000)
      let event = Array("{\"text\":\"".utf8) + text + Array("\"}\n".utf8)
      for number in 0..<100 {
        let ids = [Delivered.id(number)]
        try? sink.deliver(event.span, ids: ids.span, source: 0)
        state.taken.add(1, ordering: .relaxed)
      }
      try? sink.finish()
      state.isDone.store(true, ordering: .relaxed)
    }
    usleep(300_000)
    // Two on their way, two that wait, and those that are made up.
    #expect(state.taken.load(ordering: .relaxed) <= 5)
    state.isDown.store(false, ordering: .relaxed)
    for _ in 0..<1000 where !state.isDone.load(ordering: .relaxed) { usleep(10_000) }
    #expect(double.events.count == 100)
  }

  @Test("secrets that a server holds up to us do not come into messages")
  func secrets() throws {
    let double = ElasticsearchDouble(request: { request in
      .answer(401, "you said \(request.headers["authorization"] ?? "") and not user:s3cret")
    })
    let delivered = try Delivered(
      1, to: [double.url],
      Delivered.settings { $0.credentials = .basic(user: "genlog", password: "s3cret") })
    let error = try #require(delivered.error?.description)
    #expect(error.contains("you said Basic ***"))
    #expect(!error.contains("s3cret"))
    #expect(double.seen.requests.first?.headers["authorization"] == "Basic Z2VubG9nOnMzY3JldA==")
  }
}

/// A double that starts when it is told.
final class Later: @unchecked Sendable {
  // Written once, before anything arrives, and read after all has arrived.
  private(set) var double: ElasticsearchDouble?

  func start(port: UInt16) { double = ElasticsearchDouble(port: port) }
}

/// How far a delivery is, for two threads to see.
final class Progress: Sendable {
  let isDown = Atomic(true)
  let taken = Atomic(0)
  let isDone = Atomic(false)
}
