import Event
import Testing

@testable import FollowState

@Suite("state records")
struct StateRecordTests {
  /// The line of an entry.
  private func line(_ entry: FileEntry) -> [UInt8] {
    var encoder = RecordEncoder()
    var out = JSONBuffer()
    encoder.append(entry, to: &out)
    return out.withBytes { bytes in (0..<bytes.count - 1).map { bytes[$0] } }
  }

  private func line(json: String) -> [UInt8] {
    var encoder = RecordEncoder()
    var out = JSONBuffer()
    encoder.append(other: Array(json.utf8), to: &out)
    return out.withBytes { bytes in (0..<bytes.count - 1).map { bytes[$0] } }
  }

  private func entry(_ line: [UInt8]) -> FileEntry? {
    var decoder = RecordDecoder()
    return decoder.decode(line: line.span) == .file ? decoder.entry : nil
  }

  private func record(_ line: [UInt8]) -> StateRecord? {
    var decoder = RecordDecoder()
    return decoder.decode(line: line.span)
  }

  @Test("a record looks as docs say: a checksum, a blank, and JSON")
  func spelling() {
    var state = FileState(number: 17, name: .init(high: 1, low: 0xAB), path: "/var/log/a \"b\".log")
    state.device = 64_768
    state.inode = 5
    state.offset = 12
    state.cuts = [20, 30]
    state.isComplete = true
    #expect(
      String(decoding: line(FileEntry(state: state)).dropFirst(9), as: UTF8.self)
        == #"{"file":17,"name":"000000000000000100000000000000ab","path":"/var/log/a \"b\".log","#
        + #""device":64768,"inode":5,"head":[0,"1adb05b6d1b3595d"],"offset":12,"#
        + #""tail":[0,"1adb05b6d1b3595d"],"cuts":[20,30],"complete":true,"seen":0}"#)
  }

  @Test(
    "every path survives, whatever its bytes",
    arguments: [
      "/a", "", "/ä/日本", "/a\nb\u{1}\u{7F}\"\\", "/100%", "/%41",
    ].map { Array($0.utf8) } + [
      [0x2F, 0xFF], [0x2F, 0x25, 0x34, 0x31, 0xC3], Array(1...255),
      [0x22, 0x5C, 0x25, 0x0A, 0x80], [0xED, 0xA0, 0x80],
    ])
  func paths(bytes: [UInt8]) throws {
    let state = FileState(
      number: 1, name: .init(high: 0, low: 0), path: FilePath(bytes: bytes))
    let line = line(FileEntry(state: state))
    #expect(!line.contains(0x0A))
    #expect(try #require(entry(line)).state == state)
  }

  @Test("every state survives, to the ends of its numbers")
  func extremes() throws {
    var state = FileState.sample(1 << 63 - 1, at: 0)
    state.name = .init(high: .max, low: .max)
    (state.device, state.inode) = (.max, .max)
    for (least, most) in [(Int64.min, Int64.max), (-1, 1)] {
      (state.birth, state.lastSeen, state.offset) = (least, least, most)
      (state.taken, state.day, state.cuts) = (Int.max, Int32(clamping: least), [most])
      state.head = ContentMark(length: .max, hash: .max)
      #expect(try #require(entry(line(FileEntry(state: state)))).state == state)
    }
  }

  @Test("F77: members that a newer version writes are kept as they are")
  func unknownMembers() throws {
    var entry = FileEntry(state: .sample(4, at: 8))
    entry.unknown = Array(#","zran":{"points":[1,2,{"a":"}"}]},"owner":"x\"y","n":-1.5e3"#.utf8)
    let line = line(entry)
    #expect(try #require(self.entry(line)) == entry)
    #expect(self.line(try #require(self.entry(line))) == line)
  }

  @Test("a line of which one bit is another is no record")
  func flipped() {
    let line = line(FileEntry(state: .sample(4, at: 8)))
    for place in line.indices {
      for bit in 0..<8 {
        var changed = line
        changed[place] ^= 1 << UInt8(bit)
        #expect(record(changed) == nil)
      }
    }
    for length in line.indices { #expect(record(Array(line.prefix(length))) == nil) }
  }

  @Test(
    "a record whose members are not what they should be is none, though its checksum is right",
    arguments: [
      "{}", "{", "}", "[1]", "null}", #"{"file":1}"#, #"{"file":-1}"#, #"{"file":"1"}"#,
      #"{"remove":1.5}"#, #"{"remove":18446744073709551616}"#, #"{"end":null}"#,
      #"{"format":"genlog-state","needs":"1"}"#, #"{"format":"genlog-state","version":-1}"#,
    ])
  func wrong(json: String) {
    #expect(record(line(json: json)) == nil)
  }

  @Test(
    "each member of a file is checked",
    arguments: [
      (#""offset":8"#, #""offset":-8"#), (#""offset":8"#, #""offset":9223372036854775808"#),
      (#""offset":8"#, #""offset":1e3"#), (#""offset":8"#, #""offset":"8""#),
      (#""offset":8,"#, ""), (#""file":4"#, #""file":9223372036854775808"#),
      (#""name":"0"#, #""name":"0g"#), (#""name":"0"#, #""name":""#),
      (#""head":[8,"#, #""head":[-8,"#), (#""head":[8,"#, #""head":["#),
      (#""tail":[8,"#, #""tail":{"a":"#), (#""cuts":[18"#, #""cuts":[-18"#),
      (#""cuts":[18"#, #""cuts":["18""#), (#""taken":2"#, #""taken":-2"#),
      (#""day":20000"#, #""day":2147483648"#), (#""day":20000"#, #""day":null"#),
      (#""birth":"#, #""birth":1"#), (#""path":"#, #""path":1,"x":"#),
      (#""path":"/var"#, #""rawpath":"%4"#), (#""path":"/var"#, #""rawpath":"%zz"#),
      (#""complete":true"#, #""complete":1"#), (#""seen":"#, #""saw":"#),
    ])
  func wrongMember(from: String, to: String) {
    var state = FileState.sample(4, at: 8)
    state.isComplete = true
    state.birth = 9_223_372_036_854_775_807
    let json = String(decoding: line(FileEntry(state: state)).dropFirst(9), as: UTF8.self)
    #expect(entry(line(json: json)) != nil)
    let changed = json.replacing(from, with: to)
    #expect(changed != json)
    #expect(entry(line(json: changed)) == nil)
  }

  @Test("random JSON under a right checksum is a record or none, and no more")
  func random() {
    var generator = SeededGenerator(1)
    let json = Array(line(FileEntry(state: .sample(4, at: 8))).dropFirst(9))
    for _ in 0..<20_000 {
      var changed = json
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: changed.indices, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: changed[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: changed.remove(at: place)
        default:
          changed.insert(
            Array("{}[]\",:-09%\\".utf8).randomElement(using: &generator) ?? 0, at: place)
        }
      }
      var encoder = RecordEncoder()
      var out = JSONBuffer()
      encoder.append(other: changed, to: &out)
      out.withBytes { bytes in
        var decoder = RecordDecoder()
        guard decoder.decode(line: bytes.extracting(0..<bytes.count - 1)) == .file else { return }
        // Whatever was taken can be written and read again.
        let entry = decoder.entry
        #expect(self.entry(line(entry)) == entry)
      }
    }
  }
}
