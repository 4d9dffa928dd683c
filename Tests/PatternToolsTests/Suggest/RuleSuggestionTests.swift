import GenesysLog
import Testing

@testable import PatternTools

/// Rules for records, from a few lines each.
@Suite("suggested rules")
struct RuleSuggestionTests {
  /// The patterns that are suggested for some texts.
  private static func patterns(
    _ texts: [String], code: String? = "12345", component: String = "ConfigurationServer"
  ) throws -> [String] {
    let header = ["Application name: a", "Application type: \(component)", ""]
    let lines = texts.map { text in
      "09:00:00.000 " + (code.map { "Std \($0) " } ?? "") + text
    }
    let file = try SuggestedFile(header + lines)
    let suggestion = try file.suggestion()
    #expect(suggestion.explained == suggestion.records)
    return try RuleFile(text: suggestion.text, file: "s.yml").rules.flatMap {
      $0.patterns.map(\.text)
    }
  }

  @Test(
    "a field is named as the text names it, by the house's name where there is one",
    arguments: [
      (
        "Object: [CfgDN], name [7001], DBID: [104] is created",
        #"Object: \[%{GBRACKETED:genesys.object.type}\], name \[%{GBRACKETED:genesys.object.name}\], DBID: \[%{INT:genesys.object.dbid:int}\] is created"#
      ),
      (
        "Connected to DBServer 'db' at host 'h-1', port 4040",
        "Connected to DBServer '%{GQUOTED:genesys.database.server}' at host '%{GQUOTED:server.address}', port %{INT:server.port:int}"
      ),
      ("received from 192.0.2.7:5060", "received from %{IP:source.ip}:%{INT:source.port:int}"),
      ("peer is 192.0.2.7", "peer is %{IP:genesys.confserv.ip}"),
      ("user bob logged in", "user %{WORD:user.name} logged in"),
      ("DN=\"7001\" lost", "DN=\"(?<genesys.dn>[^\"]*)\" lost"),
      (
        "Option 'a' has been set to the value 'b'",
        "Option '%{GQUOTED:genesys.option.name}' has been set to the value '%{GQUOTED:genesys.option.value}'"
      ),
      ("mode is set to [primary]", #"mode is set to \[%{GBRACKETED:genesys.confserv.mode}\]"#),
      (
        "'Subject' [str] = \"Motor\"",
        #"'Subject' \[%{GBRACKETED:genesys.confserv.name}\] = "(?<genesys.confserv.subject>[^"]*)""#
      ),
      ("id 006c02462a161006 ok", "id %{GCONNID:genesys.confserv.id} ok"),
      ("at 2026-01-12T09:12:44 done", "at %{TIMESTAMP_ISO8601:genesys.confserv.time} done"),
      (
        "from 1 to 2, from 3",
        "from %{INT:genesys.confserv.from:int} to %{INT:genesys.confserv.to:int}, from %{INT:genesys.confserv.from_2:int}"
      ),
      ("version 8.5.101.22 started", "version %{NOTSPACE:genesys.confserv.version} started"),
      ("phone 07700900123 rings", "phone %{NOTSPACE:genesys.confserv.phone} rings"),
      (
        "100 % (a+b) $^|{x}",
        #"%{INT:genesys.confserv.number:int} % \((?<genesys.confserv.name>[^)]*)\) \$\^\|\{(?<genesys.confserv.name_2>[^}]*)\}"#
      ),
    ])
  func names(text: String, pattern: String) throws {
    let made = try Self.patterns([text])
    #expect(made == [pattern])
  }

  @Test("several shapes give several rules, of which each takes its own records")
  func shapes() throws {
    let made = try Self.patterns(["call 1 lost", "call 2 lost", "DN=7001", "link is down"])
    #expect(made.count == 3)
  }

  @Test("values that hold their own delimiter, or are empty, are taken whole")
  func awkward() throws {
    let made = try Self.patterns([
      "name [Queue [VIP]], DBID [1]", "name [], DBID []",
      "name [two words], DBID [3]",
    ])
    #expect(
      made == [
        #"name \[(?>%{DATA:genesys.object.name}\], DBID \[)(?:%{INT:genesys.object.dbid:int})?\]"#
      ])
  }

  @Test("texts of every kind of bytes give files that say what was meant")
  func hostile() throws {
    let texts = [
      "it's 'quoted' \"twice\" # no comment", "key: value: [x]", "back\\slash \\d %{INT} $1",
      "- list", "? key", "{a: b}", "tab\there 'x'", "null true 1e5 'null' ~", "«ünïcode» 'ä'",
      "'true' and '12' and '1.50' and '0x10'", "percent %s %{WORD:x}", "ctl \u{1}\u{7F} end",
      "mark \u{2028} line '\u{85}'", "trailing colon:", "'a''b' and ''", "[[[", "]]] x",
      "<a<b<c", "((deep)))",
    ]
    for text in texts {
      let file = try SuggestedFile([
        "09:00:00.000 Std 05060 start", "09:00:00.000 Std 12345 \(text)",
      ])
      let suggestion = try file.suggestion()
      #expect(suggestion.explained == 2, "\(text): \(suggestion.notes)")
      #expect(try file.explains(suggestion.text, percent: 100), "\(suggestion.text)")
    }
  }

  @Test("texts that are no UTF-8 are matched, and stand in examples as Latin-1")
  func latin() throws {
    let text = "09:00:00.000 Std 12345 caf\u{1}\u{2} is open for [7]\n"
    let bytes = Array(text.utf8).map { $0 == 1 ? 0xE9 : $0 == 2 ? 0xFF : $0 }
    let file = try SuggestedFile(bytes: bytes)
    let suggestion = try file.suggestion()
    #expect(suggestion.explained == 1)
    #expect(try file.explains(suggestion.text, percent: 100))
    #expect(suggestion.text.contains("caféÿ is open"))
  }

  @Test("passwords stand in no example")
  func secrets() throws {
    let file = try SuggestedFile(["09:00:00.000 Std 12345 login user=bob password=hunter2 done"])
    let suggestion = try file.suggestion()
    #expect(suggestion.explained == 1)
    #expect(!suggestion.text.contains("hunter2"))
  }

  @Test("rules have names of their own, and none of a built-in rule")
  func ruleNames() throws {
    let file = try SuggestedFile([
      "09:00:00.000 Std 05060 Application started", "09:00:00.000 Std 05061 Application started",
    ])
    let names = try RuleFile(text: file.suggestion().text, file: "s.yml").rules.map(\.name)
    #expect(names == ["site-application-started", "site-application-started-2"])
  }

  @Test("shapes below the count, and beyond the number of rules, are left out and counted")
  func limits() throws {
    let file = try SuggestedFile([
      "09:00:00.000 Std 12345 call 1 lost", "09:00:00.000 Std 12345 call 2 lost",
      "09:00:00.000 Std 12346 DN=7001", "09:00:00.000 Std 12347 link is down",
    ])
    var options = SuggestOptions()
    options.minCount = 2
    #expect(try file.suggestion(options).summary == "1 rule explains 50.0 % of 4 records")
    #expect(
      try file.suggestion(options).notes == [
        "left out: 2 texts of shapes that fewer than 2 have (--min-count)"
      ])
    options.minCount = 1
    options.maxRules = 2
    #expect(
      try file.suggestion(options).notes == [
        "left out: 1 text of shapes beyond the first 2 (--max-rules)"
      ])
    options.maxRecords = 3
    #expect(try file.suggestion(options).summary == "2 rules explain 100.0 % of 3 records")
  }

  @Test("records that rules take already can be left out")
  func unmatched() throws {
    let file = try SuggestedFile([
      "09:00:00.000 Std 05060 Application started", "09:00:00.000 Std 12345 call 1 lost",
    ])
    var options = SuggestOptions()
    options.isUnmatchedOnly = true
    let suggestion = try file.suggestion(options)
    #expect(suggestion.summary == "1 rule explains 100.0 % of 1 record that no rule takes")
    #expect(suggestion.known == 1)
  }
}
