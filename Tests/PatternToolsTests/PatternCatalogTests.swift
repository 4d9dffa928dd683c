import Glibc
import Grok
import Testing

@testable import PatternTools

@Suite("Pattern catalog")
struct PatternCatalogTests {
  @Test("the table has a line for each definition, in columns")
  func table() throws {
    let catalog = try PatternCatalog()
    let lines = catalog.list(as: .table).split(separator: "\n")
    let names = lines.map { line in String(line.prefix { $0 != " " }) }
    #expect(names == names.sorted())
    #expect(names.count == catalog.entries.count)
    let line = try #require(lines.first { $0.hasPrefix("POSINT ") })
    #expect(line.hasSuffix("  a whole number above zero, a word of its own, no leading zero"))
    let files = lines.filter { $0.hasPrefix("URIHOST ") }.map { line in
      line.split(separator: " ", omittingEmptySubsequences: true)[1...2].joined(separator: " ")
    }
    #expect(files == ["core.grok ecs", "core.legacy.grok legacy"])
  }

  @Test("columns are as wide as their widest cell, and lines end with no blanks")
  func columns() {
    let text = Columns.aligned([["a", "bb", "x"], ["long", "", ""], ["é", "c", "yy"]])
    #expect(text == "a     bb  x\nlong\né     c   yy\n")
  }

  @Test("as JSON, each definition is an object on a line")
  func json() throws {
    let lines = try PatternTools.list(as: .json).split(separator: "\n")
    let line = try #require(lines.first { $0.hasPrefix(#"{"name":"POSINT","#) })
    #expect(line.hasPrefix(#"{"name":"POSINT","file":"core.grok","line":"#))
    #expect(
      line.hasSuffix(
        #","flavour":"both","summary":"a whole number above zero, a word of its own, no leading zero","#
          + #""regex":"\\b[1-9][0-9]*+\\b"}"#))
  }

  @Test("the count says how many definitions each file has for each flavour")
  func count() throws {
    let lines = try PatternTools.list(as: .count).split(separator: "\n").map {
      $0.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    }
    #expect(
      lines.filter { $0[0].hasPrefix("core") } == [
        ["core.grok", "both", "65"], ["core.grok", "ecs", "6"],
        ["core.legacy.grok", "legacy", "6"],
      ])
    #expect(lines.suffix(2).map { $0[2] } == ["ecs", "legacy"])
  }

  @Test("the page of a pattern says all about it")
  func page() throws {
    let page = try PatternTools.show("SYSLOGPROG")
    let parts = page.split(separator: "\n\n", omittingEmptySubsequences: false).map(String.init)
    #expect(parts.count == 6)
    let heading = parts[0].split(separator: "\n")
    #expect(heading[0].hasPrefix("SYSLOGPROG  core.grok:"))
    #expect(
      heading[1]
        == "  the program of a syslog line, with its process number in square brackets if it has one"
    )
    #expect(heading[2].hasPrefix("  the legacy flavour is defined in core.legacy.grok:"))
    #expect(
      parts[1...4].joined(separator: "\n\n") == #"""
        definition
          %{PROG:[process][name]}(?:\[%{POSINT:[process][pid]:int}\])?

        made of
          PROG    [\x21-\x5a\x5c\x5e-\x7e]+
          POSINT  \b[1-9][0-9]*+\b

        fields
          process.name  string
          process.pid   int

        examples
          match     "sshd[4242]" => {"process":{"name":"sshd","pid":4242}}
          match     "CRON" => {"process":{"name":"CRON"}}
          no match  "sshd[0]"
          no match  "sshd[]"
        """#)
    #expect(parts[5].hasPrefix("as a PCRE2 expression\n  ("))
  }

  @Test("the page of a pattern in the legacy flavour shows that one")
  func legacyPage() throws {
    let page = try PatternTools.show("URIHOST", flavour: .legacy)
    #expect(page.hasPrefix("URIHOST  core.legacy.grok:"))
    #expect(page.contains("\nfields\n  port  string\n"))
  }

  @Test("a pattern without fields and references has a short page")
  func shortPage() throws {
    let page = try PatternTools.show("MINUTE")
    #expect(!page.contains("fields\n"))
    #expect(!page.contains("made of\n"))
    #expect(page.hasSuffix("as a PCRE2 expression\n  [0-5][0-9]\n"))
  }

  @Test(
    "an unknown name is an error with the nearest one",
    arguments: [
      (
        "SYSLOGPRG",
        "pattern SYSLOGPRG: no library defines it\n"
          + "help: did you mean SYSLOGPROG? `genlog patterns list` shows all"
      ),
      (
        "XYZZYPLUGH",
        "pattern XYZZYPLUGH: no library defines it\nhelp: `genlog patterns list` shows all"
      ),
      ("", "pattern : no library defines it\nhelp: `genlog patterns list` shows all"),
      ("} (", "pattern } (: no library defines it\nhelp: `genlog patterns list` shows all"),
    ])
  func unknown(name: String, message: String) {
    let error = #expect(throws: PatternToolsError.self) { try PatternTools.show(name) }
    #expect(error?.description == message)
  }

  @Test("every pattern of the library has a page, in both flavours")
  func allPages() throws {
    let catalog = try PatternCatalog()
    for entry in catalog.entries {
      let page = try catalog.page(of: entry.definition.name, flavour: entry.flavour ?? .ecs)
      #expect(page.contains(entry.definition.regex))
    }
  }

  @Test("a user's file is loaded over the library")
  func userFile() throws {
    var template = Array("/tmp/patterns-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    try #require(descriptor >= 0)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let text = "# an internal number\nDN [0-9]{3,6}\n# test: 7001\nPOSINT [1-9]+\n"
    #expect(write(descriptor, text, text.utf8.count) == text.utf8.count)
    close(descriptor)

    let list = try PatternTools.list(userPaths: [path])
    #expect(list.contains("\nDN "))
    let page = try PatternTools.show("DN", userPaths: [path])
    #expect(page.hasPrefix("DN  \(path):2\n  an internal number\n"))
    #expect(try PatternTools.show("SYSLOGPROG", userPaths: [path]).contains("\n  POSINT  [1-9]+\n"))
    var output = ""
    try PatternTools.match(["%{DN:dn}"], input: path, userPaths: [path]) { bytes in
      output += bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
    #expect(
      output.contains(#"{"line":3,"matched":true,"pattern":0,"fields":{"dn":"7001"},"tags":[]}"#))
  }

  @Test("a user's file that is not there is an error that names it")
  func missingUserFile() {
    let error = #expect(throws: PatternToolsError.self) {
      try PatternTools.list(userPaths: ["/no/such.grok"])
    }
    #expect(error?.description.hasPrefix("/no/such.grok: ") == true)
  }

  @Test(
    "references are found whatever stands around them",
    arguments: [
      ("%{A}", ["A"]),
      (#"\%{A} %{B:x:int}%{B}"#, ["B"]),
      ("%{C:[a][b]}|%{D=x+}%{E}", ["C", "E"]),
      ("100%", []),
      ("%{", [""]),
    ])
  func references(regex: String, names: [String]) {
    #expect(PatternReferences.names(in: regex) == names)
  }
}
