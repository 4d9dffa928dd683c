import Event
import TestServers
import Testing

@testable import Delivery

@Suite("Elasticsearch: whatever happens", .serialized)
struct BulkPropertyTests {
  /// A random fault of a request, or none.
  @Sendable
  private static func requestFault(_ request: HTTPRequest) -> HTTPReply? {
    switch Int.random(in: 0..<20) {
    case 0: .hangUp
    case 1: .cut("", after: Int.random(in: 0..<300))
    case 2: .answer(429, "")
    case 3: .answer(503, "")
    case 4: .answer(200, "")
    case 5: .after(milliseconds: 20, .answer(500, ""))
    case 6: .answer(413, "")
    case 7: .answer(200, #"{"errors":false,"items":[\#(tooMany(request))]}"#)
    default: nil
    }
  }

  /// Items for one event more than there are: Elasticsearch 7.11.1 could do this.
  private static func tooMany(_ request: HTTPRequest) -> String {
    let count = (BulkAction.all(of: request)?.count ?? 0) + 1
    return [String](repeating: #"{"create":{"status":201}}"#, count: count).joined(separator: ",")
  }

  /// A random fault of an event, or none.
  @Sendable
  private static func itemFault(_ action: BulkAction) -> ElasticsearchDouble.ItemError? {
    switch Int.random(in: 0..<30) {
    case 0: .init(status: 429, type: "es_rejected_execution_exception")
    case 1: .init(status: 503, type: "unavailable_shards_exception")
    case 2: .init(status: 400, type: "mapper_parsing_exception")
    default: nil
    }
  }

  @Test("every event is once in the index or in the dead-letter file", arguments: 0..<6)
  func conservation(round: Int) throws {
    let doubles = (0..<2).map { _ in
      ElasticsearchDouble(request: Self.requestFault, item: Self.itemFault)
    }
    let count = 1000
    let delivered = try Delivered(
      count, block: Int.random(in: 1...50), to: doubles.map(\.url),
      Delivered.settings(retryFor: .seconds(round < 3 ? 30 : 1)) {
        $0.limits.requestEvents = Int.random(in: 1...100)
        $0.limits.requestBytes = Int.random(in: 100...10_000)
      })
    // The two doubles are not one cluster: an event whose reply was lost may be in both.
    let kept = Set(doubles.flatMap(\.events))
    let marker = #""event":"#
    let laidAside = delivered.deadLetters.compactMap { line in
      line.firstRange(of: marker).map { String(line[$0.upperBound...].dropLast()) }
    }
    #expect(kept.union(laidAside) == Set((0..<count).map { Delivered.event($0) }))
    #expect(Set(laidAside).count == laidAside.count)
    #expect(delivered.receipt.settled == count)
    #expect(delivered.receipt.rejected == laidAside.count)
    for double in doubles {
      let events = double.events
      #expect(Set(events).count == events.count)
    }
  }
}
