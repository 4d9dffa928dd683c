import Event
import Testing

@testable import Geo

@Suite("hostile values")
struct HostileValueTests {
  private static let alphabet = Array(
    "0123456789+()-. ;:@<>=,xXeEtTlLsSiIpP/%\"\\CBM12TNéß\u{0}\n".utf8)

  private func bytes(_ counts: ClosedRange<Int>, _ generator: inout SeededGenerator) -> [UInt8] {
    (0..<Int.random(in: counts, using: &generator)).map { _ in
      Int.random(in: 0..<20, using: &generator) == 0
        ? UInt8.random(in: 0...255, using: &generator)
        : Self.alphabet[Int.random(in: 0..<Self.alphabet.count, using: &generator)]
    }
  }

  @Test("numbers and postcodes are looked for in any bytes")
  func anyBytes() {
    var generator = SeededGenerator(state: 8)
    for _ in 0..<20_000 {
      let value = bytes(0...40, &generator)
      if let number = try? PhoneNumber.read(value.span) {
        #expect((7...15).contains(number.digits.count))
        _ = NumberPlan.builtIn.place(of: number)
      }
      if let (postcode, _) = PostcodeAreas.builtIn.find(in: value.span) {
        #expect(postcode.end <= value.count)
      }
      _ = GeoExplanation(String(decoding: value, as: UTF8.self)).text
    }
  }

  @Test("a number is the same number when it is written anew")
  func again() throws {
    var generator = SeededGenerator(state: 9)
    for _ in 0..<5_000 {
      let value = bytes(0...24, &generator)
      guard let number = try? PhoneNumber.read(value.span) else { continue }
      let again = try PhoneNumber.read(Array(number.description.utf8).span)
      #expect(again.digits == number.digits)
      #expect(again.form == .plus)
    }
  }

  @Test("a long value costs one look at each byte")
  func long() {
    let digits = Array(repeating: UInt8(ascii: "0"), count: 1 << 20)
    #expect(throws: PhoneNumber.Refusal.long) { try PhoneNumber.read(digits.span) }
    let letters = Array(repeating: UInt8(ascii: "A"), count: 1 << 20)
    #expect(PostcodeAreas.builtIn.find(in: letters.span) == nil)
    let opening = Array(repeating: UInt8(ascii: "<"), count: 1 << 20)
    #expect(throws: PhoneNumber.Refusal.notANumber) { try PhoneNumber.read(opening.span) }
  }

  @Test("events cut anywhere, and events with a byte changed, are handled")
  func events() {
    let event =
      #"{"genesys":{"tlib":{"attributes":{"ANI":"01134960123","UserData":{"a":["CB2 1TN",{"b":"x"}]}}}},"#
      + #""sip":{"from":{"uri":{"username":"\u002b441134960123"}}},"client":{}}"#
    let bytes = Array(event.utf8)
    var generator = SeededGenerator(state: 10)
    for count in 0...bytes.count {
      _ = located(String(decoding: bytes[..<count], as: UTF8.self))
      var changed = bytes
      changed[Int.random(in: 0..<bytes.count, using: &generator)] =
        UInt8.random(in: 0x20...0x7E, using: &generator)
      _ = located(String(decoding: changed, as: UTF8.self))
    }
  }

  @Test("however deep an event is, it is stepped over or walked without recursion")
  func deep() {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    let event =
      #"{"genesys":{"tlib":{"attributes":{"UserData":\#(deep),"ANI":"7001"}}},"x":\#(deep)}"#
    #expect(located(event) == event)
  }
}

/// Numbers that look random, the same in each run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
