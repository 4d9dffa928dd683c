import Testing

@testable import Pipeline

@Suite("VariableText")
struct VariableTextTests {
  private static let environment = ["A": "1", "EMPTY": "", "NEST": "${A}", "_b9": "x y"]

  private func text(_ written: String) throws -> String {
    try VariableText(written, environment: { Self.environment[$0] }).text
  }

  @Test(
    "variables are replaced, once, and every other dollar stays",
    arguments: [
      ("", ""), ("plain", "plain"), ("${A}", "1"), ("x${A}y${_b9}z", "x1yx yz"),
      ("${EMPTY}", ""), ("${NEST}", "${A}"), ("${NONE:-d}", "d"), ("${EMPTY:-d}", "d"),
      ("${A:-d}", "1"), ("${NONE:-}", ""), ("${NONE:-a:-b c}", "a:-b c"), ("${NONE:-$A}", "$A"),
      ("$", "$"), ("$$", "$$"), ("^a$", "^a$"), ("$A", "$A"), ("a$|b$$|c", "a$|b$$|c"),
      ("%{INT:n}", "%{INT:n}"), ("{${A}}", "{1}"), ("$${A}", "${A}"), ("$$${A}", "$1"),
      ("$$$${A}", "$${A}"), ("é${A}é", "é1é"),
    ])
  func replaced(written: String, expected: String) throws {
    #expect(try text(written) == expected)
  }

  @Test(
    "what begins like a variable and is none is refused",
    arguments: [
      "${", "${}", "${A", "${1}", "${A-d}", "${A:d}", "${A:?d}", "${a b}", "${A:-${B}}", "${é}",
    ])
  func malformed(written: String) {
    #expect(throws: VariableText.Fault.self) { try text(written) }
  }

  @Test("a variable that is not set is named")
  func unset() {
    #expect(throws: VariableText.Fault.unset(name: "NONE")) { try text("${A}${NONE}") }
  }

  @Test("any text can be written so that it means itself")
  func escaped() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<5000 {
      let length = Int.random(in: 0...12, using: &generator)
      let text = String(
        (0..<length).map { _ in "$${}{A:-é ".randomElement(using: &generator) ?? "$" })
      #expect(try self.text(VariableText.escaped(text)) == text)
    }
  }
}
