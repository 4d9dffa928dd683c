import TestServers
import Testing

@testable import Delivery

@Suite("Lumberjack: whatever happens", .serialized)
struct LumberjackPropertyTests {
  /// Any reply, most of them good.
  @Sendable
  private static func reply(_ window: LumberjackServer.Window) -> LumberjackReply {
    let part = Int.random(in: 0...window.count)
    return switch Int.random(in: 0..<24) {
    case 0: .hangUp
    case 1: .reset
    case 2: .cut(after: part)
    case 3: .keepAndHangUp
    case 4: .raw((0..<Int.random(in: 1...20)).map { _ in UInt8.random(in: 0...255) })
    case 5: .raw(Array("2A".utf8) + [0, 0, 0, UInt8(clamping: window.count + 1)])
    case 6: .raw(Array("2A".utf8) + [0])
    case 7: .silence
    case 8: .after(milliseconds: 30, then: [.acknowledge])
    case 9: .keepAlive(times: 3, pauseMilliseconds: 5, then: [.partly([part])])
    case 10, 11, 12: .partly([part, Int.random(in: 0...window.count)])
    default: .acknowledge
    }
  }

  @Test("every event is acknowledged or laid aside, and none counts that was not", arguments: 0..<6)
  func conservation(round: Int) throws {
    let servers = (0..<2).map { _ in LumberjackServer(Self.reply) }
    let hosts = servers.map { "127.0.0.1:\($0.port)" }.joined(separator: ",")
    let count = 1000
    let delivered = try Delivered(
      count, block: Int.random(in: 1...50),
      to: .logstash(LogstashAddress(parsing: "lumberjack://" + hosts)),
      Delivered.settings(retryFor: .seconds(round < 3 ? 60 : 1)) {
        $0.limits.requestEvents = Int.random(in: 1...100)
        $0.limits.requests = Int.random(in: 1...6)
        $0.replyTimeout = .milliseconds(200)
        $0.compresses = round % 2 == 0
        // A random byte may look like another kind of server.
        $0.endsOnRefusal = false
      })
    let numbers = { (events: [String]) in
      events.map { $0.split(separator: ":")[1].split(separator: ",")[0] }
    }
    let acknowledged = Set(numbers(servers.flatMap(\.seen.acknowledged)))
    let marker = #""event":{"#
    let laidAside = Set(
      numbers(
        delivered.deadLetters.compactMap { line in
          line.firstRange(of: marker).map { String(line[$0.upperBound...]) }
        }))
    #expect(delivered.receipt.settled == count)
    #expect(delivered.receipt.rejected == laidAside.count)
    #expect(acknowledged.union(laidAside).count == count)
    // What counts as delivered was acknowledged.
    #expect(delivered.receipt.created <= acknowledged.count)
    for window in servers.flatMap(\.seen.windows) {
      let order = numbers(window.events).compactMap { Int($0) }
      #expect(order == order.sorted())
      #expect(window.sequences == Array(1...window.count))
    }
    #expect(servers.allSatisfy { $0.seen.faults.isEmpty })
  }
}
