import LogInput

/// All that came of one input.
struct Reading {
  var blocks: [InputBlock] = []
  var fault: LogInputError?

  /// The bytes of all blocks, one after another.
  var content: [UInt8] { blocks.flatMap(\.bytes) }

  /// The bytes of all blocks as text.
  var text: String { String(decoding: content, as: UTF8.self) }

  /// Reads the file at `path` to its end.
  init(_ path: String, blockBytes: Int = 512 << 10, maxLineBytes: Int = 1 << 20) {
    do throws(LogInputError) {
      let reader = BlockReader(
        source: try ByteSource(InputFile(path: path)), pool: BlockPool(), blockBytes: blockBytes,
        maxLineBytes: maxLineBytes)
      while let block = try reader.next() { blocks.append(block) }
    } catch {
      fault = error
    }
  }
}

extension InputBlock {
  /// A copy of the block's bytes.
  var bytes: [UInt8] {
    withBytes { span in span.withUnsafeBufferPointer { Array($0) } }
  }

  /// The block's bytes as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}
