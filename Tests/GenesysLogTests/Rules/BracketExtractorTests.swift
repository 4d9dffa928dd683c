import Testing

@testable import GenesysLog

@Suite("Bracket extractor")
struct BracketExtractorTests {
  /// The pairs of a text, as `field=value`, in order.
  private func pairs(_ text: String) -> [String] {
    var extractor = BracketExtractor()
    let bytes = Array(text.utf8)
    let count = extractor.extract(bytes.span)
    #expect(count == extractor.pairs.count)
    return extractor.pairs.map { pair in
      var name = pair.field.name.map { Array($0.utf8) } ?? Array("genesys.values.".utf8)
      if pair.field == .other {
        BracketExtractor.appendName(of: pair.key, in: bytes.span, to: &name)
      }
      let value = String(decoding: bytes[pair.value], as: UTF8.self)
      return String(decoding: name, as: UTF8.self) + "=" + value
    }
  }

  @Test(
    "known keys have the fields of the rules, others their own name in snake case",
    arguments: [
      (
        "Object: [CfgFolder], name [Demands], DBID: [268] is locked by client, type [SCE], "
          + "name: [default], user: [r.moss]",
        [
          "genesys.object.type=CfgFolder", "genesys.object.name=Demands", "genesys.object.dbid=268",
          "genesys.client.type=SCE", "genesys.client.name=default", "user.name=r.moss",
        ]
      ),
      ("Schema changed. New version: [8.5.1]", ["genesys.values.new_version=8.5.1"]),
      ("Server mode is set to [Master]", ["genesys.values.to=Master"]),
      ("DB [x], maxConnections [7]", ["genesys.values.db=x", "genesys.values.max_connections=7"]),
      (
        "Transaction [31] is on, protocol [cfglib], address [192.0.2.1]",
        ["genesys.transaction.id=31", "genesys.protocol=cfglib", "client.address=192.0.2.1"]
      ),
      (
        "Extended info : Client [2068] left, application [Desk_1], type [SCE ]",
        ["genesys.client.id=2068", "genesys.client.name=Desk_1", "genesys.client.type=SCE "]
      ),
      ("name [a], name [b]", ["genesys.object.name=a", "genesys.values.name=b"]),
      ("Größe [12] ß [3]", ["genesys.values.gr_e=12", "genesys.values.value=3"]),
    ])
  func fields(text: String, expected: [String]) {
    #expect(pairs(text) == expected)
  }

  @Test(
    "a value ends at the bracket that a delimiter follows, outside inner brackets",
    arguments: [
      (
        "name [Queue [VIP]], DBID: [2]",
        ["genesys.object.name=Queue [VIP]", "genesys.object.dbid=2"]
      ),
      (
        "name [Queue [VIP] 1], DBID: [2]",
        ["genesys.object.name=Queue [VIP] 1", "genesys.object.dbid=2"]
      ),
      ("name [a]b], DBID: [2]", ["genesys.object.name=a]b", "genesys.object.dbid=2"]),
      ("name [a[b], DBID: [2]", ["genesys.object.name=a[b", "genesys.object.dbid=2"]),
      ("name [x]y", ["genesys.object.name=x"]),
      ("name [a, b; c]", ["genesys.object.name=a, b; c"]),
    ])
  func values(text: String, expected: [String]) {
    #expect(pairs(text) == expected)
  }

  @Test(
    "a text without a key and a value has no pairs",
    arguments: [
      "", "[", "]", "[]", "name []", "no brackets", "[x]", "name [open", ": [x]", "]]][[[",
    ])
  func none(text: String) {
    #expect(pairs(text).isEmpty)
  }

  @Test("a hostile text costs no more than its length, and gives at most 64 pairs")
  func hostile() {
    let clock = ContinuousClock()
    for piece in ["[", "a[", "a [b] ", "[x]", "a[b]c", "client "] {
      let text = String(repeating: piece, count: 200_000 / piece.count)
      let elapsed = clock.measure { #expect(pairs(text).count <= 64) }
      #expect(elapsed < .seconds(5), "\(piece)")
    }
  }

  @Test("ranges stay within the text, whatever its bytes")
  func anyBytes() {
    var state: UInt64 = 42
    var extractor = BracketExtractor()
    let alphabet = Array("[]:,. abC1\u{e9}\n".utf8) + [0, 0xFF]
    for _ in 0..<2_000 {
      var bytes: [UInt8] = []
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(alphabet[Int(state >> 33) % alphabet.count])
      }
      _ = extractor.extract(bytes.span)
      for pair in extractor.pairs {
        #expect(pair.value.upperBound <= bytes.count && !pair.value.isEmpty)
        #expect(pair.key.upperBound <= pair.value.lowerBound && !pair.key.isEmpty)
      }
    }
  }
}
