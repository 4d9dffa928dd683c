import Testing

@testable import Event

@Suite("JSON lookup")
struct JSONLookupTests {
  @Test(
    "a value is found by its path",
    arguments: [
      (#"{"a":1}"#, "a", "number 1"),
      (#"{"a":-1.5e+3}"#, "a", "number -1.5e+3"),
      (#"{"a":"x"}"#, "a", "string x"),
      (#"{"a":""}"#, "a", "string "),
      (#"{"a":true,"b":false,"c":null}"#, "a", "true true"),
      (#"{"a":true,"b":false,"c":null}"#, "b", "false false"),
      (#"{"a":true,"b":false,"c":null}"#, "c", "null null"),
      (#"{"a":{"b":{"c":"deep"}}}"#, "a.b.c", "string deep"),
      (#"{"a":{"b":{"c":"deep"}}}"#, "a.b", #"object {"c":"deep"}"#),
      (#"{"a":[1,"]",{"b":2}],"z":3}"#, "a", #"array [1,"]",{"b":2}]"#),
      (#"{"a":[1,"]",{"b":2}],"z":3}"#, "z", "number 3"),
      (#"{"a":"\"}","z":3}"#, "z", "number 3"),
      (#"{"a":"\\","z":3}"#, "z", "number 3"),
      (#"{"a":"long enough for a whole vector \" and more","z":3}"#, "z", "number 3"),
      (#"{"a.b":1}"#, "a.b", "number 1"),
      (#"{"a":{"b.c":1}}"#, "a.b.c", "number 1"),
      (#"{"a.b":{"c":1}}"#, "a.b.c", "number 1"),
      (#"{"a":{"x":1},"a.b":2}"#, "a.b", "number 2"),
      (#"{"a":{"x":{}},"a":{"b":2}}"#, "a.b", "number 2"),
      (#"{"\u0061\"":1}"#, "a\"", "number 1"),
      (#"{ "a" : { "b" : [ 1 , 2 ] , "c" : 7 } }"#, "a.c", "number 7"),
      (#"{"a":"gr\u00fc\u00DFe\n\ud83d\ude00"}"#, "a", "string grüße\n😀"),
    ])
  func finds(event: String, path: String, expected: String) throws {
    #expect(try lookUp(path, in: event) == expected)
  }

  @Test(
    "a field that is not there is not found",
    arguments: [
      (#"{}"#, "a"), (#"{"a":1}"#, "b"), (#"{"a":1}"#, "a.b"), (#"{"a.b":1}"#, "a"),
      (#"{"a":{"b":1}}"#, "b"), (#"{"ab":1}"#, "a"), (#"{"a":[{"b":1}]}"#, "a.b"),
      (#"{"a":{}}"#, "a.b"), (#"{"a":"b"}"#, "a.b"),
    ])
  func misses(event: String, path: String) throws {
    #expect(try lookUp(path, in: event) == nil)
  }

  @Test(
    "bytes that are not JSON have no fields",
    arguments: [
      "", " ", "{", "}", "[", "{\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":t", "{\"a\":\"x",
      "{\"a\":\"x\\", "{\"a\":{\"b\":", "{a:1}", "{\"x\":1 \"a\":1}", "{,\"a\":1}", "\"a\"", "12",
      "{\"x\":[1,\"a\":1}", "{\"x\":?,\"a\":1}", "{\"x\":\"\\\",\"a\":1}", "{\"a\":+1}",
    ])
  func survives(event: String) throws {
    #expect(try lookUp("a", in: event) == nil)
  }

  @Test(
    "an escape that JSON does not know stays, half a surrogate pair is replaced",
    arguments: [
      (#"\q"#, #"\q"#), (#"\u12"#, #"\u12"#), (#"\u12G4"#, #"\u12G4"#),
      (#"\ud83d"#, "\u{FFFD}"), (#"\ud83dx"#, "\u{FFFD}x"), (#"\ude00"#, "\u{FFFD}"),
      (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"\b\f\n\r\t\/\\"#, "\u{8}\u{C}\n\r\t/\\"),
    ])
  func resolvesEscapes(inside: String, expected: String) throws {
    #expect(try lookUp("a", in: #"{"a":"\#(inside)"}"#) == "string \(expected)")
  }

  @Test("the elements of an array come one after the other")
  func iterates() throws {
    let event = Array(#"{"a":[1, "x",[2,3],{"b":4},true,null]}"#.utf8)
    let path = try #require(FieldPath("a"))
    let array = JSONLookup.value(at: path, in: event.span)
    var elements = JSONElements(of: try #require(array))
    var found: [String] = []
    while let element = elements.next(in: event.span) {
      found.append(JSONLookup.text(of: element, in: event.span))
    }
    #expect(found == ["1", "x", "[2,3]", #"{"b":4}"#, "true", "null"])
    let last = elements.next(in: event.span)
    #expect(last == nil)
  }

  @Test("a value that is no array has no elements")
  func iteratesNothing() throws {
    let event = Array(#"{"a":"x"}"#.utf8)
    let path = try #require(FieldPath("a"))
    let text = JSONLookup.value(at: path, in: event.span)
    var elements = JSONElements(of: try #require(text))
    let first = elements.next(in: event.span)
    #expect(first == nil)
  }

  @Test("a path has no empty part", arguments: ["", ".", ".a", "a.", "a..b"])
  func refusesPath(name: String) {
    #expect(FieldPath(name) == nil)
  }

  @Test("in any object the lookup finds what a walk of its tree finds")
  func agreesWithTree() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<400 {
      let tree = JSONTree.random(&random, depth: 4, isRoot: true)
      let event = Array(tree.encoded.utf8)
      for path in tree.paths + ["a.b", "b", "c.a.b", "no"] {
        let field = try #require(FieldPath(path))
        let found = JSONLookup.value(at: field, in: event.span)
          .map { String(decoding: event[$0.range], as: UTF8.self) }
        #expect(found == tree.value(at: path)?.encoded, "\(path) in \(tree.encoded)")
      }
    }
  }

  @Test("no bytes crash the lookup, hang it or lead out of the event")
  func survivesAnyBytes() throws {
    var random = SeededGenerator(seed: 2)
    let path = try #require(FieldPath("a.b"))
    let alphabet = Array(#"{{}}[],:"""\\abu01.- tfn"#.utf8) + [0, 0x0A, 0x80, 0xFF]
    for _ in 0..<20_000 {
      var event = Array("{\"a\":".utf8).prefix(Int.random(in: 0...5, using: &random)) + []
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        event.append(alphabet.randomElement(using: &random) ?? 0)
      }
      guard let value = JSONLookup.value(at: path, in: event.span) else { continue }
      #expect(value.range.upperBound <= event.count)
      _ = JSONLookup.text(of: value, in: event.span)
      var elements = JSONElements(of: value)
      while elements.next(in: event.span) != nil {}
    }
  }

  @Test("a hundred thousand open brackets are skipped without recursion")
  func survivesDepth() throws {
    let deep = String(repeating: "[{\"a\":", count: 50_000)
    #expect(try lookUp("b", in: "{\"a\":" + deep) == nil)
    #expect(try lookUp("a.a.a", in: String(repeating: "{\"a\":", count: 100_000)) == nil)
  }

  private func lookUp(_ path: String, in event: String) throws -> String? {
    let bytes = Array(event.utf8)
    let field = try #require(FieldPath(path))
    return JSONLookup.value(at: field, in: bytes.span)
      .map { "\($0.kind) \(JSONLookup.text(of: $0, in: bytes.span))" }
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers in every run.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// JSON as a tree, the plain way.
private indirect enum JSONTree {
  case scalar(String)
  case array([JSONTree])
  case object([(key: String, value: JSONTree)])

  static func random(
    _ random: inout SeededGenerator, depth: Int, isRoot: Bool = false
  ) -> JSONTree {
    let scalars = [
      "1", "-2.5e3", "true", "false", "null", #""""#, #""a b""#, #""\"{[\\""#, #""\u00fc}""#,
      #""a text that is longer than one vector, \\ with an escape""#,
    ]
    let choice = isRoot ? 9 : depth == 0 ? 0 : Int.random(in: 0...9, using: &random)
    switch choice {
    case 0...4:
      return .scalar(scalars.randomElement(using: &random) ?? "0")
    case 5:
      return .array(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in .random(&random, depth: depth - 1) })
    default:
      return .object(
        (0..<Int.random(in: 0...5, using: &random)).map { _ in
          (
            ["a", "b", "c", "ab", "a.b", "b.c"].randomElement(using: &random) ?? "a",
            .random(&random, depth: depth - 1)
          )
        })
    }
  }

  var encoded: String {
    switch self {
    case .scalar(let text): text
    case .array(let elements): "[" + elements.map(\.encoded).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { "\"\($0.key)\":\($0.value.encoded)" }.joined(separator: ",") + "}"
    }
  }

  var paths: [String] {
    guard case .object(let members) = self else { return [] }
    return members.flatMap { member in
      [member.key] + member.value.paths.map { "\(member.key).\($0)" }
    }
  }

  func value(at path: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    for member in members {
      if member.key == path { return member.value }
      if path.hasPrefix(member.key + "."),
        let found = member.value.value(at: String(path.dropFirst(member.key.count + 1)))
      {
        return found
      }
    }
    return nil
  }
}

@Suite("members of an object")
struct JSONMembersTests {
  /// The keys of an event with their values' bytes; the object `inner` is entered, not read.
  private func walk(_ text: String) -> [String] {
    let event = Array(text.utf8)
    var members = JSONMembers(of: event.span)
    var found: [String] = []
    while let key = members.nextKey(in: event.span) {
      let name = JSONLookup.text(of: key, in: event.span)
      if name == "inner" {
        guard members.enter(in: event.span) else { continue }
        while let (key, value) = members.next(in: event.span) {
          found.append("inner." + JSONLookup.text(of: key, in: event.span))
          found.append(JSONLookup.text(of: value, in: event.span))
        }
      } else if let value = members.value(in: event.span) {
        found += [name, JSONLookup.text(of: value, in: event.span)]
      }
    }
    return found
  }

  @Test(
    "an object is walked once, into what it holds and out again",
    arguments: [
      (
        #"{"a":1,"inner":{"b":[2],"c":{"d":3}},"e":"f"}"#,
        ["a", "1", "inner.b", "[2]", "inner.c", #"{"d":3}"#, "e", "f"]
      ),
      (#" { "inner" : { } , "e" : "f" } "#, ["e", "f"]),
      (#"{"inner":7,"e":true}"#, ["e", "true"]),
      ("{}", []), ("[]", []), ("", []), ("7", []), (#"{"a""#, []), (#"{"a":"#, []),
      (#"{"a":1"#, ["a", "1"]), (#"{"inner":{"b":1"#, ["inner.b", "1"]), (#"{"inner":{"#, []),
    ])
  func walks(event: String, found: [String]) {
    #expect(walk(event) == found)
  }
}
