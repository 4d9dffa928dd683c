import LogInput

/// Files, compressed or not: the same bytes whatever the blocks, and then the same fault.
final class GzipTarget: FuzzTarget {
  static let name = "gzip"
  static let seeds: [[UInt8]] = [
    [0] + member, [3] + member + member, [9] + member + [0, 0, 0], [1] + member.dropLast(3),
    [2] + member + [0x41],
    [5, 0x1F, 0x8B, 8, 0x1C, 0, 0, 0, 0, 0, 3, 2, 0, 1, 2, 0x61, 0, 0x62, 0],
  ]

  /// `one\ntwo\n`, stored.
  private static let member: [UInt8] =
    [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 8, 0, 0xF7, 0xFF] + Array("one\ntwo\n".utf8)
    + [0xE6, 0x0B, 0xBA, 0x12, 8, 0, 0, 0]

  private let file = ScratchFile()

  init() {}

  func run(_ bytes: [UInt8]) {
    guard let size = bytes.first else { return }
    file.write(Array(bytes[1...]))
    let whole = read(blockBytes: 1 << 20)
    let blocks = read(blockBytes: Int(size) + 1)
    hold(whole.bytes == blocks.bytes, "other bytes in blocks")
    hold(whole.fault == blocks.fault, "another fault in blocks")
  }

  private func read(blockBytes: Int) -> (bytes: [UInt8], fault: LogInputError?) {
    var all: [UInt8] = []
    do throws(LogInputError) {
      let reader = BlockReader(
        source: try ByteSource(InputFile(path: file.path)), pool: BlockPool(),
        blockBytes: blockBytes)
      while let block = try reader.next() {
        all += block.withBytes { bytes in bytes.withUnsafeBufferPointer { Array($0) } }
      }
    } catch {
      return (all, error)
    }
    return (all, nil)
  }
}
