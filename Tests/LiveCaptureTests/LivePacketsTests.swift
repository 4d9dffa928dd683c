import Foundation
import PacketCapture
import TestPackets
import Testing

@testable import LiveCapture

@Suite("packets as they come")
struct LivePacketsTests {
  @Test(
    "a packet on loopback is seen once, with nanoseconds, on the interface and on any",
    .enabled(if: LoopbackSender.mayCapture, "only root may capture"), arguments: ["lo", "any"])
  func once(interface: String) throws {
    let sender = LoopbackSender()
    var settings = LiveSettings()
    settings.filter = "udp dst port \(sender.port)"
    let packets = try LivePackets([interface], settings)
    let queue = PacketQueue(bytes: 8 << 20)
    Thread { packets.run(into: [queue]) }.start()
    for number in 0..<50 { sender.send(Array("packet \(number) ends here".utf8)) }
    packets.stop()
    var texts: [String] = []
    var numbers: [Int] = []
    loop: while true {
      switch queue.take(within: .seconds(10)) {
      case .block(let block):
        block.forEach { frame, bytes in
          #expect(frame.stamp.digits == 9)
          #expect(frame.wireLength == frame.bytes.count)
          numbers.append(frame.stamp.number)
          let end = bytes.extracting(frame.bytes).extracting(last: 19)
          texts.append(String(decoding: end.indices.map { end[$0] }, as: UTF8.self))
        }
      case .nothing:
        Issue.record("the capture does not end")
        break loop
      case .end: break loop
      }
    }
    #expect(numbers == Array(1...50))
    #expect(texts.map { $0.filter(\.isNumber) } == (0..<50).map(String.init))
    #expect(packets.figures.packets == [50])
    #expect(packets.figures.allKernelDrops == 0)
    #expect(packets.interfaces.first?.linkType == (interface == "lo" ? 1 : 113))
  }

  @Test(
    "it ends after so many packets",
    .enabled(if: LoopbackSender.mayCapture, "only root may capture"))
  func count() throws {
    let sender = LoopbackSender()
    var settings = LiveSettings()
    settings.filter = "udp dst port \(sender.port)"
    let packets = try LivePackets(["lo"], settings)
    let queue = PacketQueue(bytes: 8 << 20)
    for number in 0..<30 { sender.send([UInt8(number)]) }
    packets.run(into: [queue], most: 7)
    #expect(packets.figures.allPackets == 7)
  }

  @Test(
    "what is excluded does not come, whatever the filter says",
    .enabled(if: LoopbackSender.mayCapture, "only root may capture"))
  func exclusion() throws {
    let sender = LoopbackSender()
    let other = LoopbackSender()
    var settings = LiveSettings()
    settings.filter = "udp dst port \(sender.port) or udp dst port \(other.port)"
    settings.exclusion = "host 127.0.0.1 and udp port \(sender.port)"
    let packets = try LivePackets(["lo"], settings)
    for _ in 0..<20 { sender.send([1]) }
    other.send([2])
    packets.run(into: [PacketQueue(bytes: 0)], most: 1)
    packets.stop()
    #expect(packets.figures.allPackets == 1)
  }

  @Test(
    "an interface that is not there, and a filter that means nothing, are told",
    .enabled(if: LoopbackSender.mayCapture, "only root may capture"))
  func mistakes() throws {
    do {
      _ = try LivePackets(["lo", "nosuch"], LiveSettings())
      Issue.record("there is an interface of that name")
    } catch {
      guard case .noSuchInterface("nosuch", let known) = error else { throw error }
      #expect(known.contains("lo"))
    }
    var settings = LiveSettings()
    settings.filter = "udp prot 5060"
    #expect(
      throws: LiveCaptureError.badFilter(
        text: "udp prot 5060", problem: "syntax error", place: 4..<8)
    ) { try LivePackets(["lo"], settings) }
  }

  @Test("the interfaces of the machine are known, loopback among them")
  func interfaces() throws {
    let loopback = try #require(try LiveInterface.all().first { $0.name == "lo" })
    #expect(loopback.isLoopback)
  }
}
