import Testing

@testable import Pipeline

@Suite("hostile configuration files")
struct HostileConfigurationTests {
  /// Reads a text as far as it goes; what is told has to be short.
  private func read(_ text: String) {
    do throws(PipelineError) {
      let values = try ConfigurationFile.parse(text, file: "g.yml", environment: { _ in "x" })
      for problem in values.problems { #expect(problem.description.utf8.count < 2000) }
      if values.problems.isEmpty {
        let shown = ShownConfiguration.text(values)
        let again = try ConfigurationFile.parse(shown, file: "g.yml", environment: { _ in "x" })
        let hidesSecret = (values.to ?? []).contains { Secrets.hasPassword($0) }
        #expect(hidesSecret || again.to == values.to ?? ["-"], "\(text)")
        #expect(again.where == values.where)
      }
    } catch {
      #expect(error.description.utf8.count < 2000)
    }
  }

  @Test("random YAML is read or refused, and what is read can be shown and read again")
  func random() {
    var generator = SystemRandomNumberGenerator()
    let pieces =
      OptionKey.all.map(\.name) + [
        ": ", ":", "\n", "\n  ", "\n  - ", "- ", "url", "[", "]", "{", "}", ", ", "'", "\"", "|",
        ">", "#", " #",
        "&a", "*a", "!!int ", "? ", "---", "...", "true", "1", "~", "${", "}", "${A}", "$${A}",
        "${A:-b}",
        "://u:p@h", "http", "\t", "\r\n", "é", "\u{0}", "\u{2028}", "%", "@", "`", "\\",
      ]
    for _ in 0..<500 {
      let count = Int.random(in: 0...25, using: &generator)
      read((0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined())
    }
  }

  @Test("mutated files are read or refused")
  func mutated() {
    var generator = SystemRandomNumberGenerator()
    let sound = Array(
      """
      to:
        - url: https://me:${PW}@es
          index: a
        - out.ndjson
      where: 'log.level >= Std'
      jobs: 2
      strict: true
      patterns: [a, b]

      """.utf8)
    for _ in 0..<500 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: place)
        default:
          bytes.insert(
            contentsOf: bytes[place...].prefix(9), at: bytes.indices.randomElement() ?? 0)
        }
      }
      read(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test(
    "deep nesting, bombs and endless keys end soon",
    arguments: [
      String(repeating: "[", count: 200_000), String(repeating: "{a: ", count: 100_000),
      String(repeating: "- ", count: 100_000) + "a", String(repeating: "? ", count: 100_000) + "a",
      "to: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900),
      "a: &a [x]\n" + (0..<30).map { "b\($0): &b\($0) [*a, *a]\n" }.joined(),
      (0..<60_000).map { "k\($0): 1\n" }.joined(), String(repeating: "jobs: 1\n", count: 50_000),
      "to:\n" + String(repeating: "  - url: a\n    url: b\n", count: 20_000),
      "where: " + String(repeating: "${A}", count: 100_000),
      "where: " + String(repeating: "$", count: 500_000) + "{",
      String(repeating: "x", count: 1_000_000) + ": 1\n", "? " + String(repeating: "&a ", count: 9),
    ])
  func bombs(text: String) {
    let clock = ContinuousClock()
    let time = clock.measure { read(text) }
    #expect(time < .seconds(20))
  }
}
