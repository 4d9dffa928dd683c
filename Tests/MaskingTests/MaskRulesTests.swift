import Masking
import Testing

@Suite("masking rules")
struct MaskRulesTests {
  private static let event =
    #"{"@timestamp":"2016-05-13T16:29:54.229Z","user":{"name":"alice-smith","id":90210},"list":["abcdefgh",7],"message":"login of alice-smith, id 90210","event":{"code":"24200"}}"#

  @Test(
    "a rule by path hides the value, and the same text in others",
    arguments: [
      ("user.name", "hide", #""name":"***""#, "login of ***, id 90210"),
      ("USER.Name", "hide-first:5", #""name":"***-smith""#, "login of ***-smith, id 90210"),
      ("*.name", "hide-last:6", #""name":"alice***""#, "login of alice***, id 90210"),
      ("'**.name'", "unhide-last:2", #""name":"***th""#, "login of ***th, id 90210"),
      ("'**.na*e'", "unhide-first:1", #""name":"a***""#, "login of a***, id 90210"),
      ("user.name", "hide-first:100", #""name":"***""#, "login of ***, id 90210"),
      ("user.name", "unhide-last:100", #""name":"***""#, "login of ***, id 90210"),
      ("user.id", "hide", #""id":"***""#, "login of alice-smith, id ***"),
      ("user", "hide", #""user":{"name":"***","id":"***"}"#, "login of ***, id ***"),
      ("user.name", "skip", #""user":{"id":90210}"#, "login of ***, id 90210"),
      ("user", "skip", #"29:54.229Z","list""#, "login of ***, id ***"),
      ("list", "hide", #""list":["***","***"]"#, "login of alice-smith, id 90210"),
    ])
  func paths(path: String, action: String, field: String, message: String) throws {
    let path = path.contains("'") || !path.contains("*") ? path : "'\(path)'"
    let result = masked(
      Self.event, by: try rules("{field: \(path), action: '\(action)'}"))
    #expect(result.contains(field))
    #expect(result.contains(#""message":"\#(message)""#))
    #expect(isProperJSON(result))
  }

  @Test("the first rule that takes a value wins, and copy keeps it from later ones")
  func order() throws {
    let rules = try rules(
      """
      {field: user.name, action: copy}
      {field: user.id, action: 'hide-first:2'}
      {field: 'user.**', action: hide}
      {pattern: 'alice', action: hide}
      """)
    let result = masked(Self.event, by: rules)
    #expect(result.contains(#""user":{"name":"alice-smith","id":"***210"}"#))
    #expect(result.contains(#""message":"login of alice-smith, id ***210""#))
  }

  @Test("a hash is the same for the same value, another with another key, and has 16 digits")
  func hash() throws {
    let line = "{field: user.name, action: hash}"
    let first = masked(Self.event, by: try rules(line, head: "hash-key-from: MASK_KEY"))
    let other = masked(
      Self.event, by: try rules(line, head: "hash-key: another-key-of-some-length"))
    let name = try #require(first.firstMatch(of: /"name":"([0-9a-f]{16})"/)?.1)
    #expect(first.contains("login of \(name), id"))
    #expect(first != other)
    // python3: hmac.new(b"0123456789abcdef0123456789abcdef", b"alice-smith", "sha256")
    #expect(name == "a16817cfe488e261")
  }

  @Test("a pattern hides its captures, or all of its match if it has none")
  func patterns() throws {
    let event = #"{"a":"id=12 x id=345\nid=6789","b":"id=1","n":12}"#
    #expect(
      masked(event, by: try rules(#"{pattern: '\bid=\d+', action: hide}"#))
        == #"{"a":"*** x ***\n***","b":"***","n":12}"#)
    #expect(
      masked(event, by: try rules(#"{pattern: 'id=(?<id>\d+)', action: 'unhide-last:1'}"#))
        == #"{"a":"id=***2 x id=***5\nid=***9","b":"id=***","n":12}"#)
    #expect(
      masked(event, by: try rules(#"{pattern: '\Aid=%{INT:id}', action: hide}"#))
        == #"{"a":"id=*** x id=345\nid=6789","b":"id=***","n":12}"#)
    #expect(
      masked(event, by: try rules(#"{field: b, pattern: '\d', action: hide}"#))
        == #"{"a":"id=12 x id=345\nid=6789","b":"id=***","n":12}"#)
    #expect(
      masked(event, by: try rules(#"{field: n, pattern: '\d', action: hide}"#))
        == #"{"a":"id=12 x id=345\nid=6789","b":"id=1","n":"***"}"#)
  }

  @Test("a pattern that matches too often, or runs into a limit, hides the whole value")
  func limits() throws {
    let many = String(repeating: "a ", count: 2000)
    #expect(
      masked(#"{"a":"\#(many)"}"#, by: try rules("{pattern: a, action: hide}")) == #"{"a":"***"}"#)
    let slow = String(repeating: "a", count: 3000)
    #expect(
      masked(#"{"a":"\#(slow)"}"#, by: try rules("{pattern: '(a|aa)+[bc]', action: hide}"))
        == #"{"a":"***"}"#)
  }

  @Test(
    "a key counts in fields at any depth, and in text before its value",
    arguments: [
      (#"{"x":{"Pin":"12"}}"#, #"{"x":{"Pin":"***"}}"#),
      (#"{"a.pin":5}"#, #"{"a.pin":"***"}"#),
      (#"{"pin":{"a":[1,true]}}"#, #"{"pin":{"a":["***","***"]}}"#),
      (#"{"m":"'PIN'\t'12'\n'ONE'\t'12'"}"#, #"{"m":"'PIN'\t'***'\n'ONE'\t'12'"}"#),
      (#"{"m":"'PIN'\t12"}"#, #"{"m":"'PIN'\t***"}"#),
      (#"{"m":"?pin=12&q=12"}"#, #"{"m":"?pin=***&q=12"}"#),
      (#"{"m":"'PIN' [str] = \"12\""}"#, #"{"m":"'PIN' [str] = \"***\""}"#),
      (#"{"m":"pin [12], pin: [34]"}"#, #"{"m":"pin [***], pin: [***]"}"#),
      (#"{"m":"Property [pin] is set to [12]"}"#, #"{"m":"Property [pin] is set to [***]"}"#),
      (#"{"m":"attr: PIN      value:   \"12\""}"#, #"{"m":"attr: PIN      value:   \"***\""}"#),
      (#"{"m":"<pin>12</pin>"}"#, #"{"m":"<pin>***</pin>"}"#),
      (#"{"m":"{\"pin\":\"it's, so\",\"a\":1}"}"#, #"{"m":"{\"pin\":\"***\",\"a\":1}"}"#),
      (#"{"m":"a\r\nPin: Digest x=\"y\", z\r\nb"}"#, #"{"m":"a\r\nPin: ***\r\nb"}"#),
      (#"{"m":"the pin is wrong, pin expired"}"#, #"{"m":"the pin is wrong, pin expired"}"#),
      (#"{"m":"pin='******'"}"#, #"{"m":"pin='******'"}"#),
    ])
  func keys(event: String, expected: String) throws {
    #expect(masked(event, by: try rules("{keys: [pin], action: hide}")) == expected)
  }

  @Test(
    "how much a value says decides where else it is hidden",
    arguments: [
      (
        "1", #"1 of 1, 'VIP'\t'1', AttributeVIP\t'1'"#,
        #"1 of 1, 'VIP'\t'***', AttributeVIP\t'***'"#
      ),
      ("7001", "7001 and 17001, x7001, /7001/", "*** and 17001, x7001, /***/"),
      ("longsecret", "xlongsecretx longsecre", "x***x longsecre"),
      ("päss", "päss, spässe, Päss", "***, spässe, Päss"),
    ])
  func scopes(secret: String, text: String, expected: String) throws {
    let rules = try rules("{field: data.VIP, action: hide}")
    #expect(
      masked(#"{"message":"\#(text)","data":{"VIP":"\#(secret)"}}"#, by: rules)
        == #"{"message":"\#(expected)","data":{"VIP":"***"}}"#)
  }

  @Test("the fields that place an event are hidden only by a rule that names them")
  func system() throws {
    let event =
      #"{"@timestamp":"2016-05-13T16:29:54.229Z","log":{"offset":2016,"level":"Std"},"y":"2016"}"#
    #expect(
      masked(event, by: try rules("{field: y, action: hide}"))
        == event.replacing(#""y":"2016""#, with: #""y":"***""#))
    #expect(
      masked(event, by: try rules("{field: log.level, action: skip}"))
        == event.replacing(#","level":"Std""#, with: ""))
  }

  @Test(
    "a rule for a key leaves alone what is told of that key's place, a rule for a field does not")
  func places() throws {
    let event =
      #"{"ani":"0113","a":{"ANI":{"number":"01134960123","geo":{"location":{"lat":53.8}}}}}"#
    #expect(
      masked(event, by: try rules("{keys: [ani], action: hide}"))
        == #"{"ani":"***","a":{"ANI":{"number":"***","geo":{"location":{"lat":53.8}}}}}"#)
    let twice =
      #"{"client":{"geo":{"location":{"lat":53.8213}}},"sip":{"geo":{"location":{"lat":53.8213}}}}"#
    #expect(
      masked(twice, by: try rules("{field: client.geo, action: skip}"))
        == #"{"sip":{"geo":{"location":{"lat":53.8213}}}}"#)
    #expect(
      masked(event, by: try rules("{field: a.ANI.geo, action: skip}"))
        == #"{"ani":"0113","a":{"ANI":{"number":"01134960123"}}}"#)
    #expect(
      masked(#"{"geo":{"city_name":"Leeds"}}"#, by: try rules("{keys: [city_name], action: hide}"))
        == #"{"geo":{"city_name":"***"}}"#)
  }

  @Test("hidden parts that overlap show nothing together")
  func overlap() throws {
    let event = #"{"a":"xabcdefghy"}"#
    let rules = try rules(
      """
      {pattern: abcdef, action: 'unhide-last:3'}
      {pattern: cdefgh, action: 'unhide-first:3'}
      """)
    #expect(
      masked(event, by: rules) == #"{"a":"x***cdey"}"#
        || masked(event, by: rules) == #"{"a":"x***y"}"#)
    #expect(masked(event, by: rules) == #"{"a":"x***y"}"#)
  }

  @Test("an object or array all of which is taken out is gone, an empty one stays")
  func skip() throws {
    let rules = try rules("{keys: [x], action: skip}")
    #expect(
      masked(#"{"a":{"b":[{"x":1}],"c":{"x":{"y":2}}},"d":{},"e":[],"f":[1,{"x":3},2]}"#, by: rules)
        == #"{"d":{},"e":[],"f":[1,2]}"#)
    #expect(masked(#"{"x":1}"#, by: rules) == "{}")
  }

  @Test(
    "what is not JSON is not let through",
    arguments: [
      "", "x", "{", #"{"a":"secret""#, #"{"a":1}}"#, #"{"a":1} secret"#, "[1,]", #"{"a" 1}"#,
    ])
  func notJSON(text: String) throws {
    #expect(masked(text, by: try rules("{field: b, action: hide}")) == "{}")
  }

  @Test("a record without an event is masked as its message would be")
  func record() throws {
    let rules = try rules(
      """
      {keys: [pin], action: hide}
      {pattern: 'secret \\w+', action: hide}
      {field: message, pattern: 'x\\d+', action: hide}
      """)
    #expect(maskedRecord("a pin=12\tsecret word \"x99\"", by: rules) == "a pin=***\t*** \"***\"")
    #expect(
      maskedRecord("b", by: try MaskingTests.rules("{field: message, action: hide}")) == "***")
  }
}
