import Glibc
import Grok
import Testing

@testable import GenesysLog

@Suite("Sample logs")
struct SampleTests {
  /// Each plain sample, and the component that wrote it.
  static let samples = [
    ("confserv.20260112_081500_123.log", "confserv"),
    ("sip-server-001.20260112_090000_456.log", "sipserver"),
    ("tserver.20260615_122100_098.log", "tserver"), ("urs.20260112_091200_018.log", "urs"),
    ("ors.20260112_103800_018.log", "ors"), ("statserver.20260112_081610_898.log", "statserver"),
    ("scs.20260112_081500_000.log", "scs"),
  ]

  /// The lines of a sample, in the project's folder.
  private static func lines(_ name: String) throws -> [String] {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    let file = try #require(fopen(root.joined(separator: "/") + "/samples/" + name, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test(
    "every message with an id is known to a rule, or holds bracketed values", arguments: samples)
  func known(name: String, component: String) throws {
    let rules = try RuleSet()
    let dispatch = rules.dispatch(for: .named(component))
    var matcher = GrokMatcher()
    var extractor = BracketExtractor()
    var count = 0
    for line in try Self.lines(name) {
      let split = SplitLine(line)
      if split.code < 0 { continue }
      count += 1
      let isMatched = try dispatch.candidates(code: split.code).contains { index in
        let pattern = try rules.compiled(dispatch[index].pattern)
        return matcher.match(pattern, split.text.span) == .matched
      }
      #expect(isMatched || extractor.extract(split.text.span) > 0, "\(line)")
    }
    #expect(count >= 4)
  }

  @Test("the byte count of a SIP message is that of its lines with CR LF")
  func sipByteCounts() throws {
    var messages = 0
    let lines = try Self.lines("sip-server-001.20260112_090000_456.log")
    for (index, line) in lines.enumerated() where line.contains(" bytes ") {
      let words = line.split(separator: " ")
      let count = try #require(words.firstIndex(of: "bytes").flatMap { Int(words[$0 - 1]) })
      var bytes = 0
      var next = index + 1
      while bytes < count, next < lines.count {
        bytes += lines[next].utf8.count + 2
        next += 1
      }
      #expect(bytes == count, "\(line)")
      messages += 1
    }
    #expect(messages == 5)
  }
}
