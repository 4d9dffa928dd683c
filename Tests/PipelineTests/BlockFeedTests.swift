import Foundation
import GenesysLog
import LogInput
import Testing

@testable import Pipeline

@Suite("block feed")
struct BlockFeedTests {
  @Test("no block is kept once the next one has been fed", arguments: [false, true])
  func blocksAreLetGo(scansAhead: Bool) throws {
    let path = NSTemporaryDirectory() + "genlog-feed-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(String(repeating: "10:00:00.000 Std 05060 Application started\n", count: 40_000).utf8)
      .write(to: URL(fileURLWithPath: path))
    let options = try ParseOptions(inputs: [path], OptionValues())
    let feed = BlockFeed(
      [InputFile(path: path)], logs: LogOpener(options, rules: try RuleSet()),
      scansAhead: scansAhead)
    var blocks: [WeakBlock] = []
    while let work = feed.next() {
      if let block = work.block {
        #expect(blocks.allSatisfy { $0.block == nil })
        blocks.append(WeakBlock(block: block))
      }
      // The last line may go on; after the last block none does.
      let isLast = work.block?.isLast ?? true
      feed.resume(with: work.reader, from: isLast ? work.end : work.end - 43)
    }
    #expect(blocks.count > 3)
    #expect(blocks.allSatisfy { $0.block == nil })
  }

  private struct WeakBlock {
    weak var block: InputBlock?
  }
}
