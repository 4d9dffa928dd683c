import CaptureFile
import Testing

@Suite("capture writer")
struct CaptureWriterTests {
  private let time: Int64 = 1_463_156_994_229_001

  private func message(
    _ transport: WireMessage.Transport, _ direction: WireMessage.Direction = .sent,
    local: String = "192.0.2.1", remote: String = "198.51.100.7", remotePort: UInt16 = 5070,
    time: Int64? = nil
  ) throws -> WireMessage {
    WireMessage(
      time: time ?? self.time, transport: transport, local: try WireEndpoint(local, 5060),
      remote: try WireEndpoint(remote, remotePort), direction: direction)
  }

  @Test("a capture without a message is the file's header")
  func empty() throws {
    let writer = CaptureWriter()
    #expect(writer.count == 24)
    #expect(try CapturedFrame.read(writer.bytes()) == [])
  }

  @Test("a UDP message is one frame with its time, addresses, ports and bytes")
  func datagram() throws {
    var writer = CaptureWriter()
    writer.append(try message(.udp), [1, 2, 3])
    writer.append(try message(.udp, .received), [])
    let frames = try CapturedFrame.read(writer.bytes())
    try #require(frames.count == 2)
    #expect(frames[0].seconds == 1_463_156_994)
    #expect(frames[0].microseconds == 229_001)
    #expect(frames[0].sourceMAC == [2, 0, 192, 0, 2, 1])
    #expect(frames[0].destinationMAC == [2, 0, 198, 51, 100, 7])
    #expect(frames[0].version == 4)
    #expect(frames[0].transport == 17)
    #expect(frames[0].source == [192, 0, 2, 1])
    #expect(frames[0].destination == [198, 51, 100, 7])
    #expect(frames[0].sourcePort == 5060)
    #expect(frames[0].destinationPort == 5070)
    #expect(frames[0].payload == [1, 2, 3])
    #expect(frames[1].source == [198, 51, 100, 7])
    #expect(frames[1].sourcePort == 5070)
    #expect(frames[1].payload == [])
    #expect(frames[1].identification == frames[0].identification + 1)
  }

  @Test("IPv6 messages have IPv6 frames, and hosts of both families meet as mapped addresses")
  func v6() throws {
    var writer = CaptureWriter()
    writer.append(try message(.udp, local: "2001:db8::1", remote: "[2001:db8::2%eth0]"), [1])
    writer.append(try message(.tcp, local: "192.0.2.1", remote: "2001:db8::2"), [2])
    let frames = try CapturedFrame.read(writer.bytes())
    try #require(frames.count == 6)
    #expect(frames.allSatisfy { $0.version == 6 })
    #expect(frames[0].source == [0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [1])
    #expect(frames[0].sourceMAC[0] == 6)
    #expect(
      frames[1].source == [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF, 192, 0, 2, 1])
  }

  @Test("a UDP checksum that comes out as zero is written as 65535")
  func zeroChecksum() throws {
    // All values of one word: one of them makes the sum zero.
    for word in 0...0xFFFF {
      var writer = CaptureWriter()
      writer.append(try message(.udp), [UInt8(word >> 8), UInt8(word & 0xFF)])
      let file = writer.bytes()
      #expect(file[file.count - 4] | file[file.count - 3] != 0, "\(word)")
    }
  }

  @Test(
    "the largest datagram is one frame, a larger one is refused",
    arguments: [("192.0.2.9", 65_507), ("2001:db8::9", 65_527)])
  func largest(remote: String, limit: Int) throws {
    var writer = CaptureWriter()
    let payload = [UInt8](repeating: 0x41, count: limit)
    let isWritten = writer.append(try message(.udp, local: remote, remote: remote), payload)
    #expect(isWritten)
    #expect(try CapturedFrame.read(writer.bytes()).map(\.payload) == [payload])
    writer.removeAll()
    let isRefused = writer.append(
      try message(.udp, local: remote, remote: remote), payload + [0x41])
    #expect(!isRefused)
    #expect(writer.count == 0)
  }

  @Test("a TCP connection begins with a handshake and ends with the capture")
  func connection() throws {
    var writer = CaptureWriter()
    writer.append(try message(.tcp, .received), Array("hello".utf8))
    writer.append(try message(.tls, .sent, time: time + 5), Array("hi".utf8))
    writer.finish()
    let frames = try CapturedFrame.read(writer.bytes())
    let syn: UInt8 = 2
    let ack: UInt8 = 16
    let push: UInt8 = 8
    let fin: UInt8 = 1
    #expect(
      frames.map(\.flags) == [
        syn, syn | ack, ack, push | ack, ack, push | ack, ack, fin | ack, fin | ack, ack,
      ])
    #expect(
      frames.map(\.sourcePort) == [5070, 5060, 5070, 5070, 5060, 5060, 5070, 5070, 5060, 5070])
    let first = frames[0].sequence
    #expect(
      frames.filter { $0.sourcePort == 5070 }.map { $0.sequence &- first } == [0, 1, 1, 6, 6, 7])
    #expect(
      frames.filter { $0.sourcePort == 5060 }.map { $0.acknowledgement &- first } == [1, 6, 6, 7])
    #expect(frames.last?.microseconds == 229_006)
  }

  @Test("a TCP message is cut into segments, each second one acknowledged")
  func segments() throws {
    var writer = CaptureWriter()
    let payload = (0..<4000).map { UInt8(truncatingIfNeeded: $0) }
    writer.append(try message(.tcp), payload)
    let frames = try CapturedFrame.read(writer.bytes()).dropFirst(3)
    #expect(frames.map(\.payload.count) == [1460, 1460, 0, 1080, 0])
    #expect(frames.map(\.flags) == [16, 16, 16, 24, 16])
    #expect(frames.flatMap(\.payload) == payload)
  }

  @Test("the connection silent for longest is closed when there is no room for another")
  func eviction() throws {
    var writer = CaptureWriter(maxConnections: 2)
    for port in [UInt16(1), 2, 1, 3, 1, 2] {
      writer.append(try message(.tcp, remotePort: port), [1])
    }
    let frames = try CapturedFrame.read(writer.bytes())
    let opened = frames.filter { $0.flags == 2 }
    #expect(opened.map(\.destinationPort) == [1, 2, 3, 2])
    #expect(opened[1].sequence != opened[3].sequence)
    let closed = frames.filter { $0.flags == 17 && $0.sourcePort == 5060 }
    #expect(closed.map(\.destinationPort) == [2, 3])
  }

  @Test("times are clamped to what the format holds", arguments: [Int64.min, -1, .max])
  func times(time: Int64) throws {
    var writer = CaptureWriter()
    writer.append(try message(.udp, time: time), [])
    writer.append(try message(.tcp, time: time), [1])
    writer.finish()
    let frames = try CapturedFrame.read(writer.bytes())
    #expect(frames.allSatisfy { $0.seconds == (time < 0 ? 0 : UInt32.max) })
    #expect(frames.allSatisfy { $0.microseconds == (time < 0 ? 0 : 999_999) })
  }

  @Test(
    "what is no address is refused",
    arguments: [
      "", "[", "]", "[]", "%", "host", "192.0.2", "192.0.2.256", "1::2::3", "::1 ", "fe80::1\u{0}",
      String(repeating: "1", count: 100),
    ])
  func noAddress(text: String) {
    let bytes = Array(text.utf8)
    #expect(NetworkAddress(bytes.span) == nil)
  }

  @Test("random messages come back whole, in order, with every checksum right")
  func random() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<50 {
      var writer = CaptureWriter(maxConnections: .random(in: -1...5))
      let ends = (0..<4).map { _ in
        WireEndpoint(
          Bool.random()
            ? NetworkAddress(v4: generator.next())
            : NetworkAddress(high: generator.next(), low: generator.next()),
          port: generator.next())
      }
      var file: [UInt8] = []
      var sent: [[UInt8]: [UInt8]] = [:]
      for _ in 0..<20 {
        let message = WireMessage(
          time: Int64.random(in: .min ... .max),
          transport: [.udp, .tcp, .tls][Int.random(in: 0..<3)], local: ends[.random(in: 0..<2)],
          remote: ends[.random(in: 2..<4)], direction: Bool.random() ? .sent : .received)
        let size = Int.random(in: 0...(Bool.random() ? 10 : 5000))
        let payload = (0..<size).map { _ in UInt8.random(in: 0...255) }
        let isWritten = writer.append(message, payload)
        #expect(isWritten)
        sent[Self.way(message), default: []] += payload
        if Bool.random() {
          file += writer.bytes()
          writer.removeAll()
        }
      }
      writer.finish()
      file += writer.bytes()
      var received: [[UInt8]: [UInt8]] = [:]
      for frame in try CapturedFrame.read(file) {
        received[Self.way(frame), default: []] += frame.payload
      }
      #expect(received.filter { !$0.value.isEmpty } == sent.filter { !$0.value.isEmpty })
    }
  }

  /// Who sent it to whom, and over what.
  private static func way(_ frame: CapturedFrame) -> [UInt8] {
    [frame.transport, UInt8(frame.sourcePort >> 8), UInt8(frame.sourcePort & 0xFF)]
      + [UInt8(frame.destinationPort >> 8), UInt8(frame.destinationPort & 0xFF)]
  }

  private static func way(_ message: WireMessage) -> [UInt8] {
    let isSent = message.direction == .sent
    let (from, to) = isSent ? (message.local, message.remote) : (message.remote, message.local)
    return [message.transport == .udp ? 17 : 6, UInt8(from.port >> 8), UInt8(from.port & 0xFF)]
      + [UInt8(to.port >> 8), UInt8(to.port & 0xFF)]
  }
}
