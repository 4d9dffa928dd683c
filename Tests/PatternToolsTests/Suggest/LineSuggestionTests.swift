import Grok
import Testing

@testable import PatternTools

/// Patterns for lines that no Genesys server wrote.
@Suite("suggested patterns for lines")
struct LineSuggestionTests {
  private static func expressions(_ lines: [String]) throws -> [String] {
    var options = SuggestOptions()
    options.format = .expressions
    return try SuggestedFile(lines).suggestion(options).text.split(separator: "\n").map(String.init)
  }

  @Test("a pattern of the library that describes the lines is the suggestion")
  func library() throws {
    let access = (1...9).map { number in
      "192.0.2.\(number) - - [13/May/2016:16:29:54 +0000] \"GET /d?id=\(number) HTTP/1.1\" 200 51 \"-\" \"curl\""
    }
    #expect(try Self.expressions(access) == ["%{COMBINEDAPACHELOG}"])
    let system = (1...9).map { number in
      "Jan 12 09:12:0\(number) host-\(number) sshd[10\(number)]: Failed password for root"
    }
    #expect(try Self.expressions(system) == ["%{SYSLOGLINE}"])
  }

  @Test("time and level are recognised, and many messages behind them are one field")
  func leads() throws {
    let messages = [
      "started", "cache is empty", "12 of 30 done", "no answer from peer", "user bob logged in",
      "retrying in 3 s", "disk is full", "config reloaded", "shutting down now",
    ]
    let lines = messages.enumerated().map { number, message in
      "2026-01-12 09:12:0\(number),100 \(number % 2 == 0 ? "INFO" : "ERROR") [main-\(number)] \(message)"
    }
    #expect(
      try Self.expressions(lines) == [
        #"^%{TIMESTAMP_ISO8601:timestamp} %{LOGLEVEL:log.level} \[(?<process.thread.name>[^\]]*)\] %{GREEDYDATA:message}$"#
      ])
  }

  @Test("keys name their values")
  func keys() throws {
    let made = try Self.expressions(["time=\"2026-01-12T09:12:00Z\" level=info took=1.5ms user=bob"]
    )
    #expect(
      made == [
        "^time=\"%{TIMESTAMP_ISO8601:time}\" level=%{WORD:log.level} took=%{NUMBER:took:float}ms user=%{WORD:user.name}$"
      ])
  }

  @Test("a file of patterns holds tests that its patterns pass")
  func file() throws {
    let file = try SuggestedFile([
      "call 1 lost", "call 22 lost => {\"x\":1}", " \"blank\" at \u{1} ",
    ])
    let suggestion = try file.suggestion()
    #expect(suggestion.format == .grok)
    #expect(suggestion.explained == 3)
    var library = try PatternLibrary.standard(.ecs)
    let names = Set(library.names)
    try library.load(contents: suggestion.text, path: "suggested.grok")
    var tests = 0
    for name in library.names where !names.contains(name) {
      for example in library[name]?.examples ?? [] {
        let result = try GrokSet(["\\A%{\(name)}\\z"], library: library).evaluate(example.text)
        #expect(result.matched)
        #expect(example.expected != nil)
        tests += 1
      }
    }
    #expect(tests == 3)
  }

  @Test("random lines never crash it, and what it suggests matches what it counts")
  func random() throws {
    var generator = PieceGenerator(state: 11)
    for round in 0..<6 {
      var bytes: [UInt8] = []
      for _ in 0..<60 { bytes += generator.line(isText: round % 2 == 0) + [0x0A] }
      let file = try SuggestedFile(bytes: bytes)
      let rules = try file.suggestion()
      if rules.format == .yaml, rules.rules > 0 {
        let percent = Double(rules.explained * 100) / Double(rules.records) - 0.001
        #expect(try file.explains(rules.text, percent: percent), "\(rules.text)")
      }
      var options = SuggestOptions()
      options.format = .expressions
      let lines = try file.suggestion(options)
      let set = try GrokSet(
        lines.text.split(separator: "\n").map(String.init), library: .standard(.ecs))
      let matched = bytes.split(separator: 0x0A).count { set.evaluate(Array($0)).matched }
      #expect(matched >= lines.explained)
    }
  }
}

/// Makes lines of pieces that logs are made of, and of any bytes.
struct PieceGenerator {
  private var state: UInt64

  private static let pieces = [
    "[", "]", "'", "\"", "(", ")", "<", ">", " ", " ", "  ", "=", ":", "a", "Z9", "7", "0x1f",
    "1.5",
    "192.0.2.7", ":5060", "2026-01-12", "T", "09:12:44", "/var/log", "sip:", "http://x", "@", ".",
    "::", "-", "é", "\u{0}", "Jan", " 12 ", "{", "}", "ms", "user", "DBID: [", "INFO", "\\", "%{",
    "$", "^", "*", "+", "?", "|", "#", "name [", "], ",
  ]

  init(state: UInt64) {
    self.state = state
  }

  /// A line; of a record with an id every other time.
  mutating func line(isText: Bool) -> [UInt8] {
    let head = next(2) == 0 ? Array("09:12:44.100 Std 0506\(next(3)) ".utf8) : []
    if isText {
      return head + (0..<next(12)).flatMap { _ in Array(Self.pieces[next(Self.pieces.count)].utf8) }
    }
    return head + (0..<next(30)).map { _ in UInt8(next(256)) }.filter { $0 != 0x0A }
  }

  private mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}
