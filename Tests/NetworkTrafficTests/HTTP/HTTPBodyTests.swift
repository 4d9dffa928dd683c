import CZlib
import NetworkTraffic
import PacketCapture
import TestPackets
import Testing

@Suite("bodies of HTTP messages")
struct HTTPBodyTests {
  /// Bytes as deflate has them: `windowBits` tells what is about them (zlib.h, deflateInit2).
  static func deflated(_ bytes: [UInt8], windowBits: Int32) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 9, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var bytes = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
    bytes.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { target in
        (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
        (stream.next_out, stream.avail_out) = (target.baseAddress, UInt32(target.count))
        _ = deflate(&stream, Z_FINISH)
      }
    }
    return Array(output.prefix(Int(stream.total_out)))
  }

  private func body(
    _ bytes: [UInt8], headers: String = "", payload: PayloadChoice = .full
  ) throws -> [String: Any] {
    var connection = HTTPTraffic.connection()
    let answer = HTTPTraffic.answer(bytes, headers: headers)
    connection.send([HTTPTraffic.get("/")])
    let parts = stride(from: 0, to: answer.count, by: 1460).map {
      Array(answer[$0..<min($0 + 1460, answer.count)])
    }
    connection.send(fromClient: false, parts)
    let decoded = try DecodedTraffic(packets: connection.packets, payload: payload)
    return try #require(decoded.events.first)
  }

  @Test("compressed text is shown as it was", arguments: [31, 15, -15] as [Int32])
  func compressed(windowBits: Int32) throws {
    let text = String(repeating: "a line of text, as it was\n", count: 100)
    let event = try body(
      Self.deflated(Array(text.utf8), windowBits: windowBits),
      headers: "Content-Encoding: \(windowBits == 31 ? "gzip" : "deflate")\n")
    #expect(event.text("http.response.body.content") == text)
    #expect(event.text("http.response.headers.content_encoding") != nil)
  }

  @Test("what was compressed so well that it would fill the memory is shown up to a limit")
  func bomb() throws {
    let bomb = Self.deflated([UInt8](repeating: 97, count: 200 << 20), windowBits: 31)
    let event = try body(bomb, headers: "Content-Encoding: gzip\n")
    #expect(event.text("http.response.body.content")?.utf8.count == 1 << 20)
    #expect(event.number("http.response.body.bytes") == bomb.count)
  }

  @Test("bytes that are no text, and codings that are not known, are not shown")
  func binary() throws {
    #expect(try body([0, 1, 2]).value("http.response.body.content") == nil)
    let brotli = try body(Array("text".utf8), headers: "Content-Encoding: br\n")
    #expect(brotli.value("http.response.body.content") == nil)
    #expect(brotli.text("http.response.headers.content_encoding") == "br")
    let broken = try body(Array("no gzip".utf8), headers: "Content-Encoding: gzip\n")
    #expect(broken.value("http.response.body.content") == nil)
  }

  @Test("bodies are shown only where all of the payload is wanted")
  func choices() throws {
    for payload in [PayloadChoice.none, .headers] {
      let event = try body(Array("text".utf8), payload: payload)
      #expect(event.value("http.response.body.content") == nil)
      #expect(event.number("http.response.body.bytes") == 4)
      #expect((event.value("event.original") == nil) == (payload == .none))
    }
  }

  @Test("a long body is shown up to a limit, and counted to its end")
  func long() throws {
    let event = try body([UInt8](repeating: 98, count: 3 << 20))
    #expect(event.text("http.response.body.content")?.utf8.count == 1 << 20)
    #expect(event.number("http.response.body.bytes") == 3 << 20)
  }
}
