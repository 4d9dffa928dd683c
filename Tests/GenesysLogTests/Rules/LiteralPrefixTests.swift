import Testing

@testable import GenesysLog

@Suite("Literal prefix of a pattern")
struct LiteralPrefixTests {
  @Test(
    "it is what every match begins with, read off the text",
    arguments: [
      (#"-AP\[%{INT:n}"#, "-AP["), (#"\$\+%{WORD}"#, "$+"), ("Sending +%{INT}", "Sending"),
      ("CID:C?UUID>", "CID:"), ("abc", "abc"), ("ab*", "a"), ("ab{2}", "a"), (#"a\d"#, "a"),
      ("a|b", ""), ("ab(c|d)", "ab"), ("a[|]", "a"), ("a[b[|]]|c", ""), ("a[]|]b|c", ""),
      (#"a\|b"#, "a|b"), ("%{WORD:a}x", ""),
      ("(?i)abc", ""), ("^abc", ""), ("", ""), (#"\"#, ""), ("é", ""), (#"\Qa.b\E"#, ""),
      ("a+", ""),
    ])
  func prefix(pattern: String, expected: String) {
    #expect(String(decoding: LiteralPrefix.of(pattern), as: UTF8.self) == expected)
  }
}
