import Testing
import YAMLReading

@testable import Pipeline

@Suite("ConfigurationFile")
struct ConfigurationFileTests {
  @Test(
    "every option has its key, and remembers where it stands", arguments: OptionKey.all.map(\.name))
  func keys(name: String) throws {
    let key = try #require(OptionKey.named(name))
    let text = key.sample.text
    let values = try ConfigurationFile.parse("# first\n\n\(name):  \(text)\n", file: "genlog.yml")
    #expect(values.problems == [])
    #expect(OptionKey.all.filter { $0.isGiven(in: values) }.map(\.name) == [name])
    let column = name.count + (text.hasPrefix("[") ? 5 : 4)
    #expect(
      values.sources[name]?.first?.place
        == TextPlace(file: "genlog.yml", line: 3, column: column))
  }

  @Test("values become what their options are")
  func kinds() throws {
    let values = try ConfigurationFile.parse(
      """
      inputs: logs/
      to: [a.ndjson, b.ndjson.gz]
      fields: '@timestamp'
      ecs: false
      strict: "true"
      jobs: 3
      flush: 5
      """, file: "genlog.yml")
    #expect(values.inputs == ["logs/"])
    #expect(values.to == ["a.ndjson", "b.ndjson.gz"])
    #expect(values.fields == "@timestamp")
    #expect(values.ecs == false)
    #expect(values.strict == true)
    #expect(values.jobs == 3)
    #expect(values.flush == "5")
    #expect(values.sources["to"]?.map(\.place.column) == [6, 16])
  }

  @Test("an empty file gives nothing", arguments: ["", "# nothing\n", "\u{FEFF}", "---\n{}\n"])
  func empty(text: String) throws {
    #expect(try ConfigurationFile.parse(text, file: "genlog.yml") == OptionValues())
  }

  @Test("a file that was saved on Windows is read")
  func windows() throws {
    let values = try ConfigurationFile.parse(
      "\u{FEFF}jobs: 2\r\nformat: csv\r\n", file: "genlog.yml")
    #expect(values.jobs == 2)
    #expect(values.format == "csv")
  }

  @Test("values of the command line win, one by one, and have no place in the file")
  func precedence() throws {
    var flags = OptionValues()
    flags.format = "csv"
    let file = try ConfigurationFile.parse("format: json\njobs: 2\nto: [a]\n", file: "genlog.yml")
    let merged = flags.over(file)
    #expect(merged.format == "csv")
    #expect(merged.jobs == 2)
    #expect(merged.to == ["a"])
    #expect(merged.sources.keys.sorted() == ["jobs", "to"])
  }

  @Test("variables of the environment stand for text, never for YAML")
  func variables() throws {
    let environment = [
      "ZONE": "Europe/London", "JOBS": "3", "EVIL": "x\nquiet: true\n- a", "FLAG": "true",
    ]
    let values = try ConfigurationFile.parse(
      """
      timezone: ${ZONE}
      jobs: ${JOBS}
      strict: ${FLAG}
      component: '${EVIL}'
      unmatched: ${EVIL}
      to: ["${ZONE}/a", "${NONE:-b}"]
      pattern: '^a$'
      where: message =~ "x$" and a = "$${ZONE}"
      """, file: "genlog.yml", environment: { environment[$0] })
    #expect(values.problems == [])
    #expect(values.timezone == "Europe/London")
    #expect(values.jobs == 3)
    #expect(values.strict == true)
    #expect(values.component == environment["EVIL"])
    #expect(values.unmatched == environment["EVIL"])
    #expect(values.quiet == nil)
    #expect(values.to == ["Europe/London/a", "b"])
    #expect(values.pattern == ["^a$"])
    #expect(values.where == #"message =~ "x$" and a = "${ZONE}""#)
  }
}

extension OptionKey {
  /// A value as written in a file, and the same given to the values.
  var sample: (text: String, set: (inout OptionValues) -> Void) {
    switch place {
    case .text(let path): ("sample", { $0[keyPath: path] = "sample" })
    case .texts(let path): ("[sample, other]", { $0[keyPath: path] = ["sample", "other"] })
    case .integer(let path): ("1234", { $0[keyPath: path] = 1234 })
    case .flag(let path): ("true", { $0[keyPath: path] = true })
    }
  }
}
