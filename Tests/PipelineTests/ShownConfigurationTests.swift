import GenesysLog
import Testing
import YAMLReading

@testable import Pipeline

@Suite("--show-config")
struct ShownConfigurationTests {
  private func parse(_ text: String, _ environment: [String: String] = [:]) throws -> OptionValues {
    let values = try ConfigurationFile.parse(text, file: "g.yml", environment: { environment[$0] })
    #expect(values.problems == [], "\(text)")
    return values
  }

  /// Texts that YAML or variables could take for something else.
  private static let texts = [
    "plain", "/var/log/**/*.log", "it's", "a: b", "# no comment", "x # y", "*alias", "&anchor",
    "!tag",
    "- a", "[a]", "{a: b}", "'", "\"", "\\", "null", "~", "true", "123", "1e5", " lead", "trail ",
    "a\nb", "a\r\nb", "\t", "\u{1B}[31m", "\u{85}", "\u{2028}", "\u{7F}", "\u{FFFE}",
    "\u{10FFFF}",
    "é🙂", "${A}", "$${A}", "$$${A:-b}", "^a$", "%{INT:n}", "|", ">", "%", "@x", "`x`", "?", "? a",
    ":",
    "a:", "---", "...", ".", "", "https://es:9200/a", "http://es:", "a,b", "- ", "=", "<<",
  ]

  @Test(
    "the output is a file of the same meaning, for every option",
    arguments: OptionKey.all.filter { $0.form != .secret }.map(\.name))
  func everyOption(name: String) throws {
    let key = try #require(OptionKey.named(name))
    var samples: [OptionValues] = []
    for text in Self.texts where !text.isEmpty {
      var values = OptionValues()
      switch key.place {
      case .text(let path): values[keyPath: path] = text
      case .texts(let path): values[keyPath: path] = [text, "b", text]
      case .integer(let path): values[keyPath: path] = text.utf8.count - 5
      case .flag(let path): values[keyPath: path] = text.utf8.count.isMultiple(of: 2)
      }
      samples.append(values)
    }
    for values in samples {
      let shown = ShownConfiguration.text(values)
      let read = try parse(shown)
      let isEqual = key.isEqual(read, values)
      #expect(isEqual, "\(shown)")
      let origin = key.form == .argument ? "command line" : "--"
      #expect(shown.contains("  # \(origin)"), "\(shown)")
    }
  }

  @Test("every option is shown, given or not", arguments: OptionKey.all.map(\.name))
  func shown(name: String) throws {
    let key = try #require(OptionKey.named(name))
    var values = OptionValues()
    for values in [
      values,
      {
        key.sample.set(&values); return values
      }(),
    ] {
      let lines = ShownConfiguration.text(values).split(separator: "\n")
      #expect(lines.filter { $0.hasPrefix("\(name):") || $0.hasPrefix("# \(name):") }.count == 1)
    }
  }

  @Test("the defaults that it shows are those that hold")
  func defaults() throws {
    let shown = try parse(ShownConfiguration.text(OptionValues()))
    let to = ["-", "http://es/in-url"]
    var nothing = OptionValues()
    nothing.to = to
    var all = shown
    all.to = to
    let (left, right) = (
      try ParseOptions(inputs: ["a"], nothing), try ParseOptions(inputs: ["a"], all)
    )
    #expect(left.servers.map(\.settings) == right.servers.map(\.settings))
    #expect(left.format == right.format)
    #expect(left.flavour == right.flavour)
    #expect(left.isStrict == right.isStrict)
    #expect(left.jobs == right.jobs)
    #expect(left.recordLimits.lines == right.recordLimits.lines)
    #expect(left.recordLimits.bytes == right.recordLimits.bytes)
    #expect(left.isQuiet == right.isQuiet)
    #expect(left.isVerbose == right.isVerbose)
    #expect(left.logFormat == right.logFormat)
    #expect(shown.to == ["-"])
    for key in OptionKey.all {
      if case .value = key.standard { #expect(key.isGiven(in: shown), "\(key.name)") }
    }
  }

  @Test("each line says where its value comes from, and secrets are hidden")
  func origins() throws {
    let file = try parse(
      """
      inputs: logs/
      to:
        - out.ndjson
        - url: https://me:s3cret@one
          index: one
          flush: 2s
        - url: https://me:${PW}@two
          api-key: s3cret
        - ${URL}
      jobs: ${JOBS:-2}
      user: me
      password: s3cret
      strict: true
      """, ["PW": "hunter22", "URL": "https://me:hunter22@three"])
    var flags = OptionValues()
    flags.flush = "9s"
    flags.ecs = false
    flags.where = "a = 1"
    let shown = ShownConfiguration.text(flags.over(file))
    #expect(
      shown.split(separator: "\n").filter {
        !$0.hasSuffix("# default") && !$0.hasSuffix("not given") && !$0.hasPrefix("# ")
      } == [
        "inputs:", "  - logs/  # g.yml:1", "to:", "  - out.ndjson  # g.yml:3",
        "  - url: 'https://me:******@one'  # g.yml:4", "    index: one  # g.yml:5",
        "  - url: 'https://me:${PW}@two'  # g.yml:7", "    api-key: '******'  # g.yml:8",
        "  - '${URL}'  # g.yml:9",
        "strict: true  # g.yml:13", "user: me  # g.yml:11", "password: '******'  # g.yml:12",
        "flush: 9s  # --flush", "ecs: false  # --no-ecs", "where: 'a = 1'  # --where",
        "jobs: '${JOBS:-2}'  # g.yml:10",
      ])
  }

  @Test("options of destinations keep their meaning")
  func destinations() throws {
    let environment = ["PW": "hunter22"]
    let file = try parse(
      """
      to:
        - url: http://one
          index: one
          user: a
          password: ${PW}
        - http://two/x
        - url: http://three
          token: ${PW}
          tls-insecure: true
      user: all
      password: ${PW}
      retry-for: 2h
      """, environment)
    var flags = OptionValues()
    flags.batchEvents = 9
    for values in [file, flags.over(file)] {
      let again = try parse(ShownConfiguration.text(values), environment)
      let (left, right) = (
        try ParseOptions(inputs: ["a"], values), try ParseOptions(inputs: ["a"], again)
      )
      #expect(left.servers.map(\.settings) == right.servers.map(\.settings))
      #expect(left.servers.map(\.server) == right.servers.map(\.server))
    }
  }
}

extension OptionKey {
  /// Whether both have the same value.
  fileprivate func isEqual(_ left: OptionValues, _ right: OptionValues) -> Bool {
    switch place {
    case .text(let path): left[keyPath: path] == right[keyPath: path]
    case .texts(let path): left[keyPath: path] == right[keyPath: path]
    case .integer(let path): left[keyPath: path] == right[keyPath: path]
    case .flag(let path): left[keyPath: path] == right[keyPath: path]
    }
  }
}
