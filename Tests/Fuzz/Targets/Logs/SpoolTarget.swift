@testable import GenesysLog

/// Spools: every byte in one record, the same ones wherever the file is cut.
final class SpoolTarget: FuzzTarget {
  static let name = "spool"
  static let words = ["\u{0}\u{0}\u{0}\u{1}", "i", "s", "b", "\u{0}\u{0}\u{0}\u{0C}b"]
  static let seeds: [[UInt8]] = [
    [0] + record, [7] + record + record, [9, 0x41] + record + [0xFF, 0xFF] + record.dropLast(),
  ]

  private static let record: [UInt8] = {
    let text = Array("Application started".utf8)
    let list: [UInt8] = [0, 1, 0, 0, 2, 0x61, 0, 0, 2, 0x62, 0]
    let fields: [[UInt8]] = [
      [0, 0, 0, 1, UInt8(ascii: "i"), 0x57, 0x36, 0x01, 0x02],
      [0, 0, 0, 3, UInt8(ascii: "i"), 0, 0, 0, 4],
      [0, 0, 0, 5, UInt8(ascii: "i"), 0, 0, 0x13, 0xC4],
      [0, 0, 0, 9, UInt8(ascii: "s"), 0, UInt8(text.count)] + text,
      [0, 0, 0, 12, UInt8(ascii: "b"), 0, UInt8(list.count + 2)] + list,
      [0, 0, 0, 16, UInt8(ascii: "i"), 0, 3, 0x80, 0x29],
    ]
    let body = [UInt8(fields.count), 0, 0, 0, 0] + fields.joined()
    return [0xFF, 0, 0, 0, UInt8(body.count)] + body
  }()

  init() {}

  func run(_ bytes: [UInt8]) {
    guard let seed = bytes.first else { return }
    let file = Array(bytes[1...])
    _ = SpoolReader.recognises(file.span)
    let whole = ranges(of: file, blockBytes: file.count + 1)
    var end = 0
    for (range, _) in whole {
      hold(range.lowerBound == end && !range.isEmpty, "a gap before \(range)")
      end = range.upperBound
    }
    hold(end == file.count, "records end at \(end) of \(file.count)")
    let blocks = ranges(of: file, blockBytes: Int(seed) + 1)
    hold(whole.elementsEqual(blocks, by: ==), "in blocks: \(whole) is \(blocks)")
  }

  private func ranges(of file: [UInt8], blockBytes: Int) -> [(Range<Int>, Bool)] {
    var reader = SpoolReader()
    var record = LogRecord()
    var ranges: [(Range<Int>, Bool)] = []
    var start = 0
    var end = 0
    repeat {
      end = min(end + blockBytes, file.count)
      let block = Array(file[start..<end])
      var place = 0
      while reader.next(block.span, &place, isEnd: end == file.count, &record) {
        hold(place == record.range.upperBound, "the place is not the record's end")
        ranges.append(
          (record.range.lowerBound + start..<place + start, reader.isSkipped))
        readAttributes(block, reader)
      }
      start += place
    } while end < file.count
    return ranges
  }

  private func readAttributes(_ block: [UInt8], _ reader: SpoolReader) {
    guard let attributes = reader.values.attributes else { return }
    var next = attributes.start
    var count = 0
    while let pair = attributes.next(block.span, &next) {
      hold(pair.value.upperBound <= block.count, "an attribute outside the file")
      count += 1
    }
    hold(count == attributes.count, "\(count) attributes, said to be \(attributes.count)")
  }
}
