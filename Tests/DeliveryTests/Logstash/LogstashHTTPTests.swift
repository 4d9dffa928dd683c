import Event
import Foundation
import Glibc
import Synchronization
import TestServers
import Testing

@testable import Delivery

@Suite("Logstash: the http input", .serialized)
struct LogstashHTTPTests {
  /// An http input: it keeps the events of each request that it answers with 200.
  private final class Input: Sendable {
    let requests = Mutex<[HTTPRequest]>([])
    let ids = Mutex<[String]>([])
    private let server: Mutex<HTTPServer?> = Mutex(nil)

    init(_ reply: @escaping @Sendable (HTTPRequest) -> HTTPReply?) {
      let server = HTTPServer { [self] request in
        requests.withLock { $0.append(request) }
        if let reply = reply(request) { return reply }
        guard let ids = Self.ids(of: request) else { return .answer(400, "no array") }
        self.ids.withLock { $0 += ids }
        return .answer(200, "ok")
      }
      self.server.withLock { $0 = server }
    }

    deinit { server.withLock { $0?.stop() } }

    var port: UInt16 { server.withLock { $0?.port ?? 0 } }

    /// The `_id`s of a request's events; nil if it is no array of events.
    private static func ids(of request: HTTPRequest) -> [String]? {
      let json = try? JSONSerialization.jsonObject(with: Data(request.body))
      return (json as? [[String: Any]])?.compactMap { event in
        (event["@metadata"] as? [String: String])?["_id"]
      }
    }
  }

  private func deliver(
    _ count: Int, to input: Input, path: String = "",
    _ change: (inout DeliverySettings) -> Void = { _ in }
  ) throws -> Delivered {
    try Delivered(
      count,
      to: .logstash(LogstashAddress(parsing: "logstash+http://127.0.0.1:\(input.port)\(path)")),
      Delivered.settings(change))
  }

  private func ids(_ numbers: Range<Int>) -> Set<String> {
    Set(
      numbers.map { number in
        var text = JSONBuffer()
        Delivered.id(number).append(to: &text)
        return text.text()
      })
  }

  @Test("events come as arrays of JSON, compressed, with their names in @metadata")
  func arrives() throws {
    let input = Input { _ in nil }
    let delivered = try deliver(100, to: input, path: "/genesys") {
      $0.limits.requestEvents = 10
      $0.credentials = .basic(user: "a", password: "b")
    }
    #expect(delivered.error == nil)
    #expect(delivered.receipt.created == 100)
    #expect(Set(input.ids.withLock { $0 }) == ids(0..<100))
    for request in input.requests.withLock({ $0 }) {
      #expect(request.method == "POST")
      #expect(request.target == "/genesys")
      #expect(request.headers["content-type"] == "application/json")
      #expect(request.headers["content-encoding"] == "gzip")
      #expect(request.headers["authorization"] == "Basic YTpi")
    }
  }

  @Test(
    "a queue that is full, errors and lost replies are tried again", arguments: [429, 500, 503])
  func retries(status: Int) throws {
    let failures = Countdown(3)
    let input = Input { _ in failures.take() ? .answer(status, "") : nil }
    let delivered = try deliver(10, to: input)
    #expect(delivered.error == nil)
    #expect(Set(input.ids.withLock { $0 }) == ids(0..<10))
  }

  @Test("any good status is an acknowledgement", arguments: [200, 201, 202, 204])
  func statuses(status: Int) throws {
    let delivered = try deliver(10, to: Input { _ in .answer(status, "") })
    #expect(delivered.receipt.created == 10)
  }

  @Test("a refusal from the start ends it", arguments: [401, 403, 404, 405, 302])
  func refuses(status: Int) throws {
    let delivered = try deliver(10, to: Input { _ in .answer(status, "") })
    let error = try #require(delivered.error?.description)
    #expect(error.contains(": refused: status \(status)"))
    #expect(delivered.receipt.settled == 0)
  }

  @Test(
    "an event that makes a request too large or malformed is found and laid aside",
    arguments: [413, 400])
  func divides(status: Int) throws {
    let input = Input { request in
      String(decoding: request.body, as: UTF8.self).contains("\"number\":7,")
        ? .answer(status, "no") : nil
    }
    let delivered = try deliver(20, to: input)
    #expect(delivered.receipt.created == 19)
    #expect(delivered.receipt.rejected == 1)
    let letter = try #require(delivered.deadLetters.first)
    #expect(letter.contains(#""status":\#(status)"#))
    #expect(letter.hasSuffix(#""event":\#(Delivered.event(7))}"#))
    let line = Array(letter.utf8)
    guard let read = DeadLetter(line: line.span) else {
      Issue.record("no dead letter: \(letter)")
      return
    }
    #expect(read.id == Delivered.id(7))
    #expect(read.index == nil)
    #expect(String(decoding: line[read.event], as: UTF8.self) == Delivered.event(7))
  }
}
