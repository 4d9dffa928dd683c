import Event
import LogInput
import PacketCapture

/// One capture file on its way from bytes to events: its tools, and what they found.
struct WireDecoding: ~Copyable {
  private var capture = CaptureReader()
  private var frames: FrameDecoding

  /// Begins at the start of the capture `path`, whose bytes begin as `file` says.
  init(_ options: WireOptions, path: String, file: EventHash.Value) {
    frames = FrameDecoding(options, path: path, source: file)
  }

  /// The events of the last block, after filters and masking.
  var result: BlockResult {
    _read { yield frames.result }
  }

  /// Decodes a block; returns where the first record begins that goes on after it.
  mutating func decode(_ block: InputBlock) -> Int {
    frames.begin()
    let end = block.withBytes { bytes in
      var place = 0
      while let frame = capture.next(
        in: bytes, at: block.offset, isLast: block.isLast, &place)
      {
        frames.decode(frame, of: bytes)
      }
      return place
    }
    frames.count(bytes: Int64(end))
    frames.take()
    return end
  }

  /// Takes some of what was still waited for, as no block follows; false once all is taken.
  mutating func finish() -> Bool {
    capture.finish()
    return frames.finish()
  }

  /// Enters what was found.
  func fill(_ report: inout WireReport) {
    frames.fill(&report)
    report.unreadable = capture.unreadable
    if let damage = capture.damage, report.problem == nil {
      let name = report.path == InputFile.standardInput.path ? "standard input" : report.path
      report.problem = "\(name): \(damage)"
    }
  }
}
