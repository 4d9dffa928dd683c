import FoundationEssentials
import Grok
import Testing

@Suite("Core patterns")
struct CorePatternTests {
  /// The general names of the standard library.
  static let names = """
    USERNAME USER EMAILLOCALPART EMAILADDRESS INT BASE10NUM NUMBER BASE16NUM BASE16FLOAT POSINT
    NONNEGINT WORD NOTSPACE SPACE DATA GREEDYDATA QUOTEDSTRING UUID URN MAC CISCOMAC WINDOWSMAC
    COMMONMAC IPV6 IPV4 IP HOSTNAME IPORHOST HOSTPORT PATH UNIXPATH TTY WINPATH URIPROTO URIHOST
    URIPATH URIQUERY URIPARAM URIPATHPARAM URI MONTH MONTHNUM MONTHNUM2 MONTHDAY DAY YEAR HOUR
    MINUTE SECOND TIME DATE_US DATE_EU ISO8601_TIMEZONE ISO8601_SECOND TIMESTAMP_ISO8601 DATE
    DATESTAMP TZ DATESTAMP_RFC822 DATESTAMP_RFC2822 DATESTAMP_OTHER DATESTAMP_EVENTLOG
    SYSLOGTIMESTAMP PROG SYSLOGPROG SYSLOGHOST SYSLOGFACILITY HTTPDATE QS SYSLOGBASE LOGLEVEL
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  /// What these match is any text at all, so that no text can be an example against them.
  static let matchAnything: Set = ["DATA", "GREEDYDATA"]

  @Test("all 71 general names are defined, in both flavours", arguments: Flavour.allCases)
  func complete(flavour: Flavour) throws {
    #expect(Self.names.count == 71)
    let library = try PatternLibrary.standard(flavour)
    #expect(Self.names.filter { library[$0] == nil } == [])
  }

  @Test(
    "every pattern says what it means and has examples for and against it",
    arguments: Flavour.allCases)
  func documented(flavour: Flavour) throws {
    let library = try PatternLibrary.standard(flavour)
    for name in Self.names {
      let definition = try #require(library[name])
      #expect(!definition.summary.isEmpty && !definition.summary.contains("\n"), "\(name)")
      #expect(definition.examples.count { $0.matches } >= 2, "\(name)")
      #expect(
        definition.examples.contains { !$0.matches } || Self.matchAnything.contains(name),
        "\(name)")
    }
  }

  @Test("every example holds, in both flavours", arguments: Flavour.allCases)
  func examples(flavour: Flavour) throws {
    let library = try PatternLibrary.standard(flavour)
    var count = 0
    for name in Self.names {
      let definition = try #require(library[name])
      let trial = try Trial(of: name, in: library)
      for example in definition.examples {
        let fields = trial.fields(of: example.text)
        count += 1
        #expect((fields != nil) == example.matches, "\(name): \(example)")
        if let expected = example.expected {
          #expect(try fields == JSON(parsing: expected), "\(name): \(example)")
        }
      }
    }
    #expect(count > 350)
  }

  @Test(
    "a search takes as much as the well-known library does",
    arguments: [
      ("%{INT:x}", "a-12b", "-12"),
      ("%{NUMBER:x}", "v1.2.3", "1.2"),
      ("%{NUMBER:x}", "1e3", "1"),
      ("%{WORD:x}", "-- foo-bar", "foo"),
      ("%{IPV4:x}", "at 1.2.3.4567, 198.51.100.7", "198.51.100.7"),
      ("%{IP:x}", "[2001:db8::7]:80", "2001:db8::7"),
      ("%{IPV6:x}", "::ffff:192.0.2.1", "::ffff:192"),
      ("%{IPV6:x}", "fe80::1%eth0 up", "fe80::1%eth0 up"),
      ("%{IPV6:x} %{WORD}", "fe80::1%eth0 up", "fe80::1%eth0"),
      ("%{HOSTNAME:x}", "(gw-1.example.org. ", "gw-1.example.org."),
      ("%{HOSTNAME:x}-b", "a-b-b", "a-b"),
      ("%{IPORHOST:x}", "192.0.2.1.example.org", "192.0.2.1"),
      ("%{UNIXPATH:x}", "in /var/log/a.log (gone)", "/var/log/a.log"),
      ("%{PATH:x}", "C:\\a b\\c.txt?", "C:\\a b\\c.txt"),
      ("%{URI:x}", "see http://example.org/a?b=c d", "http://example.org/a?b=c"),
      ("%{QS:x}", #"a \"b\" "c\"d" e"#, #""c\"d""#),
      ("%{MONTH:x}", "Maifest am 1. Mai", "Mai"),
      ("%{MONTHNUM:x}", "12", "1"),
      ("%{YEAR:x}", "20165", "2016"),
      ("%{SECOND:x}", "60", "6"),
      ("%{TIME:x}", "112:34:56,7", "12:34:56,7"),
      ("%{TIMESTAMP_ISO8601:x}", "at 2016-05-13T16:29:54+02:00.", "2016-05-13T16:29:54+02:00"),
      ("%{EMAILADDRESS:x}", "<jane@example.org>", "jane@example.org"),
      ("%{LOGLEVEL:x}", "WARNED", "WARN"),
      ("%{INT:x}%{INT}", "123", "12"),
      ("%{HOUR:x}%{MINUTE}", "0930", "09"),
    ])
  func extent(expression: String, text: String, expected: String) throws {
    let library = try PatternLibrary.standard(.ecs)
    let pattern = try GrokPattern(expression, library: library)
    #expect(Trial(pattern).fields(of: text) == .object(["x": .string(expected)]))
  }

  @Test(
    "what differs between the flavours",
    arguments: [
      ("%{URIHOST}", "example.org:81", #"{}"#, #"{"port":"81"}"#),
      ("^%{TIMESTAMP_ISO8601:t}", "2016-05-13 6:29:54", #"{"t":"2016-05-13 6:29:54"}"#, nil),
      ("^%{EMAILADDRESS:e}$", "o'hara@example.org", #"{"e":"o'hara@example.org"}"#, nil),
      (
        "%{SYSLOGPROG}", "cron[7]", #"{"process":{"name":"cron","pid":7}}"#,
        #"{"program":"cron","pid":"7"}"#
      ),
    ] as [(String, String, String?, String?)])
  func flavours(expression: String, text: String, ecs: String?, legacy: String?) throws {
    for (flavour, expected) in [(Flavour.ecs, ecs), (.legacy, legacy)] {
      let library = try PatternLibrary.standard(flavour)
      let pattern = try GrokPattern(expression, library: library)
      #expect(Trial(pattern).fields(of: text) == (try expected.map { try JSON(parsing: $0) }))
    }
  }

  @Test(
    "a text that fails at its end is refused without trying it in many ways",
    arguments: [
      ("^%{URI}$", ("h", "t", "://example.org/ ")),
      ("^%{UNIXPATH}$", ("", "/usr", " ")),
      ("^%{WINPATH}$", ("C:", "\\dir", "?")),
      ("^%{QS}$", ("\"", "\\\"a", "")),
      ("^%{HOSTNAME}$", ("", "abc.", "_")),
      ("^%{URIPATHPARAM}$", ("", "/a", "? ")),
      ("^%{EMAILADDRESS}$", ("", "abc.", "@_")),
      ("^%{URN}$", ("urn:example:", "a%20", "%")),
      ("^%{SYSLOGBASE}$", ("May 13 16:29:54 ", "gw.", " sshd[42]")),
    ])
  func lateMismatch(expression: String, parts: (String, String, String)) throws {
    let text = parts.0 + String(repeating: parts.1, count: 1000) + parts.2
    var options = GrokOptions()
    // Well above what one try of each way costs, far below what nested repetition would.
    options.matchLimit = 20_000
    let pattern = try GrokPattern(
      expression, library: try PatternLibrary.standard(.ecs), options: options)
    var matcher = GrokMatcher()
    #expect(matcher.match(pattern, Array(text.utf8).span) == .noMatch)
  }
}

/// A pattern to try on texts.
private struct Trial {
  private let pattern: GrokPattern

  init(_ pattern: GrokPattern) { self.pattern = pattern }

  /// Tries `name` on whole texts.
  init(of name: String, in library: PatternLibrary) throws {
    var options = GrokOptions()
    options.anchoredAtStart = true
    options.anchoredAtEnd = true
    pattern = try GrokPattern("%{\(name)}", library: library, options: options)
  }

  /// The fields of a match; nil if there is none.
  func fields(of text: String) -> JSON? {
    var matcher = GrokMatcher()
    let bytes = Array(text.utf8)
    guard matcher.match(pattern, bytes.span) == .matched else { return nil }
    var result = JSON.object([:])
    for field in pattern.fields {
      for group in field.groups {
        guard let range = matcher.range(ofGroup: group.number), !range.isEmpty else { continue }
        let text = String(decoding: bytes[range], as: UTF8.self)
        result.set(
          field.path[...],
          group.type == .int ? Int(text).map { .number($0) } ?? .string(text) : .string(text))
      }
    }
    return result
  }
}

/// As much of JSON as examples hold.
private enum JSON: Equatable, Decodable {
  case string(String)
  case number(Int)
  case object([String: JSON])

  init(parsing text: String) throws {
    self = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .string(text)
    } else if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  mutating func set(_ path: ArraySlice<String>, _ value: JSON) {
    guard let key = path.first else { return self = value }
    guard case .object(var members) = self else { return }
    var member = members[key] ?? .object([:])
    member.set(path.dropFirst(), value)
    members[key] = member
    self = .object(members)
  }
}
