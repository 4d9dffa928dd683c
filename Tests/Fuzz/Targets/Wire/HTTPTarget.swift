import Event
import PacketCapture
import WireDecoder

@testable import NetworkTraffic

/// HTTP in both directions of a connection: however the bytes are cut into segments, the events are the same and sound.
///
/// An input is a list of segments: a byte of direction and kind, one of the length, and the bytes.
final class HTTPTarget: FuzzTarget {
  static let name = "http"
  static let words = [
    "GET / HTTP/1.1\r\n", "POST /?token=a HTTP/1.0\r\n", "HEAD", "CONNECT a:1 HTTP/1.1\r\n",
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.1 101 \r\n", "HTTP/1.1 100 \r\n", "HTTP/1.1 304 \r\n", "Content-Length: 5\r\n",
    "\r\n\r\n", "0\r\n\r\n",
    "Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n", "Upgrade: websocket\r\n", "Host: a:80\r\n",
    "Content-Encoding: gzip\r\n", "Cookie: a=b\r\n",
    "Content-Type: application/x-www-form-urlencoded\r\n",
  ]
  static let seeds: [[UInt8]] = [
    segment(0, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      + segment(1, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab"),
    segment(0, "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\npassword=") + segment(2, "x")
      + segment(1, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
      + segment(1, "0\r\n\r\n"),
    segment(0, "GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n")
      + segment(1, "HTTP/1.1 101 \r\nUpgrade: websocket\r\n\r\n"),
  ]

  private static func segment(_ kind: UInt8, _ text: String) -> [UInt8] {
    [kind, UInt8(text.utf8.count)] + Array(text.utf8)
  }

  init() {}

  func run(_ bytes: [UInt8]) {
    let whole = events(bytes, size: 255)
    for line in whole.split(separator: "\n") { holdObject(line.utf8, "event") }
    // An answer whose request was not seen may be one to HEAD, which the next segment tells.
    guard !whole.contains("_norequest") else { return }
    hold(events(bytes, size: 1) == whole, "segments of one byte give other events")
  }

  private func events(_ bytes: [UInt8], size: Int) -> String {
    var reader = HTTPReader()
    var output = EventOutput(TrafficOptions(path: "a.pcap", payload: .full))
    // The first segment tells who asks.
    _ = read(
      Array("GET / HTTP/1.1\r\n\r\n".utf8)[...], StreamNumber(0), frame: 0, 255, &reader, &output)
    var place = 0
    while place + 2 <= bytes.count {
      let (kind, count) = (bytes[place], Int(bytes[place + 1]))
      let stream = StreamNumber(Int(kind & 1))
      let end = min(place + 2 + count, bytes.count)
      if kind & 2 != 0, end > place + 2 {
        reader.skip(end - place - 2, of: stream, into: &output)
      } else if !read(bytes[(place + 2)..<end], stream, frame: place + 1, size, &reader, &output) {
        break
      }
      place = end
    }
    for index in 0...1 { reader.end(StreamNumber(index), into: &output) }
    hold(output.heldBytes == 0, "bytes are held for nothing")
    return output.events.text()
  }

  /// Whether the connection still is one of HTTP.
  private func read(
    _ bytes: ArraySlice<UInt8>, _ stream: StreamNumber, frame: Int, _ size: Int,
    _ reader: inout HTTPReader, _ output: inout EventOutput
  ) -> Bool {
    let end = Endpoint(IPAddress(v4: 1), port: UInt16(stream.index))
    let other = Endpoint(IPAddress(v4: 2), port: UInt16(stream.index ^ 1))
    let head = PacketHead(
      stamp: FrameStamp(number: frame, time: Int64(frame), digits: 6, offset: Int64(frame)),
      source: end, destination: other, transport: .tcp, isV6: false)
    for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: size) {
      let piece = Array(bytes[start..<min(start + size, bytes.endIndex)])
      guard
        case .wanted = reader.read(piece.span, of: stream, .next, head, into: &output)
      else { return false }
    }
    return true
  }
}
