import Event
import Glibc
import Synchronization

@testable import Delivery

/// One delivery of numbered events, from the first to the last word of the sink.
struct Delivered {
  /// Adds up receipts.
  final class Ledger: Sendable {
    let receipt = Mutex(DeliveryReceipt(source: 0))
    let warnings = Mutex<[String]>([])
  }

  /// All receipts together.
  var receipt = DeliveryReceipt(source: 0)
  /// How it ended.
  var error: DeliveryError?
  var warnings: [String] = []
  /// The lines of the dead-letter file.
  var deadLetters: [String] = []

  /// Settings with pauses short enough for tests.
  static func settings(
    retryFor: Duration = .seconds(10), _ change: (inout DeliverySettings) -> Void = { _ in }
  ) -> DeliverySettings {
    var settings = DeliverySettings()
    settings.retryFor = retryFor
    settings.backoff.first = .milliseconds(5)
    settings.backoff.most = .milliseconds(40)
    settings.limits.age = .milliseconds(20)
    settings.deadLetterPath =
      "/tmp/genlog-dead-letters-\(getpid())-\(UInt64.random(in: 0 ... .max)).ndjson"
    change(&settings)
    return settings
  }

  /// The event with this number.
  static func event(_ number: Int) -> String { #"{"number":\#(number),"text":"é \"quoted\""}"# }

  /// The name of the event with this number.
  static func id(_ number: Int) -> EventID {
    EventID(
      time: Int64(number) * 1000, hash: EventHash.Value(high: 0, low: UInt64(number) &* 0x9E37))
  }

  /// An Elasticsearch at these URLs.
  static func elasticsearch(_ urls: [String]) throws -> DeliveryServer {
    let address = try ElasticsearchAddress(
      parsing: "http://" + urls.map { $0.dropFirst(7) }.joined(separator: ","))
    return .elasticsearch(address, index: try IndexTemplate(parsing: "logs"))
  }

  /// Delivers `count` events in blocks of `block` to an Elasticsearch.
  init(
    _ count: Int, block: Int = 10, to urls: [String], _ settings: DeliverySettings
  ) throws {
    try self.init(count, block: block, to: Delivered.elasticsearch(urls), settings)
  }

  /// Delivers `count` events in blocks of `block`.
  init(
    _ count: Int, block: Int = 10, to server: DeliveryServer, _ settings: DeliverySettings
  ) throws {
    let ledger = Ledger()
    let sink = try ServerSink(
      server, settings, receipt: { part in ledger.receipt.withLock { $0.add(part) } },
      warning: { text in ledger.warnings.withLock { $0.append(text) } })
    error = Delivered.deliver(count, block: block, to: sink)
    receipt = ledger.receipt.withLock { $0 }
    warnings = ledger.warnings.withLock { $0 }
    deadLetters = Delivered.lines(of: settings.deadLetterPath)
    unlink(settings.deadLetterPath)
  }

  private static func deliver(
    _ count: Int, block: Int, to sink: ServerSink
  ) -> DeliveryError? {
    do throws(DeliveryError) {
      for start in stride(from: 0, to: count, by: block) {
        let numbers = Array(start..<min(start + block, count))
        let bytes = Array(numbers.map { Delivered.event($0) + "\n" }.joined().utf8)
        let ids = numbers.map { Delivered.id($0) }
        try sink.deliver(bytes.span, ids: ids.span, source: 0)
      }
      try sink.finish()
      return nil
    } catch {
      return error
    }
  }

  private static func lines(of path: String) -> [String] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&part, 1, part.count, file)
      if count == 0 { break }
      bytes += part[..<count]
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
