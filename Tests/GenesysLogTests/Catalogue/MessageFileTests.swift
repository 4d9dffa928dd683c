import Testing

@testable import GenesysLog

@Suite("Message files (.lms)")
struct MessageFileTests {
  private static let header = "GCTI|Messages|Test Server|8.5.1|en\n"

  private func read(_ text: String) throws -> MessageFile {
    try MessageFile(Array(text.utf8), path: "test.lms")
  }

  @Test("a message has an id, a level, a name and a text, which may hold the separator")
  func messages() throws {
    let file = try read(
      "\n" + Self.header + "; a comment|with|four|fields\n\nno separator\n"
        + "5060|STANDARD|GCTI_APP_STARTED|Application started\n"
        + " 04500 | Trace |GCTI_CONNECTING| Connecting to %s | %d \n"
        + "1|Std||x\n")
    #expect(file.skippedLines == 0)
    #expect(
      file.entries == [
        CatalogueEntry(
          code: 5060, level: .standard, name: "GCTI_APP_STARTED", text: "Application started",
          file: "test.lms", component: nil),
        CatalogueEntry(
          code: 4500, level: .trace, name: "GCTI_CONNECTING", text: "Connecting to %s | %d",
          file: "test.lms", component: nil),
        CatalogueEntry(
          code: 1, level: .standard, name: "", text: "x", file: "test.lms", component: nil),
      ])
    #expect(file.entries.map(\.id) == ["05060", "04500", "00001"])
  }

  @Test("lines may end with CR LF, and a byte order mark may begin the file")
  func lineEnds() throws {
    let file = try read("\u{FEFF}" + Self.header.dropLast() + "\r\n100|ALARM|A|text\r\n")
    #expect(file.entries.map(\.text) == ["text"])
  }

  @Test("each line is UTF-8 or Latin-1")
  func encodings() throws {
    let file = try MessageFile(
      Array((Self.header + "1|STANDARD|A|Größe\n").utf8)
        + Array("2|STANDARD|B|Gr".utf8) + [0xF6, 0xDF] + Array("e\n".utf8), path: "x")
    #expect(file.entries.map(\.text) == ["Größe", "Größe"])
  }

  @Test(
    "a bad line is passed over, with its number and the reason",
    arguments: [
      ("100|STANDARD|A", MessageFile.Reason.fewFields(3)),
      ("x1|STANDARD|A|t", .badID("x1")), ("123456|STANDARD|A|t", .badID("123456")),
      ("|STANDARD|A|t", .badID("")), ("-1|STANDARD|A|t", .badID("-1")),
      ("100|LOUD|A|t", .badLevel("LOUD")), ("100||A|t", .badLevel("")),
      ("7|STANDARD|A|t", .duplicate("00007", firstLine: 2)),
      ("100|STANDARD|A|" + String(repeating: "%d ", count: 65), .manyValues),
      ("100|STANDARD|A|" + String(repeating: "x", count: 5000), .longLine),
    ])
  func badLines(line: String, reason: MessageFile.Reason) throws {
    let file = try read(Self.header + "7|TRACE|FIRST|t\n" + line + "\n8|TRACE|LAST|t\n")
    #expect(file.problems == [MessageFile.Problem(line: 3, reason: reason)])
    #expect(file.skippedLines == 1)
    #expect(file.entries.map(\.name) == ["FIRST", "LAST"])
    #expect(!reason.description.isEmpty)
  }

  @Test("of many bad lines a hundred are told, and all counted")
  func manyBadLines() throws {
    let file = try read(Self.header + String(repeating: "x|y\n", count: 5000))
    #expect(file.problems.count == 100)
    #expect(file.skippedLines == 5000)
  }

  @Test(
    "what is no message file is refused with file and line",
    arguments: [
      ("", 1), ("hello\nworld\n", 2), ("; only\n; comments", 2), ("a|b|c\n1|STANDARD|A|t\n", 1),
      ("\n\na|b|||\n", 3), ("||||||||", 1),
    ])
  func noMessages(text: String, line: Int) {
    let error = #expect(throws: CatalogueError.self) { try read(text) }
    #expect(error?.description.hasPrefix("test.lms:\(line): ") == true)
    #expect(error?.description.contains("\nhelp: ") == true)
  }

  @Test("UTF-16 is refused by name")
  func utf16() {
    let error = #expect(throws: CatalogueError.self) {
      try MessageFile([0xFF, 0xFE, 0x41, 0, 0x0A, 0], path: "x.lms")
    }
    #expect(error?.description.contains("UTF-16") == true)
  }

  @Test("a file that begins with a message needs no header")
  func noHeader() throws {
    #expect(try read("1|STANDARD|A|t\n").entries.count == 1)
  }

  @Test("a missing file, a folder and an endless file are errors, not crashes")
  func unreadable() {
    #expect(throws: CatalogueError.self) { try MessageFile(path: "/nonexistent.lms") }
    #expect(throws: CatalogueError.self) { try MessageFile(path: "/") }
    #expect(throws: CatalogueError.tooLong(path: "/dev/zero", limit: 16 << 20)) {
      try MessageFile(path: "/dev/zero")
    }
  }

  @Test("random and mutated files never crash, and entries are as they must be", arguments: 0..<40)
  func hostile(seed: Int) throws {
    var bytes = ByteSource(seed: UInt64(seed))
    let pieces = [
      "|", "\n", "\r\n", "STANDARD", "100", "4500|TRACE|X|%s %d", "%", ";", Self.header, "é", "\0",
      "%-99999999999999999999d", "%$", "%1$s",
    ].map { Array($0.utf8) }
    var text: [UInt8] = seed % 2 == 0 ? Array(Self.header.utf8) : []
    for _ in 0..<bytes.next(below: 200) {
      text += bytes.next(below: 8) == 0 ? [bytes.byte()] : pieces[bytes.next(below: pieces.count)]
    }
    guard let file = try? MessageFile(text, path: "x") else { return }
    #expect(Set(file.entries.map(\.code)).count == file.entries.count)
    for entry in file.entries {
      #expect((0..<100_000).contains(entry.code) && !entry.text.utf8.contains(0x0A))
      if let template = entry.template() { _ = template.sample }
    }
    let again = try MessageFile(
      Array(UserCatalogue.text(file.entries).utf8), path: "y", isOwn: true)
    let byCode = { (entries: [CatalogueEntry]) in entries.sorted { $0.code < $1.code } }
    #expect(byCode(again.entries) == byCode(file.entries))
  }
}

/// A small generator that gives the same bytes for the same seed.
struct ByteSource {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678
  }

  /// A number from 0 up to, and without, `limit`.
  mutating func next(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(limit, 1)
  }

  mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next(below: 256)) }
}
