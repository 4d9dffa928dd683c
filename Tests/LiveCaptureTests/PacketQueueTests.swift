import PacketCapture
import Testing

@testable import LiveCapture

@Suite("the queue of captured packets")
struct PacketQueueTests {
  private func stamp(_ number: Int) -> FrameStamp {
    FrameStamp(number: number, time: Int64(number), digits: 9, offset: Int64(number))
  }

  private func fill(_ filler: inout PacketFiller, _ numbers: Range<Int>, bytes: Int) {
    let packet = [UInt8](repeating: 7, count: bytes)
    for number in numbers {
      packet.withUnsafeBufferPointer {
        filler.append($0, stamp(number), wireLength: bytes, linkType: 1)
      }
    }
  }

  /// The numbers of the packets that are there.
  private func takeAll(_ queue: PacketQueue) -> [Int] {
    var numbers: [Int] = []
    while case .block(let block) = queue.take(within: .zero) {
      block.forEach { frame, bytes in #expect(bytes[frame.bytes.lowerBound] == 7) }
      numbers += block.frames.map(\.stamp.number)
      queue.giveBack(block)
    }
    return numbers
  }

  @Test("packets come out as they went in")
  func order() {
    let queue = PacketQueue(bytes: 16 << 20)
    var filler = PacketFiller(queue)
    for start in stride(from: 0, to: 20_000, by: 700) {
      fill(&filler, start..<min(start + 700, 20_000), bytes: 200)
      filler.hand()
    }
    #expect(takeAll(queue) == Array(0..<20_000))
    #expect(queue.dropped == 0)
    #expect(queue.waitingBytes == 0)
  }

  @Test("when it is full packets are dropped and counted, and those in it stay")
  func full() {
    let queue = PacketQueue(bytes: 4 << 20)
    var filler = PacketFiller(queue)
    fill(&filler, 0..<8000, bytes: 1000)
    filler.hand()
    let kept = takeAll(queue)
    #expect(kept == Array(0..<kept.count))
    #expect((4000..<4300).contains(kept.count))
    #expect(queue.dropped == 8000 - kept.count)
    fill(&filler, 8000..<8010, bytes: 1000)
    filler.hand()
    #expect(takeAll(queue) == Array(8000..<8010))
  }

  @Test("small packets that come one by one share blocks, so that few do not fill it")
  func sparse() {
    let queue = PacketQueue(bytes: 4 << 20)
    var filler = PacketFiller(queue)
    for number in 0..<1000 {
      fill(&filler, number..<number + 1, bytes: 60)
      filler.hand()
    }
    #expect(queue.dropped == 0)
    #expect(takeAll(queue) == Array(0..<1000))
  }

  @Test("what is in it when it is closed is taken before the end")
  func end() {
    let queue = PacketQueue(bytes: 4 << 20)
    var filler = PacketFiller(queue)
    fill(&filler, 0..<3, bytes: 10)
    filler.hand()
    queue.close()
    #expect(takeAll(queue) == [0, 1, 2])
    guard case .end = queue.take(within: .seconds(60)) else {
      Issue.record("the queue has no end")
      return
    }
  }

  @Test("who waits for nothing is told so")
  func nothing() {
    guard case .nothing = PacketQueue(bytes: 0).take(within: .milliseconds(1)) else {
      Issue.record("something came")
      return
    }
  }
}
