import Testing

@testable import Pipeline

@Suite("ConfigurationFile")
struct ConfigurationFileTests {
  @Test("every option has its key")
  func keys() throws {
    let values = try ConfigurationFile.parse(
      """
      to: [a.ndjson, b.ndjson.gz]
      format: csv
      fields: message
      patterns: site
      pattern: ['%{INT:n}']
      ecs: false
      component: confserv
      date: 2026-01-12
      timezone: Europe/London
      where: log.level >= Std
      from: 2026-01-12
      until: 2026-01-13
      unmatched: rest.log
      strict: true
      jobs: 3
      report: r.json
      quiet: false
      verbose: true
      log-format: json
      """, file: "genlog.yml")
    #expect(values.to == ["a.ndjson", "b.ndjson.gz"])
    #expect(values.format == "csv")
    #expect(values.fields == "message")
    #expect(values.patterns == ["site"])
    #expect(values.pattern == ["%{INT:n}"])
    #expect(values.ecs == false)
    #expect(values.component == "confserv")
    #expect(values.date == "2026-01-12")
    #expect(values.timezone == "Europe/London")
    #expect(values.where == "log.level >= Std")
    #expect(values.from == "2026-01-12")
    #expect(values.until == "2026-01-13")
    #expect(values.unmatched == "rest.log")
    #expect(values.strict == true)
    #expect(values.jobs == 3)
    #expect(values.report == "r.json")
    #expect(values.quiet == false)
    #expect(values.verbose == true)
    #expect(values.logFormat == "json")
  }

  @Test("an empty file gives nothing")
  func empty() throws {
    #expect(try ConfigurationFile.parse("", file: "genlog.yml") == OptionValues())
    #expect(try ConfigurationFile.parse("# nothing\n", file: "genlog.yml") == OptionValues())
  }

  @Test(
    "a mistake is named with file and line",
    arguments: [
      ("a: 1\n", "genlog.yml:1: unknown key `a`"),
      ("format: csv\nstrict: maybe\n", "genlog.yml:2: `strict` needs true or false"),
      ("to: []\n", "genlog.yml:1: `to` needs a text or a list of texts"),
      ("to: [[a]]\n", "genlog.yml:1: `to` needs a text or a list of texts"),
      ("format: [a]\n", "genlog.yml:1: `format` needs a text"),
      ("- a\n", "genlog.yml:1: is not a mapping of options to values"),
      ("format: 'csv\n", "genlog.yml:2: is not YAML"),
    ])
  func mistakes(text: String, expected: String) {
    #expect(throws: PipelineError.self) { try ConfigurationFile.parse(text, file: "genlog.yml") }
    do {
      _ = try ConfigurationFile.parse(text, file: "genlog.yml")
    } catch {
      #expect(error.description.hasPrefix(expected), "\(error)")
      #expect(error.description.contains("\nhelp: "))
    }
  }

  @Test("values of the command line win, one by one")
  func precedence() {
    var flags = OptionValues()
    flags.format = "csv"
    var file = OptionValues()
    file.format = "json"
    file.jobs = 2
    file.to = ["a"]
    let merged = flags.over(file)
    #expect(merged.format == "csv")
    #expect(merged.jobs == 2)
    #expect(merged.to == ["a"])
  }
}
