import Event
import Testing

@testable import Delivery

@Suite("Lumberjack: windows on their way")
struct LumberjackPipelineTests {
  /// A pipeline with windows of these sizes, of which `sent` bytes were sent; each has ten bytes.
  private func pipeline(_ sizes: [Int], sent: Int) -> LumberjackPipeline {
    var pipeline = LumberjackPipeline()
    for size in sizes {
      let batch = EventBatch(.frames)
      for number in 0..<size {
        let event = Array("{}".utf8)
        batch.append(event.span, id: Delivered.id(number), index: [], block: 0)
      }
      pipeline.add(batch, bytes: [UInt8](repeating: 0, count: 10), .now)
    }
    var left = sent
    _ = pipeline.sendOn { bytes in
      let count = min(left, bytes.count)
      left -= count
      return count
    }
    return pipeline
  }

  /// The ranges that answers acknowledge, and the fault at last.
  private func ranges(
    _ sequences: [UInt32], _ pipeline: inout LumberjackPipeline
  ) -> ([Range<Int>], LumberjackFault?) {
    var ranges: [Range<Int>] = []
    do throws(LumberjackFault) {
      for sequence in sequences {
        if let part = try pipeline.acknowledge(sequence) { ranges.append(part.items) }
      }
      return (ranges, nil)
    } catch {
      return (ranges, error)
    }
  }

  @Test(
    "answers settle the first events of the first window, and never more than was sent",
    arguments: [
      ([3, 2], 20, [3, 2] as [UInt32], [0..<3, 0..<2], nil as LumberjackFault?, 0),
      ([3, 2], 20, [1, 0, 3, 1, 2], [0..<1, 1..<3, 0..<1, 1..<2], nil, 0),
      ([3], 10, [2, 2, 0, 2], [0..<2], nil, 1), ([3], 10, [2, 1], [0..<2], .unknown, 1),
      ([3], 10, [4], [], .unknown, 1), ([3], 10, [0xFFFF_FFFF], [], .unknown, 1),
      ([3], 10, [3, 1], [0..<3], .unknown, 0), ([3], 0, [1], [], .unknown, 1),
      ([3], 5, [2, 3], [0..<2], .unknown, 1), ([3, 2], 10, [3, 1], [0..<3], .unknown, 1),
      ([1], 5, [1], [], .unknown, 1), ([], 0, [0], [], nil, 0), ([], 0, [1], [], .unknown, 0),
    ])
  func acknowledges(
    sizes: [Int], sent: Int, sequences: [UInt32], expected: [Range<Int>], fault: LumberjackFault?,
    left: Int
  ) {
    var pipeline = pipeline(sizes, sent: sent)
    let (ranges, end) = ranges(sequences, &pipeline)
    #expect(ranges == expected)
    #expect(end == fault)
    #expect(pipeline.windows.count == left)
  }

  @Test("what is not acknowledged goes again")
  func rest() {
    var pipeline = pipeline([5], sent: 10)
    #expect(ranges([3], &pipeline).0 == [0..<3])
    #expect(pipeline.windows.first?.rest.items.map(\.id) == [Delivered.id(3), Delivered.id(4)])
  }

  @Test("bytes are sent in order, however few are taken at a time")
  func sends() {
    var pipeline = LumberjackPipeline()
    let batch = EventBatch(.frames)
    for start in [0, 10, 20] {
      pipeline.add(batch, bytes: Array(start..<start + 10).map(UInt8.init), .now)
    }
    var sent: [UInt8] = []
    while pipeline.hasUnsent {
      var isFirst = true
      _ = pipeline.sendOn { bytes in
        defer { isFirst = false }
        guard isFirst else { return 0 }
        let count = min(3, bytes.count)
        for index in 0..<count { sent.append(bytes[index]) }
        return count
      }
    }
    #expect(sent == Array(0..<30))
  }
}
