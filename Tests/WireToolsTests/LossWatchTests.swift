import Testing

@testable import WireTools

@Suite("warnings of lost packets")
struct LossWatchTests {
  @Test("a loss is told at once, and what follows every ten seconds, with what is new")
  func pace() {
    var watch = DropWatch()
    let start = ContinuousClock.now
    var counts = DropCounts()
    counts.kernel = 5
    #expect(
      watch.warning(counts, start) == """
        packets were dropped: 5 by the kernel
        help: this machine is busy: a larger --kernel-buffer bridges pauses, --filter takes less
        """)
    counts.kernel = 9
    counts.queue = 2
    #expect(watch.warning(counts, start + .seconds(9)) == nil)
    #expect(
      watch.warning(counts, start + .seconds(10)) == """
        packets were dropped: 4 by the kernel, 2 as the queue to the decoder was full
        help: a destination or the disk is slow: a larger --queue bridges pauses, --filter takes less
        """)
    #expect(watch.warning(counts, start + .seconds(60)) == nil)
  }
}
