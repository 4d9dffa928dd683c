import Event
import Grok
import Testing

@testable import GenesysLog

@Suite("Message templates")
struct MessageTemplateTests {
  /// The values of a text as `name=value`, without `genesys.values.`; nil if the template refuses it.
  private func values(_ template: String, _ text: [UInt8], code: Int = 100) -> [String]? {
    let template = MessageTemplate(template, code: code)
    var matcher = TemplateMatcher()
    guard matcher.match(template, text.span, encoding: .init(of: text.span)) else { return nil }
    #expect(matcher.values.count == template.fields.count)
    return zip(template.fields, matcher.values).map { field, range in
      let name = field.path.replacing("genesys.values.", with: "")
      return "\(name)=\(String(decoding: text[range], as: UTF8.self))"
    }
  }

  private func values(_ template: String, _ text: String, code: Int = 100) -> [String]? {
    values(template, Array(text.utf8), code: code)
  }

  @Test(
    "values are named after the word before them, or counted",
    arguments: [
      (
        "Cannot connect to %s '%s' at host '%s', port %d, reason '%s'",
        "Cannot connect to StatServer 'Stat_1' at host 'h', port 7040, reason 'it's refused'",
        ["to=StatServer", "value2=Stat_1", "host=h", "port=7040", "reason=it's refused"]
      ),
      ("key: %d", "key: -12", ["key=-12"]), ("Mode is [%s].", "Mode is [x].", ["mode=x"]),
      (
        "error code %d, user name \"%s\"", "error code 7, user name \"k\"",
        ["error_code=7", "user_name=k"]
      ),
      ("%s mode activated", "Warm Standby mode activated", ["value1=Warm Standby"]),
      (
        "agent %s, agent %s, agent %s", "agent 1, agent 2, agent 3",
        ["agent=1", "agent_2=2", "agent_3=3"]
      ),
      ("It failed. %s", "It failed. Why", ["value1=Why"]),
      ("(%s)%s", "(a)b", ["value1=a", "value2=b"]),
      ("maxConnections=%d", "maxConnections=5", ["max_connections=5"]),
      ("There are %d of them", "There are 5 of them", ["value1=5"]), ("%s", "", ["value1="]),
      ("Größe %s", "Größe 5", ["gr_e=5"]), ("100 %s", "100 x", ["value1=x"]),
    ])
  func names(template: String, text: String, expected: [String]) {
    #expect(values(template, text) == expected)
  }

  @Test("values in brackets of Configuration Server's ids have the fields of its rules")
  func brackets() {
    let template = "Object: [%s], name [%s], DBID: [%s] is locked by client, type [%s], name: [%s]"
    let text =
      "Object: [CfgPerson], name [a [b]], DBID: [101] is locked by client, type [SCE], name: [d]"
    #expect(
      values(template, text, code: 24999) == [
        "genesys.object.type=CfgPerson", "genesys.object.name=a [b]", "genesys.object.dbid=101",
        "genesys.client.type=SCE", "genesys.client.name=d",
      ])
    #expect(values(template, text, code: 999)?.first == "object=CfgPerson")
    #expect(MessageTemplate(template, code: 24999).fields[2].type == .integer)
  }

  @Test(
    "each placeholder takes what printf could have printed for it",
    arguments: [
      ("%d", "007", true), ("%d", "+7", true), ("%d", "7a", false), ("%d", "", false),
      ("%d", "-", false), ("%ld|%lu|%lld|%hhu|%zd|%I64d", "1|2|3|4|5|6", true),
      ("%x", "0x1F", true), ("%x", "dead", true), ("%X", "g", false), ("%p", "(nil)", true),
      ("%p", "(nix)", false), ("%08x", "0000beef", true), ("%f", "-1.5e-07", true),
      ("%.2f", "3", true), ("%g", "1e", false), ("%c", "é", true), ("%c", "ab", false),
      ("%5d bytes", "   12 bytes", true), ("%-5d|", "12   |", true), ("%-5d x", "12    x", true),
      ("%-5d x", "12      x", false), ("%*d", "  3", true), ("%-10s|", "ab        |", true),
      ("%1$s of %2$d", "a of 3", true), ("100%% of %d", "100% of 3", true), ("50%", "50%", true),
      ("%y", "%y", true), ("%", "%", true), ("%d%s", "7x", true), ("%s%s%d", "anything", true),
      ("%s lost", "a b lost lost", true), ("%s 5%d lost", "a 5 51 lost", true),
      ("a%sb%sc", "a1b2b3c", true), ("a%sb", "ab b", true), ("a%sb", "abc", false), ("", "", true),
      ("", "x", false), ("x %s", "x ", true), ("x %s", "y ", false),
      ("%s at %d", "x at 1 at 2", true),
    ])
  func placeholders(template: String, text: String, matches: Bool) {
    #expect((values(template, text) != nil) == matches)
  }

  @Test("a text value is the shortest that fits, and padding is not part of it")
  func shortest() {
    #expect(values("x '%s' b '%s'", "x 'x' b 'y' b 'z'") == ["x=x", "b=y' b 'z"])
    #expect(values("n %-8s|", "n ab      |") == ["n=ab"])
    #expect(values("n %5d", "n    12") == ["n=12"])
    #expect(values("%s, code %d", "a, code x, code 5") == ["value1=a, code x", "code=5"])
  }

  @Test("a text in Latin-1 fits a template with letters outside ASCII")
  func latin1() {
    let text = Array("Gr".utf8) + [0xF6, 0xDF, 0x65] + Array(" 5".utf8)
    #expect(values("Größe %d", text) == ["gr_e=5"])
    #expect(values("€ %d", text) == nil)
  }

  @Test("every text made of a built-in message is taken by it")
  func samples() throws {
    for entry in MessageCatalogue.builtIn.entries {
      guard let template = entry.template() else { continue }
      #expect(values(entry.text, template.sample, code: entry.code) != nil, "\(entry.id)")
    }
  }

  @Test(
    "hostile texts and templates cost no more than their length",
    arguments: [
      (String(repeating: "a", count: 4000) + "%sb", "a"),
      ("%s" + String(repeating: "a", count: 4000) + "b", "a"),
      ("%sab%sab%sab%sab%sac", "ab"), ("%s1%x%s1%xg", "1"), ("%s %d %d %d!", " 1"), ("%s", "x"),
    ])
  func hostile(template: String, piece: String) {
    let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    let clock = ContinuousClock()
    let elapsed = clock.measure { _ = values(template, text) }
    #expect(elapsed < .seconds(10), "\(elapsed)")
  }

  @Test("ranges stay within the text, in order, whatever template and text are", arguments: 0..<20)
  func anyBytes(seed: Int) {
    var bytes = ByteSource(seed: UInt64(seed))
    let pieces = [
      "%s", "%d", "%x", "%5d", "%-4s", "%c", "%f", "a", "ab", " ", "'", "[", "]", ",", "1", "%",
      "é",
    ]
    .map { Array($0.utf8) }
    var matcher = TemplateMatcher()
    for _ in 0..<300 {
      let parts = (0..<bytes.next(below: 8)).map { _ in pieces[bytes.next(below: pieces.count)] }
      let template = MessageTemplate(String(decoding: parts.joined(), as: UTF8.self), code: 22_500)
      var text = bytes.next(below: 2) == 0 ? Array(template.sample.utf8) : Array(parts.joined())
      for _ in 0..<bytes.next(below: 4) where !text.isEmpty {
        text[bytes.next(below: text.count)] = bytes.byte()
      }
      guard matcher.match(template, text.span, encoding: .init(of: text.span)) else { continue }
      #expect(matcher.values.count == template.fields.count)
      var end = 0
      for range in matcher.values {
        #expect(range.lowerBound >= end && range.upperBound <= text.count)
        end = range.upperBound
      }
      #expect(Set(template.fields.map(\.path)).count == template.fields.count)
    }
  }
}
