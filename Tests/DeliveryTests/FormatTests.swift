import Event
import Testing

@testable import Delivery

@Suite("Formats")
struct FormatTests {
  static let events = """
    {"@timestamp":"2016-05-13T16:29:54.229Z","message":"Object: [CfgFolder], name [Demands], DBID: [268] is created by client, type [SCE], name: [default], user: [default]","log":{"level":"Std","file":{"path":"cs.log"},"offset":1234},"event":{"code":"24200","action":"object-created","severity":4},"service":{"name":"confserv"}}
    {"@timestamp":"2016-05-13T16:29:55.001Z","message":"say \\"hi\\",\\r\\n\\u001b[31mred\\u0007","log":{"level":"Alr","offset":1300},"event":{"code":"04504"},"tags":["_truncated","stale"],"ok":true}
    {"message":"数据库 é: 연결 끊김","log":{"level":"Dbg"},"genesys":{"object":{"dbid":268,"type":"CfgPerson"}}}

    """

  @Test("ndjson is the events as they are")
  func ndjson() {
    #expect(written(.ndjson) == Self.events)
    #expect(EventFormat.allCases.filter(\.isIdentity) == [.ndjson])
  }

  @Test("json is one array with an event on each line")
  func json() {
    let lines = Self.events.split(separator: "\n")
    #expect(written(.json) == "[\n" + lines.joined(separator: ",\n") + "\n]\n")
  }

  @Test(
    "without events the output is still of its format",
    arguments: [
      (EventFormat.ndjson, ""), (.json, "[\n]\n"),
      (.csv, "@timestamp,log.level,event.code,event.action,service.name,message\r\n"),
      (
        .table,
        "@timestamp                level  code   event.action        service.name  message\n"
      ),
    ])
  func empty(format: EventFormat, expected: String) {
    #expect(written(format, blocks: []) == expected)
    #expect(written(format, blocks: ["", ""]) == expected)
  }

  @Test("csv quotes by RFC 4180 and ends its rows in CR LF")
  func csv() throws {
    let text = written(.csv, columns: "event.code,message,tags,ok,genesys.object,@timestamp")
    #expect(
      text == """
        event.code,message,tags,ok,genesys.object,@timestamp\r
        24200,"Object: [CfgFolder], name [Demands], DBID: [268] is created by client, type [SCE], name: [default], user: [default]",,,,2016-05-13T16:29:54.229Z\r
        04504,"say ""hi"",\r
        \u{1B}[31mred\u{7}","[""_truncated"",""stale""]",true,,2016-05-13T16:29:55.001Z\r
        ,数据库 é: 연결 끊김,,,"{""dbid"":268,""type"":""CfgPerson""}",\r

        """)
  }

  @Test("what csv writes, a reader of RFC 4180 reads back")
  func csvRoundTrip() throws {
    let texts = [
      "plain", "", "a,b", "\"", "\"\"", "line\nline", "cr\rcr", "\r\n", " blank ", "é,\"x\"\n", ",",
    ]
    var block = JSONBuffer()
    for (index, text) in texts.enumerated() {
      block.append("{\"a,b\":")
      block.append(integer: Int64(index))
      block.append(",\"text\":")
      block.append(quoted: text)
      block.append("}\n")
    }
    let rows = readCSV(written(.csv, columns: "text,a", blocks: [block.text()]))
    #expect(rows.map { $0[0] } == ["text"] + texts)
    #expect(rows.allSatisfy { $0.count == 2 })
  }

  @Test("a table on a wide terminal shows everything in columns")
  func wideTable() {
    let text = written(.table, terminal: Terminal(width: 130))
    #expect(
      text == """
        @timestamp                level  code   event.action        service.name  message
        2016-05-13T16:29:54.229Z  Std    24200  object-created      confserv      Object: [CfgFolder], name [Demands], DBID: [268] is cre…
        2016-05-13T16:29:55.001Z  Alr    04504                                    say "hi",␍␊␛[31mred␇
                                  Dbg                                             数据库 é: 연결 끊김

        """)
  }

  @Test("a table on a narrow terminal leaves out columns, so that the message can be read")
  func narrowTable() {
    let text = written(.table, terminal: Terminal(width: 80))
    #expect(
      text == """
        @timestamp                level  code   message
        2016-05-13T16:29:54.229Z  Std    24200  Object: [CfgFolder], name [Demands], DB…
        2016-05-13T16:29:55.001Z  Alr    04504  say "hi",␍␊␛[31mred␇
                                  Dbg           数据库 é: 연결 끊김

        """)
  }

  @Test("the columns asked for are shown in their order, as wide as their first values")
  func chosenTable() {
    let text = written(
      .table, columns: "genesys.object.type,message,tags,log.level",
      terminal: Terminal(width: 82))
    #expect(
      text
        == """
        genesys.object.type  message                         tags                    level
                             Object: [CfgFolder], name [De…                          Std
                             say "hi",␍␊␛[31mred␇            ["_truncated","stale"]  Alr
        CfgPerson            数据库 é: 연결 끊김                                     Dbg

        """)
  }

  @Test("without a terminal's width the last column is shown whole")
  func unlimitedTable() {
    let text = written(.table, columns: "event.code,message")
    #expect(text.contains("24200  Object: [CfgFolder], name [Demands], DBID: [268] is created by"))
    #expect(text.contains("user: [default]\n"))
    #expect(!text.contains("…"))
  }

  @Test("colours are used only when asked for")
  func colors() {
    let plain = written(.table, terminal: Terminal(width: 60))
    #expect(!plain.contains("\u{1B}"))
    let text = written(
      .table, columns: "@timestamp,log.level", terminal: Terminal(width: 60, usesColor: true))
    #expect(
      text == """
        \u{1B}[1m@timestamp                log.level\u{1B}[0m
        \u{1B}[2m2016-05-13T16:29:54.229Z\u{1B}[0m  \u{1B}[33mStd\u{1B}[0m
        \u{1B}[2m2016-05-13T16:29:55.001Z\u{1B}[0m  \u{1B}[1;31mAlr\u{1B}[0m
                                  \u{1B}[2mDbg\u{1B}[0m

        """)
  }

  @Test(
    "a cell keeps its width whatever is in it",
    arguments: [
      ("abc", 5, "abc  "), ("abcde", 5, "abcde"), ("abcdef", 5, "abcd…"), ("数据库", 6, "数据库"),
      ("数据库", 5, "数据…"), ("数据库", 4, "数… "), ("e\u{301}e\u{301}e\u{301}", 3, "ééé"),
      ("e\u{301}e\u{301}e\u{301}e", 3, "éé…"), ("\u{202E}abc", 5, "\u{FFFD}abc "), ("", 2, "  "),
      ("\u{0}\u{7F}", 3, "␀␡ "), ("😀😀", 3, "😀…"), ("ab", 1, "…"),
    ])
  func cells(text: String, limit: Int, expected: String) {
    let bytes = Array(text.utf8)
    var out = JSONBuffer()
    TableCell(bytes.span, limit: limit).append(to: &out, padding: limit)
    #expect(Array(out.text().unicodeScalars) == Array(expected.decomposed.unicodeScalars))
  }

  @Test("bytes that are not UTF-8 show as replacement characters")
  func invalidText() {
    var out = JSONBuffer()
    let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0x62]
    TableCell(bytes.span, limit: nil).append(to: &out, padding: 0)
    #expect(out.text() == "a\u{FFFD}\u{FFFD}b")
  }

  @Test("blocks are joined in their order, a missing newline at the end is no loss")
  func blocks() {
    let lines = Self.events.split(separator: "\n").map(String.init)
    for format in EventFormat.allCases {
      #expect(
        written(format, terminal: Terminal(width: 130), blocks: lines)
          == written(format, terminal: Terminal(width: 130)))
    }
  }

  @Test("lines that are not JSON become rows of empty cells, never a crash")
  func garbage() {
    let text = "{\"message\":\"x\nnot json\n\u{0}\n{}\n[]\n"
    #expect(
      written(.csv, columns: "a,message", blocks: [text]) == "a,message\r\n"
        + String(repeating: ",\r\n", count: 5))
    _ = written(.table, terminal: Terminal(width: 1), blocks: [text])
    _ = written(.table, columns: "a", terminal: Terminal(width: 0), blocks: [text])
  }

  @Test("field lists may have blanks around their names")
  func fieldList() throws {
    let list = try FieldList(parsing: " @timestamp , log.level,message")
    #expect(list.paths.map(\.description) == ["@timestamp", "log.level", "message"])
  }

  @Test(
    "a field list with an empty name is refused",
    arguments: [
      ("", "a name is empty", "", "^"),
      ("a,,b", "a name is empty", "a,,b", "  ^"),
      ("a,b, ", "a name is empty", "a,b, ", "     ^"),
      ("a,b..c", "a part of the name is empty", "a,b..c", "  ^^^^"),
    ])
  func badFieldList(text: String, problem: String, line: String, caret: String) throws {
    let error = #expect(throws: DeliveryError.self) { try FieldList(parsing: text) }
    #expect(
      error?.description == """
        --fields: \(problem)
          \(line)
          \(caret)
        help: write names with single commas between them: @timestamp,log.level,message
        """)
  }

  private func written(
    _ format: EventFormat, columns: String? = nil, terminal: Terminal = Terminal(),
    blocks: [String] = [Self.events]
  ) -> String {
    var out = JSONBuffer()
    var writer = FormatWriter(
      format, columns: columns.flatMap { try? FieldList(parsing: $0) }, terminal: terminal)
    for block in blocks {
      let bytes = Array(block.utf8)
      writer.append(events: bytes.span, into: &out)
    }
    writer.finish(into: &out)
    return out.text()
  }

  /// RFC 4180 s 2, as strictly as it is written.
  private func readCSV(_ text: String) -> [[String]] {
    var rows: [[String]] = [[]]
    var cell: [Unicode.Scalar] = []
    var isQuoted = false
    let scalars = Array(text.unicodeScalars)
    var place = 0
    func take() -> String {
      defer { cell = [] }
      return String(String.UnicodeScalarView(cell))
    }
    while place < scalars.count {
      let scalar = scalars[place]
      let next = place + 1 < scalars.count ? scalars[place + 1] : nil
      if isQuoted {
        if scalar != "\"" {
          cell.append(scalar)
        } else if next == "\"" {
          cell.append("\"")
          place += 1
        } else {
          isQuoted = false
        }
      } else if scalar == "\"" {
        isQuoted = true
      } else if scalar == "," {
        rows[rows.count - 1].append(take())
      } else if scalar == "\r", next == "\n" {
        rows[rows.count - 1].append(take())
        rows.append([])
        place += 1
      } else {
        cell.append(scalar)
      }
      place += 1
    }
    return rows.dropLast()
  }
}

extension String {
  /// The text with `é` as two characters, as the test's input has it.
  fileprivate var decomposed: String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      text.append(contentsOf: scalar == "\u{E9}" ? ["e", "\u{301}"] : [scalar])
    }
    return String(text)
  }
}
