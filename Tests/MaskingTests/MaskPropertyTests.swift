import Event
import Masking
import Testing

@Suite("masking of random events")
struct MaskPropertyTests {
  private static let alphabet = Array("abcXYZ0189 _-.,:;'\"\\/\n\t\u{1}äß漢😀@=[]<>{}*")

  private func randomText(_ lengths: ClosedRange<Int>) -> String {
    String((0..<Int.random(in: lengths)).compactMap { _ in Self.alphabet.randomElement() })
  }

  private func json(_ text: String) -> String {
    var buffer = JSONBuffer()
    buffer.append(quoted: text)
    return buffer.text()
  }

  private func object(depth: Int) -> String {
    var keys: Set<String> = []
    for _ in 0..<Int.random(in: 0...4) {
      keys.insert(
        ["a", "b", "pin", "PIN", "message", "user", "x.pin", randomText(0...5)].randomElement()
          ?? "")
    }
    return "{" + keys.map { "\(json($0)):\(value(depth: depth))" }.joined(separator: ",") + "}"
  }

  private func value(depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6)) {
    case 0: return "\(Int.random(in: -5...99_999))"
    case 1: return ["true", "false", "null"].randomElement() ?? ""
    case 2: return json("'PIN'\t'\(randomText(0...6))' pin=\(randomText(0...6)) 4111111111111111")
    case 3, 4, 5: return json(randomText(0...30))
    case 6, 7: return object(depth: depth - 1)
    default:
      let elements = (0..<Int.random(in: 0...3)).map { _ in value(depth: depth - 1) }
      return "[" + elements.joined(separator: ",") + "]"
    }
  }

  @Test("the result is JSON, without a key twice, whatever the rules")
  func validity() throws {
    let all = [
      "{keys: [pin], action: hide}", "{keys: ['p*'], action: skip}", "{field: a, action: copy}",
      "{field: '**.b', action: 'hide-last:2'}", "{field: 'a.**.b', action: hash}",
      "{pattern: '[a-z0-9]+', action: 'unhide-first:1'}", "{pattern: '(?<x>.)', action: hide}",
      "{pattern: '(?:)', action: hide}", "{pattern: '\\W+', action: hide}",
      "{text: card, action: 'unhide-last:4'}",
      "{text: email, action: hide}", "{text: phone, action: hide}",
      "{keys: [pin], pattern: '\\w', action: copy}",
      "{field: '**', action: hide}", "{field: '*', action: skip}", "include: default",
    ]
    for _ in 0..<40 {
      let chosen = (0..<Int.random(in: 1...5)).compactMap { _ in all.randomElement() }
      let rules = try rules(chosen.joined(separator: "\n"), head: "hash-key-from: MASK_KEY")
      var masker = rules.makeMasker()
      for _ in 0..<50 {
        let event = object(depth: 4)
        let result = masked(event, with: &masker)
        #expect(isProperJSON(result), "\(chosen)\n\(event)\n\(result)")
      }
    }
  }

  @Test("damaged events come out as JSON")
  func damage() throws {
    var masker = try MaskRules.builtIn().makeMasker()
    for _ in 0..<2000 {
      var bytes = Array(object(depth: 3).utf8)
      for _ in 0..<Int.random(in: 1...3) where !bytes.isEmpty {
        let place = bytes.indices.randomElement() ?? 0
        if Bool.random() { bytes[place] = .random(in: 0...255) } else { bytes.remove(at: place) }
      }
      var events = JSONBuffer()
      events.append(bytes)
      masker.apply(to: &events, from: 0)
      #expect(events.count > 0)
    }
  }

  @Test("of a secret no eight bytes are left in the event, wherever it stood")
  func secrets() throws {
    let rules = try rules(
      "{field: data.password, action: hide}\n{field: data.code, action: hash}",
      head: "hash-key-from: MASK_KEY")
    var masker = rules.makeMasker()
    for _ in 0..<500 {
      // Letters that stand nowhere else in the event.
      let letters = Array("QWRTÜ漢!\"\\\n\t ")
      let secret =
        "Q" + String((0..<Int.random(in: 7...40)).compactMap { _ in letters.randomElement() })
      let code =
        "W" + String((0..<Int.random(in: 8...20)).compactMap { _ in letters.randomElement() })
      let event =
        #"{"message":\#(json("login \(secret)x \(code)")),"data":{"password":\#(json(secret)),"#
        + #""code":\#(json(code)),"other":[\#(json(secret + secret)),{"deep":\#(json("'\(code)'"))}]},"#
        + #""event":{"original":\#(json("a\n'password'\t'\(secret)'\n'code'\t'\(code)'"))}}"#
      let result = masked(event, with: &masker)
      for hidden in [json(secret).dropFirst().dropLast(), json(code).dropFirst().dropLast()] {
        let bytes = Array(hidden.utf8)
        let all = Array(result.utf8)
        for start in 0...(bytes.count - 8) {
          #expect(!contains(all, bytes[start..<start + 8]), "\(event)\n\(result)")
        }
      }
      #expect(isProperJSON(result))
    }
  }

  private func contains(_ text: [UInt8], _ part: ArraySlice<UInt8>) -> Bool {
    guard text.count >= part.count else { return false }
    return (0...(text.count - part.count)).contains {
      text[$0..<$0 + part.count].elementsEqual(part)
    }
  }

  @Test("an event with more secrets than can be looked for has its texts hidden")
  func overfull() throws {
    let fields = (0..<400).map { #""k\#($0)":"secret-value-\#($0)""# }.joined(separator: ",")
    let result = masked(
      #"{"pins":{\#(fields)},"message":"secret-value-399"}"#,
      by: try rules("{field: pins, action: hide}"))
    #expect(!result.contains("secret"))
    #expect(isProperJSON(result))
  }

  @Test("texts made to be slow are not")
  func hostile() throws {
    let rules = try MaskRules.builtIn()
    let pieces = ["a", "1", "4111 ", "a@", "pin=", "'", "(5", "+1-", "[pin] ", "4-"]
    for piece in pieces {
      let text = String(repeating: piece, count: 200_000 / piece.utf8.count)
      let event = #"{"message":\#(json(text)),"pin":\#(json(text)),"x":\#(json(text + "x"))}"#
      let time = ContinuousClock().measure { _ = masked(event, by: rules) }
      #expect(time < .seconds(20), "\(piece): \(time)")
    }
  }
}
