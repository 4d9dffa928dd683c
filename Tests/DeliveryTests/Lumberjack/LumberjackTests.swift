import Event
import Glibc
import Synchronization
import TestServers
import Testing

@testable import Delivery

@Suite("Lumberjack: deliveries", .serialized)
struct LumberjackTests {
  /// Delivers events to servers.
  private func deliver(
    _ count: Int, to servers: [LumberjackServer], block: Int = 10,
    retryFor: Duration = .seconds(20), _ change: (inout DeliverySettings) -> Void = { _ in }
  ) throws -> Delivered {
    let hosts = servers.map { "127.0.0.1:\($0.port)" }.joined(separator: ",")
    let address = try LogstashAddress(parsing: "lumberjack://" + hosts)
    return try Delivered(
      count, block: block, to: .logstash(address),
      Delivered.settings(retryFor: retryFor, change))
  }

  /// The event with this number, as Logstash gets it.
  private func event(_ number: Int) -> String {
    let bytes = Array(Delivered.event(number).utf8)
    var out = JSONBuffer()
    _ = EventMetadata(in: bytes.span).append(bytes.span, id: Delivered.id(number), to: &out)
    return out.text()
  }

  @Test("every event arrives once and in order, with its metadata", arguments: [true, false])
  func arrives(isCompressed: Bool) throws {
    let server = LumberjackServer()
    let delivered = try deliver(1000, to: [server]) {
      $0.limits.requestEvents = 64
      $0.compresses = isCompressed
    }
    #expect(delivered.error == nil)
    #expect(delivered.receipt.created == 1000)
    #expect(server.seen.kept == (0..<1000).map(event))
    #expect(server.seen.faults.isEmpty)
    #expect(server.seen.connections == 1)
    for window in server.seen.windows {
      #expect(window.isCompressed == isCompressed)
      #expect(window.sequences == Array(1...window.count))
      #expect(window.count <= 64)
    }
  }

  @Test("several windows are on their way at once")
  func pipelines() throws {
    let server = LumberjackServer { _ in .after(milliseconds: 20, then: [.acknowledge]) }
    let start = ContinuousClock.now
    let delivered = try deliver(400, to: [server]) {
      $0.limits.requestEvents = 10
      $0.limits.requests = 8
    }
    #expect(delivered.error == nil)
    // The server reads on only after each answer; what counts is that all were taken.
    #expect(server.seen.kept.count == 400)
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test("parts are acknowledged, signs of life extend the time, and all arrives once")
  func partly() throws {
    let server = LumberjackServer { window in
      [
        .partly([1, 3, 7]),
        .keepAlive(times: 10, pauseMilliseconds: 60, then: [.partly([2]), .acknowledge]),
        .after(milliseconds: 100, then: [.acknowledge]),
      ][window.sequences.count % 3]
    }
    let delivered = try deliver(60, to: [server]) {
      $0.limits.requestEvents = 20
      $0.limits.requests = 1
      $0.replyTimeout = .milliseconds(300)
    }
    #expect(delivered.error == nil)
    #expect(Set(server.seen.kept).count == 60)
    #expect(server.seen.connections == 1)
  }

  @Test("what a connection took with it is sent again, and what was acknowledged is not")
  func cut() throws {
    let first = Countdown(1)
    let server = LumberjackServer { _ in first.take() ? .cut(after: 6) : .acknowledge }
    let delivered = try deliver(40, to: [server]) {
      $0.limits.requestEvents = 10
      $0.limits.requests = 1
    }
    #expect(delivered.error == nil)
    #expect(delivered.receipt.created == 40)
    #expect(server.seen.acknowledged.sorted() == (0..<40).map(event).sorted())
    #expect(server.seen.windows.contains { $0.events == (6..<10).map(event) })
  }

  @Test("events whose acknowledgement was lost are sent again")
  func lost() throws {
    let first = Countdown(2)
    let server = LumberjackServer { _ in first.take() ? .keepAndHangUp : .acknowledge }
    let delivered = try deliver(20, to: [server]) { $0.limits.requests = 1 }
    #expect(delivered.error == nil)
    #expect(Set(server.seen.acknowledged).count == 20)
    #expect(server.seen.kept.count > 20)
  }

  @Test(
    "answers that acknowledge nothing that was sent count for nothing",
    arguments: [
      Array("2A".utf8) + [0, 0, 0, 99], Array("2A".utf8) + [0xFF, 0xFF, 0xFF, 0xFF],
      Array("2J".utf8) + [0, 0, 0, 1], [0], Array("2A".utf8) + [0, 0],
      [UInt8](repeating: 0x32, count: 1 << 20),
    ])
  func lies(answer: [UInt8]) throws {
    let first = Countdown(2)
    let server = LumberjackServer { _ in first.take() ? .raw(answer) : .acknowledge }
    let delivered = try deliver(10, to: [server]) { $0.replyTimeout = .milliseconds(300) }
    #expect(delivered.error == nil)
    #expect(delivered.receipt.created == 10)
    #expect(server.seen.acknowledged == (0..<10).map(event))
  }

  @Test(
    "a server of another kind ends the delivery, with what to do",
    arguments: [
      (
        Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8),
        "the server speaks HTTP\nhelp: check the port"
      ),
      (Array("1A".utf8) + [0, 0, 0, 1], "the server speaks version 1"),
      ([0x15, 3, 3, 0, 2, 2, 70], "the server speaks TLS\nhelp: give lumberjacks://"),
    ])
  func otherKind(answer: [UInt8], text: String) throws {
    let server = LumberjackServer { _ in .raw(answer) }
    let delivered = try deliver(10, to: [server])
    let error = try #require(delivered.error?.description)
    #expect(error.hasPrefix("\(server.url): \(text)"))
    #expect(delivered.receipt.settled == 0)
  }

  @Test("a connection that was closed while it lay idle is made anew, without a word")
  func idle() throws {
    let server = LumberjackServer()
    let ledger = Delivered.Ledger()
    let sink = try ServerSink(
      .logstash(LogstashAddress(parsing: server.url)), Delivered.settings(),
      receipt: { part in ledger.receipt.withLock { $0.add(part) } },
      warning: { text in ledger.warnings.withLock { $0.append(text) } })
    for number in 0..<3 {
      let event = Array((Delivered.event(number) + "\n").utf8)
      let ids = [Delivered.id(number)]
      try sink.deliver(event.span, ids: ids.span, source: 0)
      for _ in 0..<500 where ledger.receipt.withLock({ $0.created }) <= number { usleep(10_000) }
      server.closeConnections()
    }
    try sink.finish()
    #expect(server.seen.acknowledged == (0..<3).map(event))
    #expect(server.seen.connections == 3)
    #expect(ledger.warnings.withLock { $0 } == [])
    #expect(sink.figures.failures == 0)
  }

  @Test("windows are shared among hosts, and one that is down is left alone")
  func hosts() throws {
    let servers = [LumberjackServer(), LumberjackServer()]
    let down = LumberjackServer()
    down.stop()
    let delivered = try deliver(400, to: servers + [down]) {
      $0.limits.requestEvents = 10
      $0.backoff.first = .seconds(5)
      $0.backoff.most = .seconds(5)
    }
    #expect(delivered.error == nil)
    #expect(servers.allSatisfy { $0.seen.kept.count >= 100 })
    #expect(servers.flatMap(\.seen.kept).count == 400)
    #expect(delivered.warnings.count == 1)
    #expect(delivered.warnings.first?.contains("help: check that it is running") == true)
  }

  @Test("nothing is lost when nobody is there: all events are laid aside, and it ends")
  func nobody() throws {
    let server = LumberjackServer()
    server.stop()
    let delivered = try deliver(100, to: [server], retryFor: .milliseconds(300)) {
      $0.limits.requestEvents = 10
    }
    #expect(delivered.receipt.rejected == 100)
    #expect(delivered.deadLetters.count == 100)
    let letter = try #require(delivered.deadLetters.sorted().first)
    #expect(letter.contains(#""action":{"create":{"_id":""#))
    #expect(letter.contains(#""event":{"number":"#))
    #expect(!letter.contains("@metadata"))
  }

  @Test("a server that is silent, or only shows signs of life, does not hang the delivery")
  func silent() throws {
    for reply in [
      LumberjackReply.silence, .keepAlive(times: 1000, pauseMilliseconds: 20, then: [.silence]),
    ] {
      let server = LumberjackServer { _ in reply }
      let start = ContinuousClock.now
      let delivered = try deliver(10, to: [server], retryFor: .milliseconds(500)) {
        $0.replyTimeout = .milliseconds(200)
      }
      #expect(delivered.receipt.rejected == 10)
      #expect(ContinuousClock.now - start < .seconds(10))
    }
  }

  @Test(
    "an event that ends every connection is found, and laid aside; the others arrive",
    arguments: [1, 4])
  func poison(requests: Int) throws {
    let server = LumberjackServer { window in
      window.events.contains { $0.contains("\"number\":77,") } ? .hangUp : .acknowledge
    }
    let delivered = try deliver(200, to: [server], retryFor: .seconds(100)) {
      $0.limits.requestEvents = 50
      $0.limits.requests = requests
    }
    #expect(delivered.receipt.created == 199)
    #expect(delivered.receipt.rejected == 1)
    #expect(delivered.deadLetters.first?.contains(#""number":77,"#) == true)
    #expect(Set(server.seen.acknowledged).count == 199)
  }

  @Test("a stop ends a delivery that gets no answer, without dead letters")
  func stops() throws {
    let server = LumberjackServer { _ in .silence }
    let ledger = Delivered.Ledger()
    let settings = Delivered.settings { $0.retryFor = nil }
    let sink = try ServerSink(
      .logstash(LogstashAddress(parsing: server.url)), settings,
      receipt: { part in ledger.receipt.withLock { $0.add(part) } }, warning: { _ in })
    let event = Array((Delivered.event(0) + "\n").utf8)
    let ids = [Delivered.id(0)]
    try sink.deliver(event.span, ids: ids.span, source: 0)
    let start = ContinuousClock.now
    #expect(!sink.stop(within: .milliseconds(100)))
    #expect(ContinuousClock.now - start < .seconds(3))
    #expect(ledger.receipt.withLock { $0.settled } == 0)
    #expect(access(settings.deadLetterPath, F_OK) != 0)
  }

  @Test("figures count windows, bytes on the wire and what came to nothing")
  func figures() throws {
    let first = Countdown(1)
    let server = LumberjackServer { _ in first.take() ? .hangUp : .acknowledge }
    let sink = try ServerSink(
      .logstash(LogstashAddress(parsing: server.url)), Delivered.settings(), receipt: { _ in },
      warning: { _ in })
    let event = Array((Delivered.event(0) + "\n").utf8)
    let ids = [Delivered.id(0)]
    try sink.deliver(event.span, ids: ids.span, source: 0)
    try sink.finish()
    let figures = sink.figures
    #expect(figures.requests == 2)
    #expect(figures.retries == 1)
    #expect(figures.failures == 1)
    #expect(figures.ended == 2)
    #expect(figures.sentEvents == 2)
    #expect(figures.heldBytes == 0)
    #expect(figures.failingSince == nil)
  }
}
