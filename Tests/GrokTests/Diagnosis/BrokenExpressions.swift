import Grok

/// Expressions that do not match, one for each way in which that happens in practice.
enum BrokenExpressions {
  static let all: [BrokenExpression] = [
    BrokenExpression(
      "a letter of a literal is wrong", #"^%{INT:n} typo=%{WORD:w}"#, "12 type=a",
      culprit: " typo=", at: 6, expected: [#"" typo=""#]),
    BrokenExpression(
      "a literal differs in case", #"^%{IP:ip} User=%{WORD:w}"#, "192.0.2.7 user=bob",
      culprit: " User=", at: 10, expected: [#"" User=""#], hint: "letter case"),
    BrokenExpression(
      "a blank is missing", #"^%{WORD:a} %{WORD:b}: "#, "main worker:", culprit: ": ", at: 12,
      expected: [#"": ""#]),
    BrokenExpression(
      "two blanks stand for one", #"^%{WORD:a} %{INT:b} "#, "up  12 ", culprit: "%{INT:b}", at: 3,
      expected: ["a digit"], hint: "white space"),
    BrokenExpression(
      "a tab stands for a blank", #"^%{WORD:a} %{INT:b}"#, "up\t12", culprit: " ", at: 2,
      expected: [#"" ""#], hint: "tab"),
    BrokenExpression(
      "two fields are swapped", #"^%{INT:code} %{LOGLEVEL:level} "#, "ERROR 12 ",
      culprit: "%{INT:code}", at: 0, expected: ["a digit"]),
    BrokenExpression(
      "an element is missing in the text", #"^\[%{INT:pid}\] %{IP:ip} %{WORD:w}"#,
      "[12] hello", culprit: "%{IP:ip}", at: 5, expected: ["`%{IPV6}`", "`%{IPV4}`"]),
    BrokenExpression(
      "a number has decimals", #"^took %{INT:ms} ms"#, "took 12.5 ms", culprit: " ms", at: 7,
      expected: [#"" ms""#], hint: "decimals"),
    BrokenExpression(
      "a number has separators of thousands", #"^%{INT:n} bytes"#, "1,234 bytes",
      culprit: " bytes", at: 1, expected: [#"" bytes""#], hint: "thousands"),
    BrokenExpression(
      "a host name stands for an address", #"^from %{IP:ip}:%{INT:port}"#,
      "from web01.example.com:80", culprit: "%{IP:ip}", at: 5, expected: ["`%{IPV6}`", "`%{IPV4}`"]),
    BrokenExpression(
      "an address is out of range", #"^%{IPV4:ip} "#, "10.0.0.256 ", culprit: "[0-5]", at: 9,
      expected: ["one of `[0-5]`", "something else than `[0-9]`"]),
    BrokenExpression(
      "a timestamp has another format", #"^%{TIMESTAMP_ISO8601:t} "#, "2024/05/06 10:11:12 ",
      culprit: "-", at: 4, expected: [#""-""#]),
    BrokenExpression(
      "a month is out of range", #"^%{TIMESTAMP_ISO8601:t} "#, "2024-13-06 10:11:12 ",
      culprit: "%{MONTHNUM}", at: 5, expected: ["`%{MONTHNUM}`"]),
    BrokenExpression(
      "a second is out of range", #"^%{TIMESTAMP_ISO8601:t} "#, "2024-12-06 10:11:72 ",
      culprit: "%{SECOND}", at: 17, expected: ["`%{SECOND}`"], hint: "takes `7`"),
    BrokenExpression(
      "the text begins with something else", #"^%{INT:n} "#, " 5 ", culprit: "%{INT:n}", at: 0,
      expected: ["a digit"], hint: "white space"),
    BrokenExpression(
      "the text goes on", #"^%{INT:a} %{INT:b}$"#, "1 2 3", culprit: "$", at: 3,
      expected: ["the end of the line"], hint: "goes on here, for 2 bytes"),
    BrokenExpression(
      "the text goes on behind an anchored expression", #"%{INT:a} %{INT:b}"#, "1 2 3",
      culprit: "", at: 3, expected: ["the end of the text"], hint: "goes on here",
      options: {
        $0.anchoredAtStart = true; $0.anchoredAtEnd = true
      }),
    BrokenExpression(
      "a carriage return ends the line", #"^%{WORD:a}$"#, "hello\r", culprit: "$", at: 5,
      expected: ["the end of the line"], hint: "carriage return"),
    BrokenExpression(
      "greedy text swallows all", #"^%{GREEDYDATA:msg} user=%{WORD:u}"#, "login of bob",
      culprit: " user=", at: 0, expected: [#"" user=""#]),
    BrokenExpression(
      "text up to a mark that comes again", #"^\[%{DATA:thread}\] %{WORD:w}"#, "[a] [b] -",
      culprit: "%{WORD:w}", at: 4, expected: ["a letter, a digit or _"]),
    BrokenExpression(
      "a repetition stops early", #"^(?:%{WORD:k}=%{INT:v} )+$"#, "a=1 b=2 c=x d=4 ",
      culprit: "%{INT:v}", at: 10, expected: ["a digit"]),
    BrokenExpression(
      "an optional group is skipped", #"^login(?: user=%{INT:u})? end"#, "login user=bob end",
      culprit: "%{INT:u}", at: 11, expected: ["a digit"]),
    BrokenExpression(
      "a shorter branch comes first", #"^(?:a|ab)c"#, "abd", culprit: "c", at: 2,
      expected: [#""c""#]),
    BrokenExpression(
      "no branch fits", #"^(?:GET|POST) /"#, "PUT /", culprit: "GET|POST", at: 0,
      expected: [#""GET""#, #""POST""#]),
    BrokenExpression(
      "a branch differs in case", #"^(?:GET|POST) /"#, "post /", culprit: "GET|POST", at: 0,
      expected: [#""GET""#, #""POST""#], hint: "letter case"),
    BrokenExpression(
      "the match lies later in the text", #"^%{LOGLEVEL:level}: "#, "10:11 ERROR: x",
      culprit: "%{LOGLEVEL:level}", at: 0, expected: ["`%{LOGLEVEL:level}`"],
      hint: "matches at byte 6"),
    BrokenExpression(
      "a bracket is not escaped", #"^[%{WORD:level}] %{INT:n}"#, "[info] 5",
      culprit: "[%{WORD:level}]", at: 0, expected: ["one of `[%{WORD:level}]`"], hint: #"\["#),
    BrokenExpression(
      "a parenthesis is not escaped", #"^f(%{INT:n})"#, "f(12)", culprit: "%{INT:n}", at: 1,
      expected: ["a digit"], hint: #"\("#),
    BrokenExpression(
      "a definition three levels down", #"^%{ENTRY:e};"#, "id=7/x;", culprit: "%{NUM}", at: 5,
      expected: ["a digit"],
      definitions: [
        "ENTRY": "%{KEY}=%{PAIR}", "KEY": "[a-z]+", "PAIR": "%{NUM}/%{NUM}", "NUM": "[0-9]+",
      ]),
    BrokenExpression(
      "a look-ahead does not fit", #"^(?=\w+:)%{WORD:k}"#, "key=1", culprit: ":", at: 3,
      expected: [#"":""#]),
    BrokenExpression(
      "a negative look-ahead forbids", #"^(?!DEBUG)%{WORD:level} "#, "DEBUG x",
      culprit: "(?!DEBUG)",
      at: 0, expected: ["something else than `DEBUG`"]),
    BrokenExpression(
      "a back-reference differs", #"^(?<q>["'])%{WORD:w}\k<q>"#, "\"word'", culprit: #"\k<q>"#,
      at: 5, expected: ["the same text as group q"]),
    BrokenExpression(
      "the dot meets a line feed", #"^begin .* end"#, "begin a\nb end", culprit: " end", at: 6,
      expected: [#"" end""#], hint: "line feed", options: { $0.dotMatchesNewline = false }),
    BrokenExpression(
      "a possessive quantifier gives nothing back", #"^\w++\d$"#, "abc1", culprit: #"\w++"#, at: 4,
      expected: ["a digit"], hint: "gives nothing back"),
    BrokenExpression(
      "an atomic group gives nothing back", #"^(?>a|ab)c$"#, "abc", culprit: "(?>a|ab)", at: 1,
      expected: [#""c""#], hint: "gives nothing back"),
    BrokenExpression(
      "a quoted string is not closed", #"^say "(?<q>[^"]*)"$"#, #"say "hello"#, culprit: #"""#,
      at: 10, expected: [#"`"`"#]),
    BrokenExpression(
      "a closing bracket is missing", #"^\[%{INT:pid}\] %{WORD:w}"#, "[12 up", culprit: #"\] "#,
      at: 3, expected: [#""] ""#]),
    BrokenExpression(
      "a letter of UTF-8 for one of ASCII", #"^name=[a-z]+ ok"#, "name=jörg ok", culprit: " ok",
      at: 6, expected: [#"" ok""#], hint: "`ö` is no character of ASCII"),
    BrokenExpression(
      "a byte of Latin-1", #"^name=[a-z]+ ok"#,
      bytes: Array("name=j".utf8) + [0xF6] + Array("rg ok".utf8), culprit: " ok", at: 6,
      expected: [#"" ok""#], hint: "Latin-1"),
    BrokenExpression(
      "the text is empty", #"^%{WORD:w}"#, "", culprit: "%{WORD:w}", at: 0,
      expected: ["a letter, a digit or _"]),
    BrokenExpression(
      "nothing of the kind anywhere", #"%{IP:ip} %{WORD:w}"#, "no address in this line",
      culprit: "%{IP:ip}", at: 0, expected: ["`%{IP:ip}`"]),
    BrokenExpression(
      "a literal anywhere", #"error: %{INT:code}"#, "warning: 5 found", culprit: "error: ", at: 0,
      expected: [#""error: ""#]),
  ]
}
