import Grok
import Testing

/// The constructs that Oniguruma and PCRE2 read differently.
///
/// Each means what it means in Oniguruma, or is refused. Expected values are Ruby 3.1's.
@Suite struct OnigurumaTranslation {
  /// An expression on a text and what it matches.
  struct Row: Sendable, CustomTestStringConvertible {
    var expression: String
    var text: String
    var match: String?
    init(_ expression: String, _ text: String, _ match: String?) {
      self.expression = expression
      self.text = text
      self.match = match
    }
    var testDescription: String { expression }
  }

  @Test(
    "an expression matches what it matches in Oniguruma",
    arguments: [
      // Plain groups beside named ones do not capture, and may be any number.
      Row(#"(a)(?<n>b)(c)"#, "abc", "abc"),
      Row(#"(["'])x\1"#, #"'x'"#, "'x'"),
      Row(#"(a)(b)\2\1"#, "abba", "abba"),
      // Nested classes are unions; POSIX brackets are Unicode, \w \d \s are ASCII.
      Row(#"[[[:alnum:]]_%!$@:.,+~-]+"#, "x_%中Č/", "x_%中Č"),
      Row("[a[bc]d]+", "xabcde", "abcd"),
      Row("[a[^a-z]]+", "xaA1b", "aA1"),
      Row("[^a[bc]]+", "abcxyz", "xyz"),
      Row("[[:alpha:]]+", "éa1", "éa"),
      Row("[[:^alpha:]]+", "éa1-é", "1-"),
      Row("[[:digit:]]+", "٣4", "٣4"),
      Row(#"\d+"#, "٣4", "4"),
      Row(#"\w+"#, "éabc", "abc"),
      Row(#"\s+"#, "\u{a0} x", " "),
      Row("[[:space:]]+", "x\u{a0} x", "\u{a0} "),
      Row("[[:punct:]]+", "a$+<=>^`|~!é", "$+<=>^`|~!"),
      Row(#"[^\W[:cntrl:]]+"#, "中a_1", "a_1"),
      // \h is a hexadecimal digit.
      Row(#"\h{4}"#, "xyBEef12", "BEef"),
      Row(#"\H+"#, "abxyz0", "xyz"),
      Row(#"[\h-]+"#, "zz12-ab", "12-ab"),
      Row(#"[^\H]+"#, "zzff", "ff"),
      // Quantifiers nest.
      Row(".?*b", "aab", "aab"),
      Row("a+?*b", "aab", "aab"),
      Row("a{2}{3}", "aaaaaaa", "aaaaaa"),
      Row("%{INT}{1,3}", "+1-2+3+4", "+1-2+3"),
      Row("(?:%{INT},)+", "1,2,x", "1,2,"),
      // (?m) lets the dot match line feeds; ^ and $ are lines' always.
      Row("(?m)a.b", "a\nb", "a\nb"),
      Row("(?-m)a.b", "a\nb a b", "a b"),
      Row("(?-m:a.b)|x", "a\nb x", "x"),
      Row("^b$", "a\nb\nc", "b"),
      Row("a$", "a\n", "a"),
      Row(#"a\Z"#, "a\n", "a"),
      Row(#"a\z"#, "a\n", nil),
      Row(#"\Ab"#, "a\nb", nil),
      // Look-around and atomic groups.
      Row("(?>a+)ab", "aaab", nil),
      Row("(?<![0-9.+-])[0-9]+", "-12 34", "34"),
      Row("(?<=ab|c)x", "abx", "x"),
      Row("(?<={ )x", "{ x", "x"),
      Row("(?=a).*a", "a", "a"),
      // Braces that count nothing are literal.
      Row("{%{WORD}}", "x {abc}", "{abc}"),
      Row("a{ 1}", "a{ 1}", "a{ 1}"),
      Row("a{,}", "a{,}", "a{,}"),
      Row("a{x}", "a{x}", "a{x}"),
      Row("a{,2}b", "aaab", "aab"),
      // Characters outside ASCII.
      Row("M(?:a|ä)rz", "März", "März"),
      Row("^.{4}$", "März", "März"),
      Row("[ä-ü]+", "aäöüb", "äöü"),
      Row("[^ä]+", "äbä", "b"),
      Row("(?i)ÄB", "äb", "äb"),
      Row("日*本", "日日本", "日日本"),
      // Intervals are never possessive; {n}? is an option.
      Row("a{1,2}+ab", "aab", "aab"),
      Row("a{2}?b", "b", "b"),
      Row("a{1,2}?", "aa", "a"),
      Row("a?+a", "a", nil),
      Row("a*+a", "aa", nil),
      Row("a++a", "aa", nil),
      // \b is Unicode while \w is not.
      Row(#"\b\w+\b"#, "éabc", nil),
      Row(#"\b\w+\b"#, "é abc", "abc"),
      Row(#"\w\B."#, "éaé", "aé"),
      Row(#"(?a)\b\w+\b"#, "éabc", "abc"),
      Row(#"(?u)\w+"#, "éabc", "éabc"),
      Row(#"(?u:\w+)\w"#, "éabé", "éab"),
      // Escapes.
      Row(#"\u00e9+"#, "éé", "éé"),
      Row(#"\x41\x{42}\u{43}"#, "ABC", "ABC"),
      Row(#"\xC3\xA9"#, "é", "é"),
      Row(#"[\u00e0-\u00ff]"#, "é", "é"),
      Row(#"\101\0"#, "A\0", "A\0"),
      Row(#"a\vb"#, "a\u{b}b", "a\u{b}b"),
      Row(#"\e\a\t\f"#, "\u{1b}\u{7}\t\u{c}", "\u{1b}\u{7}\t\u{c}"),
      Row(#"[\b]"#, "\u{8}", "\u{8}"),
      Row(#"\ca"#, "\u{1}", "\u{1}"),
      Row(#"\q\-\/\%\:\""#, #"q-/%:""#, #"q-/%:""#),
      Row(#"\Qa.b*\E+"#, "a.b***", "a.b***"),
      // The absent operator.
      Row(#"/\*(?~\*/)\*/"#, "x /* a * b */ c */", "/* a * b */"),
      Row("(?~ab)b", "ab", "ab"),
      Row("(?~x)", "abxc", "ab"),
      // Properties.
      Row(#"\p{Alnum}+"#, "-é1٣-", "é1٣"),
      Row(#"\p{Word}+"#, "-é_1-", "é_1"),
      Row(#"\p{^L}+"#, "é12b", "12"),
      Row(#"\P{^L}+"#, "12éb3", "éb"),
      Row(#"\p{Uppercase_Letter}+"#, "aÉBc", "ÉB"),
      Row(#"\p{Greek}+"#, "aΩω", "Ωω"),
      Row(#"\pL+"#, "1é2", "é"),
      Row(#"[\p{Lu}\d]+"#, "aÉ1b", "É1"),
      // Intersections.
      Row("[a-z&&[^b]]+", "bacb", "ac"),
      Row("[a-z&&[aeiou]&&[^e]]+", "beaio", "aio"),
      Row("[^a-z&&[b]]+", "bac1", "ac1"),
      Row("[é-ü&&[^ö]]+", "öéü", "éü"),
      // Groups by name: references, calls, conditions.
      Row(#"(?<q>["']).*?\k<q>"#, #"x 'a"b' y"#, #"'a"b'"#),
      Row(#"(?<q>a)(?<q>b)\k<q>"#, "abb", "abb"),
      Row(#"(?'q'a)\k'q'"#, "aa", "aa"),
      Row(#"(?P<q>a)(?P=q)"#, "aa", "aa"),
      Row(#"%{WORD:w} \k<w>"#, "ab ab", "ab ab"),
      Row(#"(?<p>\((?:[^()]|\g<p>)*\))"#, "x(a(b)c)d)", "(a(b)c)"),
      Row(#"(a|b)\g<1>"#, "ab", "ab"),
      Row(#"(?<o>\d{1,3}){0}\g<o>\.\g<o>"#, "a12.3", "12.3"),
      Row(#"\((?:[^()]|\g<0>)*\)"#, "x(a(b)c)d)", "(a(b)c)"),
      Row(#"(?<a>x)?(?(<a>)y|z)"#, "xy", "xy"),
      Row(#"(x)?(?(1)y|z)"#, "z", "z"),
      // Flags reach to the end of the group, over its alternatives.
      Row("(?i)ab|cd", "CD", "CD"),
      Row("a(?i)b|c", "aC", "aC"),
      Row("a(?i)b|c", "c", nil),
      Row("(?:a(?i)b)c", "aBC", nil),
      Row("a(?i:b)c", "aBc", "aBc"),
      Row("(?i-m:a.)b", "A\nAxb", "Axb"),
      Row("(?x) a b # comment\n c", "abc", "abc"),
      Row("(?x: a [ ] )b", "a b", "a b"),
      Row("a(?#comment \\) more)b", "ab", "ab"),
      Row(#"\p{Lu}(?i:\p{Lu})"#, "Aa", "Aa"),
      // What agrees.
      Row("[^]]+", "]a]", "a"),
      Row("[]a]+", "b]a", "]a"),
      Row("[a-]+", "-a-b", "-a-"),
      Row("[a-c-e]+", "-be", "-be"),
      Row(#"a\Rb"#, "a\r\nb", "a\r\nb"),
      Row(#"\Xb"#, "e\u{301}b", "e\u{301}b"),
      Row(#"a\Kb"#, "ab", "b"),
      Row(#"\Gb"#, "ab", nil),
      Row(#"%\{WORD}"#, "%{WORD}", "%{WORD}"),
      Row(#"\%{WORD}"#, "%{WORD}", "%{WORD}"),
    ])
  func row(_ row: Row) throws {
    #expect(try match(row.expression, row.text) == row.match)
  }

  @Test("the dot matches no line feed where options say so")
  func dot() throws {
    var options = GrokOptions()
    options.dotMatchesNewline = false
    #expect(try match("a.b", "a\nb", options: options) == nil)
    #expect(try match("(?m)a.b", "a\nb", options: options) == "a\nb")
  }

  @Test("a subject that is no UTF-8 is matched byte by byte, its letters read as Latin-1")
  func latin1() throws {
    let subject: [UInt8] = Array("M".utf8) + [0xE4] + Array("rz 7".utf8)
    func bytes(_ expression: String) throws -> [UInt8]? {
      match(try GrokPattern(expression, library: library()), subject)
    }
    #expect(try bytes("^.*$") == subject)
    #expect(try bytes("März 7") == subject)
    #expect(try bytes("^M[äö]rz") == Array(subject.prefix(4)))
    #expect(try bytes("^[[:alpha:]]+") == Array(subject.prefix(4)))
    #expect(try bytes("^M[^ö]rz") == Array(subject.prefix(4)))
    #expect(try bytes("(?<=ä)rz") == nil)
    #expect(try bytes("(?<=[äö])rz") == Array("rz".utf8))
    let mixed = subject + Array(" ä中".utf8)
    #expect(match(try GrokPattern("7 ä[一-龥]", library: library()), mixed) == Array("7 ä中".utf8))
  }

  @Test(
    "what cannot be made to match alike is refused",
    arguments: [
      (#"\M-a"#, #"\M is not supported"#), (#"\C-a"#, #"\C is not supported"#),
      (#"(?<a>x)\k<a+1>"#, "the recursion level +1 is not supported"),
      ("(?~|a|b)", "(?~| is not supported"),
      ("(?~a+)", "(?~ ) around text of varying length is not supported"),
      ("(?(?=a)b|c)", "(?(?=a) is not supported"),
      ("(*FAIL)a", "(*FAIL) is not supported"), (#"\y"#, #"\y is not supported"#),
      ("(?<=a+)b", "lookbehind assertion is not fixed length"),
      (#"(?<a>x)(y)\1"#, #"\1 counts groups in a text that has named ones"#),
      (#"\p{In Greek!}"#, #"\p{In Greek!} is not supported"#),
      (#"\p{Klingon}"#, #"unknown property after \P or \p"#),
      ("(?|a|b)", "(?| opens no known kind of group"),
    ])
  func refused(_ expression: String, _ problem: String) {
    #expect(message(expression).contains(": \(problem)\n"))
  }
}
