import Event
import Testing

@testable import Delivery

@Suite("Lumberjack: frames")
struct LumberjackFrameTests {
  @Test("a window is its head and the frames, numbers with the highest byte first")
  func window() {
    var frames = JSONBuffer()
    LumberjackFrame.appendHead(sequence: 1, length: 2, to: &frames)
    frames.append("{}")
    LumberjackFrame.appendHead(sequence: 0x0102_0304, length: 0x0A0B_0C0D, to: &frames)
    let bytes = frames.withBytes { LumberjackFrame.window(count: 258, frames: $0, packed: nil) }
    #expect(
      bytes == Array("2W".utf8) + [0, 0, 1, 2] + Array("2J".utf8) + [0, 0, 0, 1, 0, 0, 0, 2]
        + Array("{}2J".utf8) + [1, 2, 3, 4, 10, 11, 12, 13])
    let packed = LumberjackFrame.window(count: 1, frames: [9].span, packed: [7, 8])
    #expect(
      packed == Array("2W".utf8) + [0, 0, 0, 1] + Array("2C".utf8) + [0, 0, 0, 2, 7, 8])
  }

  @Test("frames are numbered from 1 in every batch, also in a part of one")
  func numbers() {
    let batch = EventBatch(.frames)
    for number in 0..<5 {
      let event = Array(#"{"n":\#(number)}"#.utf8)
      batch.append(event.span, id: Delivered.id(number), index: [], block: 3)
    }
    let part = batch.subset([1, 4])
    #expect(LumberjackFrameTests.frames(of: batch).map(\.sequence) == [1, 2, 3, 4, 5])
    let frames = LumberjackFrameTests.frames(of: part)
    #expect(frames.map(\.sequence) == [1, 2])
    #expect(frames.map { $0.event.prefix(6) } == [#"{"n":1"#, #"{"n":4"#])
    var event = JSONBuffer()
    part.appendEvent(of: part.items[1], to: &event)
    #expect(event.text() == #"{"n":4}"#)
    var action = JSONBuffer()
    part.appendAction(of: part.items[1], to: &action)
    #expect(action.text() == #"{"create":{"_id":"AAAAAAAEAAAAAAAAAAJ43A"}}"#)
    #expect(part.items.map(\.block) == [3, 3])
  }

  private static func frames(of batch: EventBatch) -> [(sequence: Int, event: String)] {
    let bytes = batch.withBody { body in (0..<body.count).map { body[$0] } }
    func number(at place: Int) -> Int {
      bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    var frames: [(sequence: Int, event: String)] = []
    var place = 0
    while place + 10 <= bytes.count {
      let end = place + 10 + number(at: place + 6)
      frames.append(
        (number(at: place + 2), String(decoding: bytes[place + 10..<end], as: UTF8.self)))
      place = end
    }
    #expect(place == bytes.count)
    return frames
  }

  private func acknowledgement(_ sequence: UInt32) -> [UInt8] {
    Array("2A".utf8) + (0..<4).map { UInt8(sequence >> UInt32(24 - 8 * $0) & 0xFF) }
  }

  @Test("acknowledgements are read however they are cut up", arguments: [1, 2, 3, 5, 6, 7, 100])
  func reads(step: Int) {
    let sequences: [UInt32] = [0, 1, 0xFFFF_FFFF, 0x0102_0304]
    let bytes = sequences.flatMap(acknowledgement)
    var reader = AcknowledgementReader()
    var read: [UInt32] = []
    for start in stride(from: 0, to: bytes.count, by: step) {
      let part = Array(bytes[start..<min(start + step, bytes.count)])
      let answers = reader.read(part.span)
      #expect(answers.fault == nil)
      read += answers.sequences
    }
    #expect(read == sequences)
  }

  @Test(
    "what is no acknowledgement is told by its first bytes",
    arguments: [
      ("1A", LumberjackFault.version), ("HTTP/1.1 400 Bad Request", .http), ("\u{15}\u{3}", .tls),
      ("2J", .strange), ("2W", .strange), ("\0", .strange), ("220 ready", .strange),
    ])
  func faults(text: String, fault: LumberjackFault) {
    var reader = AcknowledgementReader()
    let bytes = acknowledgement(5) + Array(text.utf8)
    let answers = reader.read(bytes.span)
    #expect(answers.sequences == [5])
    #expect(answers.fault == fault)
  }

  @Test("random bytes are read without harm")
  func random() {
    for _ in 0..<2000 {
      var reader = AcknowledgementReader()
      for _ in 0..<4 {
        let bytes = (0..<Int.random(in: 0...40)).map { _ in
          Bool.random() ? UInt8.random(in: 0...255) : [0x32, 0x41, 0].randomElement() ?? 0
        }
        if reader.read(bytes.span).fault != nil { break }
      }
    }
  }
}
