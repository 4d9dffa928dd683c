import Event
import Glibc
import Synchronization
import TestServers
import Testing

@testable import Delivery

@Suite("Elasticsearch: stopping, and patience", .serialized)
struct StopTests {
  /// A sink, and what it tells.
  private struct Running {
    let sink: ServerSink
    let ledger: Delivered.Ledger
    let settings: DeliverySettings

    init(_ double: ElasticsearchDouble, _ change: (inout DeliverySettings) -> Void = { _ in })
      throws
    {
      let ledger = Delivered.Ledger()
      settings = Delivered.settings(change)
      self.ledger = ledger
      sink = try ServerSink(
        Delivered.elasticsearch([double.url]), settings,
        receipt: { part in ledger.receipt.withLock { $0.add(part) } },
        warning: { text in ledger.warnings.withLock { $0.append(text) } })
    }

    func deliver(_ numbers: Range<Int>) throws(DeliveryError) {
      let bytes = Array(numbers.map { Delivered.event($0) + "\n" }.joined().utf8)
      let ids = numbers.map { Delivered.id($0) }
      try sink.deliver(bytes.span, ids: ids.span, source: 0)
    }

    var receipt: DeliveryReceipt { ledger.receipt.withLock { $0 } }
    var warnings: [String] { ledger.warnings.withLock { $0 } }
    var hasDeadLetters: Bool { access(settings.deadLetterPath, F_OK) == 0 }

    /// Waits, but not for ever, until something is so.
    func wait(until condition: () -> Bool) -> Bool {
      for _ in 0..<500 {
        if condition() { return true }
        usleep(10_000)
      }
      return false
    }
  }

  @Test("what is made up is sent at once, and all is settled when a stop returns true")
  func drains() throws {
    let double = ElasticsearchDouble(script: [{ _ in .after(milliseconds: 50, .hangUp) }])
    let running = try Running(double) { $0.limits.age = .seconds(60) }
    try running.deliver(0..<10)
    #expect(running.sink.stop(within: .seconds(10)))
    #expect(running.receipt.created == 10)
    try running.sink.finish()
    #expect(throws: DeliveryError.stopped(destination: double.url)) { try running.deliver(10..<11) }
  }

  @Test("after its time a stop leaves the rest as it is: no dead letters, no receipts")
  func abandons() throws {
    let double = ElasticsearchDouble(request: { _ in .answer(503, "") })
    let running = try Running(double) { $0.retryFor = nil }
    try running.deliver(0..<10)
    let start = ContinuousClock.now
    #expect(!running.sink.stop(within: .milliseconds(200)))
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(running.receipt.settled == 0)
    #expect(!running.hasDeadLetters)
    #expect(!running.sink.stop(within: .seconds(60)))
    #expect(throws: DeliveryError.stopped(destination: double.url)) { try running.sink.finish() }
  }

  @Test("a server that never answers does not hold a stop up")
  func silence() throws {
    let double = ElasticsearchDouble(request: { _ in .after(milliseconds: 3000, .hangUp) })
    let running = try Running(double)
    try running.deliver(0..<10)
    usleep(50_000)
    let start = ContinuousClock.now
    #expect(!running.sink.stop(within: .zero))
    #expect(ContinuousClock.now - start < .seconds(2))
  }

  @Test("a stop ends the wait of a delivery, of which nothing is sent, and of a finish")
  func wakes() throws {
    let double = ElasticsearchDouble(request: { _ in .answer(503, "") })
    let running = try Running(double) {
      $0.limits.requestBytes = 100
      $0.limits.requests = 1
      $0.retryFor = nil
    }
    let ended = Ended()
    HTTPThread.start {
      do throws(DeliveryError) {
        for number in 0..<100 { try running.deliver(number..<number + 1) }
      } catch {
        ended.note(error)
      }
      do throws(DeliveryError) { try running.sink.finish() } catch { ended.note(error) }
    }
    usleep(100_000)
    #expect(!running.sink.stop(within: .milliseconds(50)))
    #expect(running.wait { ended.errors.count == 2 })
    let stopped = DeliveryError.stopped(destination: double.url)
    #expect(ended.errors == [stopped, stopped])
  }

  @Test(
    "with patience a refusal is told with what to do, and outlasted",
    arguments: [
      (HTTPReply.answer(401, #"{"error":{"reason":"no such user"}}"#), "check the user"),
      (.answer(403, ""), "give this user the privilege"), (.answer(404, ""), "check the address"),
      (.answer(301, ""), "give the address that it points to"),
    ])
  func patience(reply: HTTPReply, help: String) throws {
    let refusals = Countdown(4)
    let double = ElasticsearchDouble(request: { _ in refusals.take() ? reply : nil })
    let running = try Running(double) {
      $0.retryFor = nil
      $0.endsOnRefusal = false
    }
    try running.deliver(0..<10)
    try running.sink.finish()
    #expect(running.receipt.created == 10)
    let warning = try #require(running.warnings.first)
    #expect(running.warnings.count == 1)
    #expect(warning.hasPrefix("\(double.url): status "))
    #expect(warning.contains("; trying again\nhelp: " + help))
  }

  @Test("with patience a server that calls everything malformed is no reason to lay all aside")
  func malformed() throws {
    let refusals = Countdown(40)
    let double = ElasticsearchDouble(request: { _ in refusals.take() ? .answer(400, "") : nil })
    let running = try Running(double) {
      $0.retryFor = nil
      $0.endsOnRefusal = false
      $0.limits.requestEvents = 1
    }
    try running.deliver(0..<60)
    #expect(throws: DeliveryError.self) { try running.sink.finish() }
    #expect(running.receipt.rejected == 19)
    #expect(running.receipt.created == 41)
    unlink(running.settings.deadLetterPath)
  }

  @Test("with patience dead letters wait until their file can be written")
  func deadLettersWait() throws {
    let folder = "/tmp/genlog-later-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    let double = ElasticsearchDouble(item: { action in
      action.event.contains("\"number\":3,") ? .init(status: 400, type: "x") : nil
    })
    let running = try Running(double) {
      $0.retryFor = nil
      $0.endsOnRefusal = false
      $0.deadLetterPath = folder + "/letters"
    }
    try running.deliver(0..<10)
    #expect(running.wait { !running.warnings.isEmpty })
    #expect(running.receipt.settled == 0)
    mkdir(folder, 0o755)
    #expect(running.wait { running.receipt.settled == 10 })
    #expect(throws: DeliveryError.self) { try running.sink.finish() }
    #expect(running.receipt.rejected == 1)
    unlink(folder + "/letters")
    rmdir(folder)
  }

  @Test("a sink tells its figures: what was sent, what came to nothing, what is held")
  func figures() throws {
    let isDown = Switch(true)
    let double = ElasticsearchDouble(request: { _ in isDown.isOn ? .answer(503, "") : nil })
    let running = try Running(double) { $0.retryFor = nil }
    #expect(running.sink.figures == DeliveryFigures())
    try running.deliver(0..<10)
    #expect(running.wait { running.sink.figures.failures >= 2 })
    var figures = running.sink.figures
    #expect(figures.failingSince != nil)
    #expect(figures.heldBytes > 10 * Delivered.event(0).utf8.count)
    isDown.isOn = false
    try running.sink.finish()
    figures = running.sink.figures
    #expect(figures.failingSince == nil)
    #expect(figures.heldBytes == 0)
    #expect(figures.requests == figures.failures + 1)
    #expect(figures.retries == figures.requests - 1)
    #expect(figures.ended == figures.requests)
    #expect(figures.sentEvents == 10 * figures.requests)
    #expect(figures.sentBytes > 0)
    #expect(figures.requestTime > .zero)
  }
}

/// How another thread's calls ended.
final class Ended: Sendable {
  private let state = Mutex<[DeliveryError]>([])

  var errors: [DeliveryError] { state.withLock { $0 } }

  func note(_ error: DeliveryError) { state.withLock { $0.append(error) } }
}

/// On or off, for two threads to see.
final class Switch: Sendable {
  private let state: Atomic<Bool>

  init(_ isOn: Bool) { state = Atomic(isOn) }

  var isOn: Bool {
    get { state.load(ordering: .relaxed) }
    set { state.store(newValue, ordering: .relaxed) }
  }
}
