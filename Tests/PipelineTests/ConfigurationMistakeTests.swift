import Testing

@testable import Pipeline

@Suite("mistakes in a configuration file")
struct ConfigurationMistakeTests {
  /// What is wrong with a file, with what its options mean.
  private func problems(
    _ text: String, environment: [String: String] = [:], flags: OptionValues = OptionValues()
  ) -> [String] {
    do throws(PipelineError) {
      let values = try ConfigurationFile.parse(
        text, file: "g.yml", environment: { environment[$0] })
      return ConfigurationCheck.problems(inputs: ["a.log"], flags.over(values)).map(\.description)
    } catch {
      return error.each.map(\.description)
    }
  }

  @Test(
    "what the file cannot hold is named with its place",
    arguments: [
      (
        "formt: csv\n",
        "g.yml:1:1: unknown key `formt`\nhelp: did you mean `format`?"
      ),
      (
        "zzz: 1\n",
        "g.yml:1:1: unknown key `zzz`\n"
          + "help: `genlog parse --show-config` lists all keys, docs/configuration.md tells them"
      ),
      (
        "a\u{300}: 1\n",
        "g.yml:1:1: unknown key `a\u{300}`\n"
          + "help: `genlog parse --show-config` lists all keys, docs/configuration.md tells them"
      ),
      (
        "format: csv\nstrict: maybe\n",
        "g.yml:2:9: `strict` needs true or false, not maybe\nhelp: write `strict: true`"
      ),
      (
        "jobs: 1.5\n", "g.yml:1:7: `jobs` needs a whole number, not 1.5\nhelp: write `jobs: 2`"
      ),
      (
        "jobs: 99999999999999999999\n",
        "g.yml:1:7: `jobs` needs a whole number, not 99999999999999999999\nhelp: write `jobs: 2`"
      ),
      (
        "jobs:\n  - 1\n",
        "g.yml:2:3: `jobs` needs a whole number, not a list\nhelp: write `jobs: 2`"
      ),
      ("format:\n", "g.yml:1:8: `format` needs a text, not nothing\nhelp: write `format: VALUE`"),
      ("format: ~\n", "g.yml:1:9: `format` needs a text, not nothing\nhelp: write `format: VALUE`"),
      (
        "format: ''\n", "g.yml:1:9: `format` needs a text, not nothing\nhelp: write `format: VALUE`"
      ),
      (
        "format: {a: 1}\n",
        "g.yml:1:9: `format` needs a text, not a mapping\nhelp: write `format: VALUE`"
      ),
      (
        "to: []\n",
        "g.yml:1:5: `to` needs a text or a list of texts, not an empty list\n"
          + "help: write `to: [VALUE, VALUE]`"
      ),
      (
        "to: [[a]]\n",
        "g.yml:1:6: `to` needs a text or a list of texts, not a list\nhelp: write `to: [VALUE, VALUE]`"
      ),
      (
        "inputs: [a, ~]\n",
        "g.yml:1:13: `inputs` needs a text or a list of texts, not nothing\n"
          + "help: write `inputs: [VALUE, VALUE]`"
      ),
      (
        "password: [s3cret]\n",
        "g.yml:1:11: `password` needs a text, not a list\nhelp: write `password: VALUE`"
      ),
      (
        "to:\n  - user: x\n",
        "g.yml:2:5: the destination has no `url`\n"
          + "help: write `- url: https://HOST:9200`, and its options below"
      ),
      (
        "to:\n  - url: a\n    format: csv\n",
        "g.yml:3:5: `format` is no option of one destination\n"
          + "help: write it at the left margin, where it holds for all"
      ),
      (
        "to:\n  - url: http://a\n    indx: x\n",
        "g.yml:3:5: unknown key `indx`\nhelp: did you mean `index`?"
      ),
      (
        "format: csv\njobs: 1\nformat: json\n",
        "g.yml:3:1: `format` stands twice, first in line 1\n"
          + "help: leave one of them; several values go in a list: [a, b]"
      ),
      (
        "{format: csv, format: json}\n",
        "g.yml:1:2: `format` stands twice\n"
          + "help: leave one of them; several values go in a list: [a, b]"
      ),
      (
        "where: ${A\n",
        "g.yml:1:8: where: `${A` is no variable\n"
          + "help: write ${NAME} or ${NAME:-text}; $${ stands for ${ itself"
      ),
      (
        "format: x${NONE}\n",
        "g.yml:1:9: format: the variable NONE of the environment is not set\n"
          + "help: set it, or write ${NONE:-text}"
      ),
      (
        "format: ${NONE:-}\n",
        "g.yml:1:9: format: ${NONE:-} is empty\nhelp: set the variable, or write ${NAME:-text}"
      ),
      (
        "user: x\npassword: '******'\n",
        "g.yml:2:11: password: ****** stands where --show-config hid a secret\n"
          + "help: write the secret here, best as ${NAME}"
      ),
      (
        "to: 'https://u:******@es:9200'\n",
        "g.yml:1:5: to: ****** stands where --show-config hid a secret\n"
          + "help: write the secret here, best as ${NAME}"
      ),
    ])
  func structure(text: String, expected: String) {
    #expect(problems(text) == [expected])
  }

  @Test(
    "what is no configuration at all is told alone",
    arguments: [
      (
        "- a\n",
        "g.yml:1:1: is not a mapping of options to values\nhelp: write one `option: value` a line"
      ),
      (
        "format\n",
        "g.yml:1:1: is not a mapping of options to values\nhelp: write one `option: value` a line"
      ),
      (
        "? [a]\n: 1\n",
        "g.yml:1:3: `a key of the file` needs one text, not a list\n"
          + "help: docs/configuration.md tells each option and its kind"
      ),
      (
        "format: 'csv\n",
        "g.yml:2:1: is not YAML: found unexpected end of stream\nhelp: write one `option: value` a line; "
          + "-, expressions and paths with * go in 'single quotes'"
      ),
      (
        "jobs: 2\nformat: a\u{0}b\n",
        "g.yml:2:10: is not YAML: control characters are not allowed\n"
          + "help: write one `option: value` a line; -, expressions and paths with * go in 'single quotes'"
      ),
      (
        "a: &x 1\nb: *x\n",
        "g.yml:2:4: *x is a YAML alias, which configuration files do not have\n"
          + "help: put a path that begins with * in 'single quotes'; write other values out"
      ),
      (
        "jobs: 1\n---\njobs: 2\n",
        "g.yml:2:1: is not YAML: but found another document\n"
          + "help: write one `option: value` a line; -, expressions and paths with * go in 'single quotes'"
      ),
    ])
  func notOne(text: String, expected: String) {
    #expect(problems(text) == [expected])
  }

  @Test(
    "a value that its option refuses is told with its place",
    arguments: [
      (
        "format: xml\n",
        "g.yml:1:9: format xml: is no format\nhelp: choose ndjson, json, csv, table"
      ),
      ("jobs: 0\n", "g.yml:1:7: jobs 0: is out of range\nhelp: choose 1 to 256"),
      (
        "to: [a.ndjson, 'lumberjack:']\nto: x\n",
        "g.yml:2:1: `to` stands twice, first in line 1\n"
          + "help: leave one of them; several values go in a list: [a, b]"
      ),
      (
        "to:\n  - a.ndjson\n  - http://es:0\n",
        "g.yml:3:5: to: a port of the URL is not a number from 1 to 65535\n"
          + "help: write http(s)://HOST:9200/INDEX, lumberjack(s)://HOST:5044 or logstash+http(s)://HOST:8080/, more hosts behind commas"
      ),
      (
        "from: yesterday\n",
        "g.yml:1:7: from yesterday: is no time\n"
          + "help: write it as 2026-11-23, 2026-11-23T10:15 or 2026-11-23T10:15:00Z"
      ),
      (
        "to: http://es\nflush: soon\n",
        "g.yml:2:8: flush soon: is no length of time\nhelp: write it as 500ms, 30s, 5m or 12h"
      ),
      (
        "to:\n- url: http://es\n  batch-events: 0\n",
        "g.yml:3:17: batch-events 0: is out of range\nhelp: choose 1 to 100000"
      ),
      (
        "to: http://es\ntls-ca: /nowhere/ca.pem\n",
        "g.yml:2:9: tls-ca: /nowhere/ca.pem: no such file or directory\n"
          + "help: check the path and its permissions"
      ),
      (
        "to: http://es\nuser: me\npassword-file: /nowhere/pw\n",
        "g.yml:3:16: password-file: /nowhere/pw: no such file or directory\n"
          + "help: check the path and its permissions"
      ),
      (
        "where: log.level >> Std\n",
        "g.yml:1:8: where: filter:11: >> is no operator\n  log.level >> Std\n            ^^\n"
          + "help: operators are = != < <= > >= =~ !~, in, not in, and, or; text with blanks needs quotes"
      ),
    ])
  func refused(text: String, expected: String) {
    #expect(problems(text) == [expected])
  }

  @Test("an expression that does not compile is told with its place")
  func pattern() throws {
    let problem = try #require(problems("jobs: 1\npattern: ['%{INT:n}', '%{NOSUCH:x}']\n").first)
    #expect(problem.hasPrefix("g.yml:2:"), "\(problem)")
    #expect(problem.contains("%{NOSUCH}, which no library defines"))
  }

  @Test("all mistakes are told at once, in the order of the file, those of the command line last")
  func all() {
    var flags = OptionValues()
    flags.timezone = "Nowhere/None"
    flags.jobs = 0
    let found = problems(
      """
      to:
        - url: http://es:0
          user: a
          usr: b
        - ''
      format: xml
      formt: xml
      jobs: 0
      strict: 1
      where: ${NONE}
      strict: true
      strict: false
      """, flags: flags)
    #expect(
      found.map { $0.prefix { $0 != "\n" } } == [
        "g.yml:2:10: to: a port of the URL is not a number from 1 to 65535",
        "g.yml:4:5: unknown key `usr`",
        "g.yml:5:5: `to` needs a text or a list of texts, not nothing",
        "g.yml:6:9: format xml: is no format",
        "g.yml:7:1: unknown key `formt`",
        "g.yml:9:9: `strict` needs true or false, not 1",
        "g.yml:10:8: where: the variable NONE of the environment is not set",
        "g.yml:11:1: `strict` stands twice, first in line 9",
        "g.yml:12:1: `strict` stands twice, first in line 9",
        "--timezone Nowhere/None: time zone `Nowhere/None`: no such zone in /usr/share/zoneinfo",
        "--jobs 0: is out of range",
      ])
  }

  @Test("more mistakes than anyone reads are counted")
  func many() {
    let found = problems((0..<500).map { "no-key-\($0): 1\n" }.joined())
    #expect(found.count == 101)
    #expect(found.last == "and 400 more\nhelp: begin with the first")
  }

  @Test("what a variable holds is in no message")
  func secrets() {
    let environment = ["PW": "hunter22", "FORMAT": "hunter22", "URL": "ftp://me:hunter22@es"]
    let found = problems(
      """
      format: ${FORMAT}
      to: ["https://me:${PW}@es:0", "${URL}"]
      where: a >> ${PW}
      timezone: ${PW}
      jobs: ${PW}
      strict: ${PW}
      mask: ${PW}
      unmatched: ${PW}
      report: ${PW}
      """, environment: environment)
    #expect(found.count == 9)
    for problem in found { #expect(!problem.contains("hunter22"), "\(problem)") }
    #expect(found[0].hasPrefix("g.yml:1:9: format ${FORMAT}: is no format"))
    #expect(found[3].contains("  a >> ${PW}\n"))
  }
}
