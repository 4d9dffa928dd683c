import Testing

@testable import Grok

/// The patterns that come with the library.
@Suite struct StandardLibrary {
  @Test("the table of files is the folder")
  func table() throws {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    let folder = (parts + ["patterns", "standard"]).joined(separator: "/")
    let files = try PatternFiles.files(at: folder).map { String($0.dropFirst(folder.count + 1)) }
    #expect(files.filter { $0.hasSuffix(".grok") } == StandardFile.all.map(\.name).sorted())
  }

  @Test("each flavour loads, and every pattern in it compiles", arguments: Flavour.allCases)
  func compiles(_ flavour: Flavour) throws {
    let library = try PatternLibrary.standard(flavour)
    #expect(library["INT"]?.origin.file == "core.grok" || flavour == .legacy)
    for name in library.names {
      try GrokPattern("%{\(name):x}", library: library).prepare()
    }
  }
}

/// Parts that are worth a test by themselves.
@Suite struct Parts {
  @Test("a subject's encoding is told from all its bytes")
  func encoding() {
    for length in 0...70 {
      var bytes = [UInt8](repeating: 0x61, count: length)
      let whole = SubjectEncoding(of: bytes.span)
      #expect(whole == .ascii)
      for index in 0..<length {
        bytes[index] = 0xFF
        let broken = SubjectEncoding(of: bytes.span)
        #expect(broken == .bytes)
        bytes[index] = 0x61
      }
    }
    let text = Array("aé".utf8)
    let encoding = SubjectEncoding(of: text.span)
    #expect(encoding == .utf8)
  }

  @Test(
    "ranges of characters are ranges of their sequences",
    arguments: [
      (0x80...0x7FF) as ClosedRange<UInt32>, 0xE9...0xE9, 0x7F0...0x810, 0x4E00...0x9FFF,
      0xD000...0xE100,
      0xFFF0...0x1000F, 0x80...0x10FFFF,
    ])
  func sequences(_ range: ClosedRange<UInt32>) throws {
    let pattern = try GrokPattern(
      "\\A[\\x{\(String(range.lowerBound, radix: 16))}-\\x{\(String(range.upperBound, radix: 16))}]\\z",
      library: PatternLibrary())
    var matcher = GrokMatcher()
    for value in [
      0x7F, 0x80, 0xE8, 0xE9, 0xEA, 0x7EF, 0x7F0, 0x7FF, 0x800, 0x810, 0x811, 0x4DFF, 0x4E00,
      0x9FFF,
      0xA000, 0xD000, 0xD7FF, 0xE000, 0xE100, 0xE101, 0xFFEF, 0xFFF0, 0xFFFF, 0x10000, 0x1000F,
      0x10010, 0x10FFFF,
    ] as [UInt32] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let subject = Array(String(Character(scalar)).utf8)
      // Matched as UTF-8 and as bytes, the answer is the same.
      let isUTF8 = matcher.match(pattern, subject.span, encoding: .utf8) == .matched
      let isBytes = matcher.match(pattern, subject.span, encoding: .bytes) == .matched
      #expect(isUTF8 == range.contains(value))
      #expect(isBytes == range.contains(value), "\(value)")
    }
  }

  @Test("the nearest name is the one most alike, if it is like at all")
  func spelling() {
    let names = ["INT", "WORD", "SIP_URI", "TIMESTAMP_ISO8601"]
    #expect(Spelling.nearest(to: "SIPURI", among: names) == "SIP_URI")
    #expect(Spelling.nearest(to: "word", among: names) == "WORD")
    #expect(Spelling.nearest(to: "TIMESTAMP_ISO", among: names) == "TIMESTAMP_ISO8601")
    #expect(Spelling.nearest(to: "ZZZZZZ", among: names) == nil)
    #expect(Spelling.nearest(to: String(repeating: "A", count: 1000), among: names) == nil)
  }

  @Test("names of fields are paths")
  func fieldNames() {
    func path(_ text: String) -> [String]? { FieldName(Array(text.utf8)[...])?.path }
    #expect(path("a") == ["a"])
    #expect(path("a.b.c") == ["a", "b", "c"])
    #expect(path("[a][b]") == ["a", "b"])
    #expect(path("[@metadata][k]") == ["@metadata", "k"])
    #expect(path("a[b]") == ["a", "b"])
    #expect(path("[a.b][c]") == ["a.b", "c"])
    for text in ["", ".", "a.", ".a", "a..b", "[a", "a]", "[]", "[a]b", "[[a]]", "a b", "[a]]"] {
      #expect(path(text) == nil, "\(text)")
    }
  }
}
