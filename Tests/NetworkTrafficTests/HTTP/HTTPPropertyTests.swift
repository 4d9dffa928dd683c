import Event
import Foundation
import PacketCapture
import TestPackets
import Testing

@testable import NetworkTraffic

@Suite("HTTP, of any bytes")
struct HTTPPropertyTests {
  private static let words = [
    "GET / HTTP/1.1\r\n", "HEAD /?token=a HTTP/1.0\r\n", "POST * HTTP/1.1\r\n",
    "CONNECT a:1 HTTP/1.1\r\n",
    "HTTP/1.1 200 OK\r\n", "HTTP/1.1 101 \r\n", "HTTP/1.1 100 \r\n", "HTTP/1.1 304 \r\n",
    "Content-Length: 5\r\n", "Content-Length: 5, 6\r\n", "Transfer-Encoding: chunked\r\n",
    "Host: a:80\r\n",
    "Upgrade: websocket\r\n", "Content-Encoding: gzip\r\n", "Cookie: a\r\n b\r\n", "X : y\r\n",
    "\r\n", "\r\n\r\n",
    "5\r\nhello\r\n", "0\r\n\r\n", "hello", "\n", "H", "GET /",
  ].map { Array($0.utf8) }

  /// What one side sends, or that so many of its bytes are lost.
  private enum Act {
    case bytes([UInt8])
    case loss(Int)
  }

  private static func acts(_ generator: inout SeededGenerator) -> [(isBack: Bool, act: Act)] {
    (0..<Int.random(in: 1...8, using: &generator)).map { _ in
      let isBack = generator.isOnce(in: 2)
      if generator.isOnce(in: 10) {
        return (isBack, .loss(Int.random(in: 1...9, using: &generator)))
      }
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        if generator.isOnce(in: 10) {
          bytes.append(UInt8.random(in: 0...255, using: &generator))
        } else {
          bytes += words.randomElement(using: &generator) ?? []
        }
      }
      return (isBack, .bytes(bytes))
    }
  }

  private static func events(_ acts: [(isBack: Bool, act: Act)], size: Int) -> String {
    var reader = HTTPReader()
    var output = EventOutput(TrafficOptions(path: "a.pcap", payload: .full))
    // The first segment tells who asks.
    let first = HTTPTraffic.get("/")
    _ = reader.read(first.span, of: StreamNumber(0), .start, head(0, false), into: &output)
    walk: for (number, (isBack, act)) in acts.enumerated() {
      let stream = StreamNumber(isBack ? 1 : 0)
      switch act {
      case .loss(let count): reader.skip(count, of: stream, into: &output)
      case .bytes(let bytes):
        for start in stride(from: 0, to: bytes.count, by: size) {
          let piece = Array(bytes[start..<min(start + size, bytes.count)])
          let verdict = reader.read(
            piece.span, of: stream, .next, head(number + 1, isBack), into: &output)
          guard case .wanted = verdict else { break walk }
        }
      }
    }
    for index in 0...1 { reader.end(StreamNumber(index), into: &output) }
    #expect(output.heldBytes == 0)
    return output.events.text()
  }

  private static func head(_ number: Int, _ isBack: Bool) -> PacketHead {
    let ends = [1, 2].map { Endpoint(IPAddress(v4: $0), port: 80) }
    return PacketHead(
      stamp: FrameStamp(number: number, time: Int64(number), digits: 6, offset: Int64(number)),
      source: ends[isBack ? 1 : 0], destination: ends[isBack ? 0 : 1], transport: .tcp, isV6: false)
  }

  @Test(
    "however the bytes of both sides are cut, the events are the same, and nothing is held at the end"
  )
  func pieces() throws {
    var generator = SeededGenerator(9112)
    for _ in 0..<3000 {
      let acts = Self.acts(&generator)
      let whole = Self.events(acts, size: 1 << 20)
      for line in whole.split(separator: "\n") {
        _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
      }
      let pieces = Self.events(acts, size: Int.random(in: 1...7, using: &generator))
      // An answer whose request was not seen may be one to HEAD, which the next segment tells.
      guard !whole.contains("_norequest"), !pieces.contains("_norequest") else { continue }
      #expect(pieces == whole, "\(acts)")
    }
  }
}
