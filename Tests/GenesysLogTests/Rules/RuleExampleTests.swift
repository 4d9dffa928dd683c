import Grok
import Testing

@testable import GenesysLog

@Suite("Built-in rules")
struct RuleExampleTests {
  /// Loaded once: a set of rules never changes.
  private static let rules = Result { try RuleSet() }

  private var rules: RuleSet {
    get throws { try Self.rules.get() }
  }

  /// What the rules make of a line: the rule that took it, and its fields as `name=value`, sorted.
  struct Reading: Equatable {
    let rule: String
    let fields: [String]
  }

  /// What a rule's example must give.
  private func expected(_ rule: Rule, _ example: RuleExample) -> Reading {
    Reading(
      rule: rule.name,
      fields: example.fields.map { "\($0.name)=\(Self.text($0.value))" }.sorted())
  }

  @Test("every example gives exactly its fields, by its own rule and no other")
  func examples() throws {
    let rules = try rules
    for rule in rules.rules {
      // Rules for all components are tried alone as in a log of a component without its own.
      let component = rule.components.first ?? Component.named("GAX")
      for example in rule.examples {
        let reading = try read(example.line, component, rules)
        #expect(reading == expected(rule, example), "\(rule.place): \(example.line)")
      }
    }
  }

  @Test("no counterexample is taken by its rule")
  func counterexamples() throws {
    let rules = try rules
    var count = 0
    for rule in rules.rules {
      for line in rule.counterexamples.map(\.line) {
        count += 1
        let reading = try read(line, rule.components.first ?? Component.named("GAX"), rules)
        #expect(reading?.rule != rule.name, "\(rule.place): \(line)")
      }
    }
    #expect(count > 5)
  }

  @Test("an example of a rule with an id has one of its ids")
  func exampleCodes() throws {
    for rule in try rules.rules {
      for line in rule.examples.map(\.line) + rule.counterexamples.map(\.line) {
        let code = SplitLine(line).code
        #expect(rule.codes.isEmpty ? code == -1 : rule.codes.contains(code), "\(rule.place)")
      }
    }
  }

  @Test("every pattern of every rule takes an example")
  func allPatternsUsed() throws {
    let rules = try rules
    var used = Set<String>()
    for rule in rules.rules {
      for example in rule.examples {
        let text = SplitLine(example.line).text
        for (index, pattern) in rule.patterns.enumerated() {
          var matcher = GrokMatcher()
          let compiled = try pattern.compiled(with: rules.library)
          if matcher.match(compiled, text.span) == .matched {
            used.insert("\(rule.name) \(index)")
            break
          }
        }
      }
      for index in rule.patterns.indices where !Self.twins.contains(rule.name) {
        let isUsed = used.contains("\(rule.name) \(index)")
        #expect(isUsed, "pattern \(index) of \(rule.place)")
      }
    }
  }

  /// Rules whose second pattern is that of another rule with one word changed.
  private static let twins: Set<String> = ["object-changed", "object-deleted"]

  @Test("every pattern compiles for bytes and for UTF-8 and captures only known types")
  func prepare() throws {
    let rules = try rules
    for index in rules.patterns.indices {
      let pattern = try rules.compiled(index)
      #expect(throws: Never.self, "\(pattern.origin)") { try pattern.prepare() }
    }
  }

  @Test("every id whose text is known has a rule", arguments: knownCodes)
  func covered(code: Int) throws {
    let rules = try rules
    #expect(!rules.dispatch(for: nil).candidates(code: code).isEmpty)
  }

  @Test(
    "an id whose text nobody has seen has no rule", arguments: [10000, 24101, 30201, 61007])
  func unknown(code: Int) throws {
    #expect(try rules.dispatch(for: nil).candidates(code: code).isEmpty)
  }

  @Test("a rule for any log that has no id begins with literal text: few records are shown to it")
  func prefixes() throws {
    for rule in try rules.rules where rule.codes.isEmpty && rule.components.isEmpty {
      for pattern in rule.patterns { #expect(LiteralPrefix.of(pattern.text).count >= 2) }
    }
  }

  @Test("values that are long or strange come out whole, at once")
  func strangeValues() throws {
    let rules = try rules
    let long = String(repeating: "], name [x], DBID: [", count: 400)
    let line =
      "08:00:00.000 Std 24200 Object: [CfgDN], name [\(long)], DBID: [oops] is created by client"
    #expect(try read(line, .named("confserv"), rules) == nil)
    let value = "a] b [c], d: [e]"
    let reading = try read(
      "08:00:00.000 Std 24200 Object: [CfgDN], name [\(value)], DBID: [7] is created by client, "
        + "type [SCE], name: [\(value)], user: [\(value)]", .named("confserv"), rules)
    #expect(reading?.fields.contains("genesys.object.name=\"\(value)\"") == true)
    #expect(reading?.fields.contains("genesys.client.name=\"\(value)\"") == true)
    #expect(reading?.fields.contains("user.name=\"\(value)\"") == true)
  }

  @Test("no text of a rule's id makes its patterns run away")
  func linear() throws {
    let rules = try rules
    let clock = ContinuousClock()
    for rule in rules.rules {
      for example in rule.examples {
        // The text over and over, with an end that no pattern has.
        let text = SplitLine(example.line).text
        var bytes: [UInt8] = []
        while bytes.count < 20_000 { bytes += text.isEmpty ? [0x20] : text }
        bytes.append(0x01)
        var matcher = GrokMatcher()
        for pattern in rule.patterns {
          let compiled = try pattern.compiled(with: rules.library)
          let elapsed = clock.measure {
            #expect(matcher.match(compiled, bytes.span) != .limit(.steps), "\(pattern.place)")
          }
          #expect(elapsed < .milliseconds(200), "\(pattern.place)")
        }
      }
    }
  }
}

extension RuleExampleTests {
  /// The ids whose texts have been seen in real logs or in public parsers of them.
  static let knownCodes = [
    2002, 4100, 4106, 4107, 4110, 4112, 4120, 4210, 4500, 4502, 4503, 4504, 4520, 4522, 4523, 4524,
    4525, 4541, 4542, 4543, 4544, 4545, 4561, 4562, 5060, 6053, 7001, 7002, 9900, 20001, 20002,
    22100, 22101,
    22102, 22108, 22109, 22110, 22112, 22115, 22121, 22122, 22128, 22138, 22302, 22400, 22500,
    22800, 22801, 22900, 22901, 22902, 22903, 22904, 22906, 22910, 22911, 22913, 22915, 22918,
    23500, 24200, 24201, 24202, 24206, 24210, 24211, 24212, 24215, 24216, 24218, 24222, 24300,
    24301, 24308, 24400, 25102, 33009, 49005, 50002, 50071, 50080, 50132, 52000, 52001, 52009,
  ]

  /// The first rule that takes a line, and its fields; nil if none does.
  private func read(
    _ line: String, _ component: Component?, _ rules: RuleSet
  ) throws -> Reading? {
    let split = SplitLine(line)
    let dispatch = rules.dispatch(for: component)
    let candidates =
      split.code >= 0
      ? dispatch.candidates(code: split.code) : dispatch.candidates(text: split.text.span)
    var matcher = GrokMatcher()
    for index in candidates where dispatch.mayMatch(index, text: split.text.span) {
      let candidate = dispatch[index]
      let pattern = try rules.compiled(candidate.pattern)
      guard matcher.match(pattern, split.text.span) == .matched else { continue }
      let rule = rules.rules[candidate.rule]
      var fields = rule.constants.map { "\($0.name)=\(Self.text($0.value))" }
      for field in pattern.fields {
        let values = field.groups.compactMap { group in
          matcher.range(ofGroup: group.number).flatMap { range in
            range.isEmpty ? nil : Self.text(split.text[range], group.type)
          }
        }
        if values.isEmpty { continue }
        let value = values.count == 1 ? values[0] : "[\(values.joined(separator: ","))]"
        fields.append("\(field.path.joined(separator: "."))=\(value)")
      }
      return Reading(rule: rule.name, fields: fields.sorted())
    }
    return nil
  }

  /// A captured text, as its type prints it.
  private static func text(_ bytes: ArraySlice<UInt8>, _ type: GrokType?) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return switch type {
    case .int, .long, .seconds, .milliseconds, .microseconds: number(bytes, type) ?? "\"\(text)\""
    case .lowercase: "\"\(text.lowercased())\""
    default: "\"\(text)\""
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>, _ type: GrokType?) -> String? {
    guard case .integer(let number) = type?.value(of: Array(bytes).span) else { return nil }
    return String(number)
  }

  /// A value of a rule file, printed alike.
  private static func text(_ value: RuleValue) -> String {
    switch value {
    case .string(let text): "\"\(text)\""
    case .integer(let number): "\(number)"
    case .double(let number): "\(number)"
    case .boolean(let flag): "\(flag)"
    case .list(let values): "[\(values.map(text).joined(separator: ","))]"
    }
  }
}

/// The lines of an example taken apart: id and text, without the head and blanks at the end.
struct SplitLine {
  /// The message id; -1 if the line has none.
  let code: Int
  /// The text after it, and the lines that follow.
  let text: [UInt8]

  init(_ lines: String) {
    let bytes = Array(lines.utf8)
    let firstEnd = bytes.firstIndex(of: 0x0A) ?? bytes.count
    let head = RecordHead(bytes.span, 0..<firstEnd)
    code = Int(head.code)
    let end = firstEnd == bytes.count ? head.textRange.upperBound : bytes.count
    var text = Array(bytes[head.textRange.lowerBound..<end])
    while text.last == 0x20 { text.removeLast() }
    self.text = text
  }
}
