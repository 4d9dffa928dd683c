import Testing

@testable import WireDecoder

@Suite("chunked bodies")
struct HTTPChunksTests {
  /// What was found in a body that came in pieces.
  private struct Walk {
    var content: [UInt8] = []
    var chunks = HTTPChunks()
    /// The bytes behind the end.
    var rest: [UInt8] = []

    init(_ pieces: [ArraySlice<UInt8>]) {
      for piece in pieces {
        let bytes = Array(piece)
        var place = 0
        while let range = chunks.next(bytes.span, &place) { content += bytes[range] }
        rest += bytes[place...]
      }
    }
  }

  private func walk(_ text: String) -> Walk { Walk([Array(text.utf8)[...]]) }

  @Test("chunks, extensions and trailers are told apart, and what follows is left")
  func whole() {
    let found = walk(
      "5;a=\"b\"\r\nhello\r\n00a\n, world!!!\r\n0;c\r\nTrailer: x\r\nOther: y\n\r\nGET")
    #expect(String(decoding: found.content, as: UTF8.self) == "hello, world!!!")
    #expect(found.chunks.isComplete)
    #expect(String(decoding: found.rest, as: UTF8.self) == "GET")
  }

  @Test(
    "what is no chunk breaks the body",
    arguments: [
      "x\r\n", "\r\n", "5\r\nhelloX", "5x\r\n", "fffffffffffffffff\r\n", "-1\r\n", ";a\r\n",
      "1\(String(repeating: " ", count: 5000))",
      "0\r\n\(String(repeating: "a: b\r\n", count: 20_000))",
    ])
  func broken(text: String) {
    #expect(walk(text).chunks.isBroken)
  }

  @Test("lost bytes within a chunk are passed, and no more than it has")
  func lost() {
    var chunks = HTTPChunks()
    let begin = Array("A\r\n123".utf8)
    var place = 0
    while chunks.next(begin.span, &place) != nil {}
    #expect(chunks.leftOfChunk == 7)
    var other = chunks
    let skipped = (other.skip(8), chunks.skip(7))
    #expect(skipped == (false, true))
    let end = Array("\r\n0\r\n\r\n".utf8)
    place = 0
    let found = chunks.next(end.span, &place)
    #expect(found == nil)
    #expect(chunks.isComplete)
    let isPassed = chunks.skip(1)
    #expect(!isPassed)
  }

  @Test("however a body is cut into pieces, it is the same")
  func pieces() {
    var numbers = SeededNumbers(seed: 9112)
    for _ in 0..<300 {
      var body: [UInt8] = []
      var content: [UInt8] = []
      for _ in 0..<Int.random(in: 0...6, using: &numbers) {
        let chunk = (0..<Int.random(in: 1...40, using: &numbers)).map { _ in
          UInt8.random(in: 0...255, using: &numbers)
        }
        content += chunk
        body += Array("\(String(chunk.count, radix: 16));x\r\n".utf8) + chunk + [13, 10]
      }
      body += Array("0\r\nA: b\r\n\r\nNEXT".utf8)
      var pieces: [ArraySlice<UInt8>] = []
      var place = 0
      while place < body.count {
        let end = min(body.count, place + Int.random(in: 1...9, using: &numbers))
        pieces.append(body[place..<end])
        place = end
      }
      let found = Walk(pieces)
      #expect(found.content == content)
      #expect(found.chunks.isComplete)
      #expect(found.rest == Array("NEXT".utf8))
    }
  }
}
