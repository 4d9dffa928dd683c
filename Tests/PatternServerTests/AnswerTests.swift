import Foundation
import GenesysLog
import Grok
import Testing

@testable import PatternServer

@Suite("answers to the page")
struct AnswerTests {
  private func numbers(_ any: Any?) -> [Int]? { any as? [Int] }

  @Test("each line is told by itself: no match, or where, in units of UTF-16")
  func match() throws {
    let answer = try Asking().post(
      "/api/match", "%{WORD:who}=%{INT:n:int}", lines: ["-- a=42", "none", "😀 ü x=7 ü", ""])
    let fields = try #require(answer["fields"] as? [[String: String]])
    #expect(fields == [["name": "who", "type": "string"], ["name": "n", "type": "int"]])
    let lines = try #require(answer["lines"] as? [Any])
    #expect(numbers(lines[0]) == [3, 7, 0, 3, 4, 1, 5, 7])
    #expect(lines[1] as? Int == 0)
    #expect(numbers(lines[2]) == [5, 8, 0, 5, 6, 1, 7, 8])
    #expect(lines[3] as? Int == 0)
    #expect(answer["warning"] is NSNull)
  }

  @Test("a repeated name has a place for each capture, and empty captures have none")
  func repeated() throws {
    let answer = try Asking().post("/api/match", "(?<a>\\d)(?<b>x*)(?<a>\\d)", lines: ["12"])
    #expect(numbers((answer["lines"] as? [Any])?.first) == [0, 2, 0, 0, 1, 0, 1, 2])
  }

  @Test("a line that takes too long is given up, and the answer ends in time with what there is")
  func limits() throws {
    // Each line takes some milliseconds to be given up: all of them many times what an answer may take.
    let line = String(repeating: "a", count: 1000)
    let answer = try Asking().post(
      "/api/match", "(?:a|aa|a?)*(?:a|aa|a?)*[bc]", lines: Array(repeating: line, count: 5000))
    let lines = try #require(answer["lines"] as? [Int])
    #expect(lines.first == 1)
    #expect(lines.count < 5000)
    let whole = try Asking().post("/api/line", "(?:a|aa|a?)*(?:a|aa|a?)*[bc]", lines: [line])
    #expect(whole["outcome"] as? String == "givenUp")
  }

  @Test("all about a line: captures with values of their types, and the same as JSON")
  func line() throws {
    let answer = try Asking().post(
      "/api/line", "%{WORD:a.name} %{NUMBER:a.size:float} %{INT:b:int}", lines: ["ä x 1.5 7"])
    #expect(answer["outcome"] as? String == "matched")
    #expect(answer["start"] as? Int == 2)
    #expect(answer["end"] as? Int == 9)
    let captures = try #require(answer["captures"] as? [[String: Any]])
    #expect(captures.map { $0["field"] as? String } == ["a.name", "a.size", "b"])
    #expect(captures.map { $0["type"] as? String } == ["string", "float", "int"])
    #expect(captures.map { $0["start"] as? Int } == [2, 4, 8])
    #expect(captures[1]["value"] as? Double == 1.5)
    #expect(captures[2]["value"] as? Int == 7)
    let json = try #require(answer["json"] as? [String: Any])
    #expect((json["a"] as? [String: Any])?["name"] as? String == "x")
    #expect(answer["tags"] as? [String] == [])
  }

  @Test("a line that does not match tells where it stopped, in units of UTF-16")
  func stop() throws {
    let answer = try Asking().post(
      "/api/line", "^😀 name=%{WORD:name} size=%{INT:n:int}$", lines: ["😀 name=x size=big"])
    #expect(answer["outcome"] as? String == "unmatched")
    #expect(answer["captures"] == nil)
    #expect(answer["tags"] as? [String] == ["_grokparsefailure"])
    let stop = try #require(answer["stop"] as? [String: Any])
    #expect(stop["offset"] as? Int == 15)
    #expect(stop["prefixStart"] as? Int == 0)
    let element = try #require(stop["element"] as? [String: Any])
    #expect(element["text"] as? String == "%{INT:n:int}")
    #expect(element["from"] as? Int == 27)
    #expect(element["to"] as? Int == 39)
  }

  @Test("the flavour and the whole line are heeded")
  func options() throws {
    let ecs = try Asking().post("/api/match", "%{HTTPD_COMMONLOG}")
    let legacy = try Asking().post("/api/match", "%{HTTPD_COMMONLOG}", flavour: "legacy")
    let names = { (answer: [String: Any]) in
      (answer["fields"] as? [[String: String]])?.compactMap { $0["name"] } ?? []
    }
    #expect(names(ecs).contains("source.address"))
    #expect(names(legacy).contains("clientip"))
    let part = try Asking().post("/api/match", "b", lines: ["abc"])
    let whole = try Asking().post("/api/match", "b", lines: ["abc"], whole: true)
    #expect(numbers((part["lines"] as? [Any])?.first) == [1, 2])
    #expect((whole["lines"] as? [Int]) == [0])
  }

  @Test(
    "a mistake has its place in the editor, in units of UTF-16",
    arguments: [
      ("%{NOPE}", "", "expression", 0, 7, "the expression uses %{NOPE}, which no library defines"),
      (
        "ü😀 %{NOPE:x} b", "", "expression", 4, 13,
        "the expression uses %{NOPE}, which no library defines"
      ),
      ("a\nb)", "", "expression", 3, 4, "this ) closes nothing"),
      ("%{A}", "# ü\n  A\t (x\n", "definitions", 9, 10, "the group is not closed"),
      (
        "%{A}", "B b\nA %{NOPE}\n", "definitions", 6, 13,
        "pattern A uses %{NOPE}, which no library defines"
      ),
      ("a", "ONE\nB b", "definitions", 0, 3, "pattern ONE has no regex"),
      ("a", "B b\r\n/x y\r\n", "definitions", 5, 9, "\"/x\" cannot be a pattern's name"),
    ])
  func problems(
    expression: String, definitions: String, editor: String, start: Int, end: Int, message: String
  ) throws {
    let answer = try Asking().post("/api/match", expression, definitions: definitions)
    let problem = try #require(answer["problem"] as? [String: Any])
    #expect(problem["in"] as? String == editor)
    #expect(problem["message"] as? String == message)
    #expect(problem["start"] as? Int == start)
    #expect(problem["end"] as? Int == end)
    #expect((problem["help"] as? String)?.isEmpty == false)
  }

  @Test("a definition that is wrong and not used is a warning")
  func warning() throws {
    let answer = try Asking().post(
      "/api/match", "%{GOOD}", lines: ["x"], definitions: "GOOD x\nWRONG (y\n")
    #expect(numbers((answer["lines"] as? [Any])?.first) == [0, 1])
    let warning = try #require(answer["warning"] as? [String: Any])
    #expect(warning["in"] as? String == "definitions")
    #expect(warning["message"] as? String == "the group is not closed")
  }

  @Test("definitions are text: they win over the library, and name no files")
  func definitions() throws {
    let own = try Asking().post(
      "/api/match", "^%{INT:n}$", lines: ["xyz"], definitions: "INT [xyz]+")
    #expect(numbers((own["lines"] as? [Any])?.first) == [0, 3, 0, 0, 3])
    let next = try Asking().post("/api/match", "^%{INT:n}$", lines: ["xyz"])
    #expect(next["lines"] as? [Int] == [0])
    let file = try Asking().post("/api/match", "%{A}", definitions: "/etc/passwd")
    #expect((file["problem"] as? [String: Any])?["in"] as? String == "definitions")
  }

  @Test("the library lists what a flavour has, and one pattern in full")
  func library() throws {
    let asking = try Asking()
    let list = try Asking.json(asking.get("/api/library", ["flavour": "legacy"]))
    let patterns = try #require(list["patterns"] as? [[String: Any]])
    let names = patterns.compactMap { $0["name"] as? String }
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
    #expect(names.contains("INT"))
    let one = try Asking.json(asking.get("/api/pattern", ["name": "SYSLOGBASE"]))
    #expect(one["file"] as? String == "core.grok")
    #expect((one["fields"] as? [[String: Any]])?.isEmpty == false)
    #expect((one["parts"] as? [[String: Any]])?.isEmpty == false)
    #expect((one["examples"] as? [[String: Any]])?.isEmpty == false)
    #expect((one["expansion"] as? String)?.contains("%{") == false)
    #expect(asking.get("/api/pattern", ["name": "../../etc/passwd"]).status == 404)
    #expect(asking.get("/api/pattern").status == 404)
  }
}
