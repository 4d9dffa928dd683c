import Testing

@testable import WireDecoder

@Suite("WebSocket messages")
struct WebSocketMessagesTests {
  /// A message with its bytes.
  private struct Found: Equatable {
    let message: WebSocketMessages.Message
    let bytes: [UInt8]
  }

  private static func frame(
    _ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true, mask: [UInt8]? = [1, 2, 3, 4]
  ) -> [UInt8] {
    var bytes = [opcode | (isFinal ? 0x80 : 0)]
    let bit: UInt8 = mask == nil ? 0 : 0x80
    switch payload.count {
    case ...125: bytes.append(bit | UInt8(payload.count))
    case ...65_535: bytes += [bit | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    default:
      bytes +=
        [bit | 127] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - $0 * 8)) }
    }
    guard let mask else { return bytes + payload }
    return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 & 3] }
  }

  private static func read(
    _ pieces: [ArraySlice<UInt8>], _ messages: inout WebSocketMessages
  ) -> [Found] {
    var found: [Found] = []
    for piece in pieces {
      let bytes = Array(piece)
      var place = 0
      while let message = messages.next(bytes.span, &place) {
        found.append(Found(message: message, bytes: messages.payload))
      }
    }
    return found
  }

  private static func read(_ bytes: [UInt8]) -> (found: [Found], isBroken: Bool) {
    var messages = WebSocketMessages()
    let found = read([bytes[...]], &messages)
    return (found, messages.isBroken)
  }

  @Test("the examples of RFC 6455 s 5.7 are read")
  func examples() {
    let hello = Array("Hello".utf8)
    for bytes: [UInt8] in [
      [0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F],
      [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58],
      [0x01, 0x03, 0x48, 0x65, 0x6C, 0x80, 0x02, 0x6C, 0x6F],
      [
        0x01, 0x03, 0x48, 0x65, 0x6C, 0x89, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F, 0x80, 0x02, 0x6C,
        0x6F,
      ],
    ] {
      let (found, isBroken) = Self.read(bytes)
      #expect(found.map(\.bytes) == [hello])
      #expect(found.map(\.message.isText) == [true])
      #expect(!isBroken)
    }
  }

  @Test("lengths of 16 and 64 bits, and messages without bytes, are read")
  func lengths() {
    for count in [0, 1, 125, 126, 65_535, 65_536, 100_000] {
      let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
      for mask in [nil, [9, 8, 7, 6]] as [[UInt8]?] {
        let (found, isBroken) = Self.read(Self.frame(2, payload, mask: mask) + Self.frame(1, []))
        #expect(found.map(\.bytes) == [payload, []])
        #expect(found.map(\.message.count) == [count, 0])
        #expect(!isBroken)
      }
    }
  }

  @Test(
    "what no endpoint may send is no WebSocket",
    arguments: [
      [0x91, 0x00], [0xA1, 0x00], [0x83, 0x00], [0x8B, 0x00], [0x09, 0x00], [0xC9, 0x00],
      [0x89, 0x7E, 0, 126], [0x81, 0x7E, 0, 125], [0x81, 0x7F, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF],
      [0x81, 0x7F, 0xFF, 0, 0, 0, 0, 0, 0xFF, 0xFF], [0x80, 0x00], [0x01, 0x00, 0x81, 0x00],
      [0xC0, 0x00],
    ] as [[UInt8]])
  func others(bytes: [UInt8]) {
    #expect(Self.read(bytes).isBroken)
    #expect(Self.read(bytes).found.isEmpty)
  }

  @Test("a message that is too long is cut, and the next one is read")
  func tooLong() {
    let long = [UInt8](repeating: 1, count: WebSocketMessages.maxMessage + 10)
    let (found, _) = Self.read(Self.frame(2, long) + Self.frame(1, [65]))
    #expect(found.map(\.message.isCut) == [true, false])
    #expect(found.map(\.message.count) == [long.count, 1])
    #expect(found[0].bytes.count == WebSocketMessages.maxMessage)
  }

  @Test("bytes lost within a frame cut its message; more of them end the reading")
  func lost() {
    let bytes = Self.frame(1, Array("0123456789".utf8), mask: nil) + Self.frame(1, [65])
    var messages = WebSocketMessages()
    var found = Self.read([bytes[..<5]], &messages)
    let isKnown = messages.skip(4)
    #expect(isKnown)
    found += Self.read([bytes[9...]], &messages)
    #expect(found.map(\.message.isCut) == [true, false])
    #expect(found[0].bytes == Array("012789".utf8))
    messages = WebSocketMessages()
    found = Self.read([bytes[..<5]], &messages)
    #expect(found.isEmpty)
    let isStillKnown = messages.skip(10)
    #expect(!isStillKnown)
    #expect(messages.isBroken)
  }

  @Test("however a stream is cut into pieces, the messages are the same")
  func pieces() {
    var numbers = SeededNumbers(seed: 6455)
    for _ in 0..<300 {
      var stream: [UInt8] = []
      var expected: [[UInt8]] = []
      for _ in 0..<Int.random(in: 1...6, using: &numbers) {
        let payload = (0..<Int.random(in: 0...300, using: &numbers)).map { _ in
          UInt8.random(in: 0...255, using: &numbers)
        }
        expected.append(payload)
        let split = Int.random(in: 0...payload.count, using: &numbers)
        let mask: [UInt8]? = Bool.random(using: &numbers) ? nil : [7, 0, 200, 3]
        stream += Self.frame(2, Array(payload[..<split]), isFinal: false, mask: mask)
        if Bool.random(using: &numbers) { stream += Self.frame(9, [1, 2]) }
        stream += Self.frame(0, Array(payload[split...]), mask: mask)
      }
      var pieces: [ArraySlice<UInt8>] = []
      var place = 0
      while place < stream.count {
        let end = min(stream.count, place + Int.random(in: 1...50, using: &numbers))
        pieces.append(stream[place..<end])
        place = end
      }
      var messages = WebSocketMessages()
      let found = Self.read(pieces, &messages)
      #expect(found.map(\.bytes) == expected)
      #expect(!messages.isBroken)
    }
  }
}
