import Testing

@testable import LogTemplates

/// Texts give the templates that a reader would.
@Suite("template miner")
struct TemplateMinerTests {
  private static func templates(_ texts: [String]) -> [String] {
    var miner = TemplateMiner()
    for text in texts { miner.add(Array(text.utf8).span) }
    return miner.templates.map(\.text)
  }

  @Test(
    "what is the same is kept, what differs has the narrowest type",
    arguments: [
      (
        [
          "Object: [CfgDN], name [7001], DBID: [104] is created",
          "Object: [CfgPerson], name [Kim [VIP], 2nd], DBID: [105] is created",
        ], "Object: [<CfgDN|CfgPerson>], name [<any>], DBID: [<int>] is created"
      ),
      (
        ["call from 192.0.2.7 lasted 3 s", "call from 192.0.2.81 lasted 12 s"],
        "call from <ip> lasted <int> s"
      ),
      (["took 20ms", "took 1.5ms"], "took <float>ms"),
      (["set to 'all'", "set to ''", "set to '10 day'"], "set to '<any>'"),
      (["peer 192.0.2.7:5060 is up"], "peer <ip:port> is up"),
      (["DN=\"7001\", Type=1 lost"], "DN=\"<int>\", Type=<int> lost"),
      (["id 006c02462a161006 ok", "id 07700900123 ok"], "id <hex> ok"),
      (["at 2026-01-12T09:12:44.100Z by k@example.com"], "at <timestamp> by <email>"),
      (["a is open now", "a is shut now"], "a is <open|shut> now"),
      (["[0,UDP] 494 bytes", "[17,TCP] 20 bytes"], "[<int>,<UDP|TCP>] <int> bytes"),
      (["don't say 'no'", "don't say 'yes'"], "don't say '<no|yes>'"),
    ])
  func common(texts: [String], template: String) {
    #expect(Self.templates(texts) == [template])
  }

  @Test("texts of different shapes have templates of their own, the most frequent first")
  func several() {
    let texts = ["page fetched", "call 1 lost", "call 2 lost", "DN=7001", "Type=7001"]
    #expect(
      Self.templates(texts) == ["call <int> lost", "page fetched", "DN=<int>", "Type=<int>"])
  }

  @Test("texts with different keys share no template")
  func keys() {
    var miner = TemplateMiner()
    let text = Array("call 1 lost".utf8)
    #expect(miner.add(text.span, key: 4503) == 0)
    #expect(miner.add(text.span, key: 4504) == 1)
    #expect(miner.add(text.span, key: 4503) == 0)
    #expect(miner.templates.map(\.key) == [4503, 4504])
  }

  @Test("texts beyond the limit of templates are counted as others")
  func limit() {
    var limits = MiningLimits()
    limits.maxTemplates = 1
    var miner = TemplateMiner(limits: limits)
    #expect(miner.add(Array("one two".utf8).span) == 0)
    #expect(miner.add(Array("(three)".utf8).span) == TemplateMiner.others)
    #expect(miner.templates.map(\.text) == ["one two", "(others)"])
    #expect(miner.templates.last?.isOthers == true)
    #expect(miner.templates.last?.count == 1)
    #expect(miner.count == 2)
  }

  @Test("long texts are cut, and their last tokens are one value")
  func long() {
    var limits = MiningLimits()
    limits.maxTokens = 4
    limits.maxTextBytes = 9
    limits.maxExampleBytes = 2
    var miner = TemplateMiner(limits: limits)
    miner.add(Array("a b c d e f".utf8).span)
    #expect(miner.templates[0].text == "a b<any>")
    #expect(miner.templates[0].examples == [Array("a ".utf8)])
  }

  @Test("a miner that takes in another one's templates knows the texts of both")
  func merging() {
    let halves = [["call 1 lost", "peer a is up"], ["call 2.5 lost", "peer b is up", "new"]]
    var miners = halves.map { texts in
      var miner = TemplateMiner()
      for text in texts { miner.add(Array(text.utf8).span) }
      return miner
    }
    let second = miners.removeLast()
    miners[0].merge(second)
    #expect(miners[0].templates.map(\.text) == ["call <float> lost", "peer <a|b> is up", "new"])
    #expect(miners[0].templates.map(\.count) == [2, 2, 1])
    #expect(miners[0].templates[0].examples.count == 2)
  }

  @Test("random texts are all counted, their templates cover them, twice the same")
  func random() {
    var generator = SplitMix(state: 6)
    let pieces = [
      "[", "]", "'", "\"", "(", ")", "<", ">", " ", "  ", "=", ":", "a", "Z9", "7", "0x1f", "1.5",
      "192.0.2.7", ":5060", "2026-01-12", "T", "09:12:44", "/var/log", "sip:", "http://", "@", ".",
      "::", "-", "é", "\u{0}", "\n", "Jan", " 12 ", "{", "}", "00:1b:44:11:3a:b7", "ms",
    ]
    let texts = (0..<3000).map { index -> [UInt8] in
      if index % 3 == 0 { return (0..<generator.next(40)).map { _ in UInt8(generator.next(256)) } }
      return (0..<generator.next(12)).flatMap { _ in
        Array(pieces[generator.next(pieces.count)].utf8)
      }
    }
    var limits = MiningLimits()
    limits.maxTemplates = 200
    limits.maxTokens = 20
    var one = TemplateMiner(limits: limits)
    var other = TemplateMiner(limits: limits)
    let numbers = texts.map { one.add($0.span) }
    #expect(numbers == texts.map { other.add($0.span) })
    #expect(one.templates == other.templates)
    #expect(one.count == texts.count)
    #expect(one.templates.count <= 201)
    for (text, number) in zip(texts, numbers) where number != TemplateMiner.others {
      #expect(TemplateCover.covers(one[number].tokens, text), "\(text) and \(one[number].text)")
    }
    other.merge(one)
    #expect(other.count == 2 * texts.count)
  }
}

/// Whether a text can be read as a template says, tried in a way of its own.
enum TemplateCover {
  /// Tries all places where each part may end.
  static func covers(_ tokens: [TemplateToken], _ text: [UInt8]) -> Bool {
    ends(tokens, text, from: [0]).contains(text.count)
  }

  private static func ends(
    _ tokens: [TemplateToken], _ text: [UInt8], from starts: Set<Int>
  ) -> Set<Int> {
    tokens.reduce(starts) { starts, token in
      switch token.kind {
      case .word, .sign, .blank: after(token.bytes, text, starts)
      case .group:
        after(
          [token.closing], text,
          ends(token.inside, text, from: after([token.opening], text, starts)))
      case .value: token.value.map { after($0, text, starts) } ?? []
      }
    }
  }

  private static func after(
    _ bytes: [UInt8], _ text: [UInt8], _ starts: Set<Int>
  ) -> Set<Int> {
    Set(starts.filter { text[$0...].starts(with: bytes) }.map { $0 + bytes.count })
  }

  private static func after(
    _ value: TemplateValue, _ text: [UInt8], _ starts: Set<Int>
  ) -> Set<Int> {
    var ends: Set<Int> = []
    for start in starts {
      var end = start
      while end - start <= value.lengths.upperBound {
        if end - start >= value.lengths.lowerBound { ends.insert(end) }
        guard end < text.count, value.bytes.contains(text[end]) else { break }
        end += 1
      }
    }
    return ends
  }
}

/// A generator of the same numbers each time.
struct SplitMix {
  var state: UInt64

  /// A number from 0 up to, not including, a limit.
  mutating func next(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(limit, 1)))
  }
}
