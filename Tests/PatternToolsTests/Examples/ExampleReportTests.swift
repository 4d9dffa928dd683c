import Foundation
import Testing

@testable import PatternTools

@Suite("Reports of tests")
struct ExampleReportTests {
  private static let patterns = """
    DN [0-9]{3,6}
    # test: 7001
    # test: 70a1
    # test-not: 7002
    CALL call %{DN:[call][from]:int} -> %{DN:[call][to]}(?: by (?<who>\\w+|"[^"]*"))?
    # test: call 7001 -> 7002 => {"call":{"from":"7001","to":7002,"by":1.0}}
    # test: "call 1 <&>\\u0001"
    """

  /// The report on the patterns above.
  private func report(
    _ format: TestFormat, failed: Int = 4, _ change: (inout TestOptions) -> Void = { _ in }
  ) throws -> String {
    let folder = try TextFolder(["site.grok": Self.patterns])
    var options = TestOptions()
    options.format = format
    change(&options)
    var bytes: [UInt8] = []
    let outcome = try PatternTools.test([folder.path], options: options) { span in
      span.withUnsafeBufferPointer { bytes += $0 }
    }
    #expect(outcome == TestOutcome(problems: [], warnings: [], failed: failed, updated: []))
    return folder.relative(String(decoding: bytes, as: UTF8.self))
  }

  @Test("for people, each failure has its place, its text, and a line for each field")
  func text() throws {
    #expect(
      try report(.text) == """
        FAILED site.grok:3: DN
          | 70a1
          does not match, but should
          70a1
          ^^^^
          at byte 0: expected a digit, found "70a1"
          site.grok:1:4
            DN [0-9]{3,6}
               ^^^^^^^^^^
          fits before that: nothing

        FAILED site.grok:4: DN
          | 7002
          matches, but should not

        FAILED site.grok:6: CALL
          | call 7001 -> 7002
          ! call.from: expected "7001" (text), got 7001 (number)
          ! call.to: expected 7002 (number), got "7002" (text)
          - call.by: 1.0  expected, but not there

        FAILED site.grok:7: CALL
          | call 1 <&>␁
          does not match, but should
          call 1 <&>␁
          ~~~~~^
          at byte 5: expected a digit, found "1"
          site.grok:5:11
            CALL call %{DN:[call][from]:int} -> %{DN:[call][to]}(?: by (?<who>\\w+|"[^"]*"))?
                      ^^^^^^^^^^^^^^^^^^^^^^
          site.grok:1:4
            DN [0-9]{3,6}
               ^^^^^^^^^^
          fits before that: (?:call )
            bytes 0-5 of the text, 5 of 11

        4 of 5 tests failed, 1 passed

        coverage
          patterns with an example           2 of 2  100 %
          patterns reached                   2 of 2  100 %
          alternatives reached               0 of 2  0.0 %
          optional parts there and left out  1 of 2  50.0 %
        not reached
          site.grok:5:53: CALL: is always left out: (?: by (?<who>\\w+|"[^"]*"))

        """)
  }

  @Test("what passed is told, too, if it is asked for; coverage not, if it is not")
  func verbose() throws {
    let text = try report(.text, failed: 2) { options in
      options.isVerbose = true
      options.measuresCoverage = false
      options.only = "D"
    }
    #expect(text.hasPrefix("ok site.grok:2: DN\nFAILED site.grok:3: DN\n"))
    #expect(!text.contains("coverage"))
  }

  @Test("colours mark what is also said")
  func colours() throws {
    let text = try report(.text) { $0.style = TextStyle(usesColor: true) }
    #expect(text.contains("\u{1B}[31mFAILED\u{1B}[0m site.grok:3: \u{1B}[1mDN\u{1B}[0m\n"))
    #expect(text.contains("  \u{1B}[31m- call.by: 1.0  expected, but not there\u{1B}[0m\n"))
  }

  @Test("as JUnit's XML, what XML cannot hold is left out, and the rest is escaped")
  func junit() throws {
    #expect(
      try report(.junit) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites tests="5" failures="4" errors="0">
          <testsuite name="site.grok" tests="5" failures="4">
            <testcase classname="site.grok" name="DN: 7001" file="site.grok" line="2"/>
            <testcase classname="site.grok" name="DN: 70a1" file="site.grok" line="3">
              <failure message="does not match, but should">text: 70a1
        does not match, but should
        70a1
        ^^^^
        at byte 0: expected a digit, found &quot;70a1&quot;
        site.grok:1:4
          DN [0-9]{3,6}
             ^^^^^^^^^^
        fits before that: nothing</failure>
            </testcase>
            <testcase classname="site.grok" name="DN: 7002" file="site.grok" line="4">
              <failure message="matches, but should not">text: 7002
        matches, but should not</failure>
            </testcase>
            <testcase classname="site.grok" name="CALL: call 7001 -&gt; 7002" file="site.grok" line="6">
              <failure message="! call.from: expected &quot;7001&quot; (text), got 7001 (number)">text: call 7001 -&gt; 7002
        ! call.from: expected &quot;7001&quot; (text), got 7001 (number)
        ! call.to: expected 7002 (number), got &quot;7002&quot; (text)
        - call.by: 1.0  expected, but not there</failure>
            </testcase>
            <testcase classname="site.grok" name="CALL: call 1 &lt;&amp;&gt;" file="site.grok" line="7">
              <failure message="does not match, but should">text: call 1 &lt;&amp;&gt;
        does not match, but should
        call 1 &lt;&amp;&gt;␁
        ~~~~~^
        at byte 5: expected a digit, found &quot;1&quot;
        site.grok:5:11
          CALL call %{DN:[call][from]:int} -&gt; %{DN:[call][to]}(?: by (?&lt;who&gt;\\w+|&quot;[^&quot;]*&quot;))?
                    ^^^^^^^^^^^^^^^^^^^^^^
        site.grok:1:4
          DN [0-9]{3,6}
             ^^^^^^^^^^
        fits before that: (?:call )
          bytes 0-5 of the text, 5 of 11</failure>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test("as a TAP stream, a failure has a block of YAML, and coverage is a comment")
  func tap() throws {
    let lines = try report(.tap).components(separatedBy: "\n")
    #expect(
      Array(lines[..<27])
        == """
        TAP version 14
        1..5
        ok 1 - site.grok:2: DN
        not ok 2 - site.grok:3: DN
          ---
          message: "does not match, but should"
          severity: fail
          at: {file: "site.grok", line: 3}
          text: "70a1"
          differences:
            - "does not match, but should"
            - "70a1"
            - "^^^^"
            - "at byte 0: expected a digit, found \\"70a1\\""
            - "site.grok:1:4"
            - "  DN [0-9]{3,6}"
            - "     ^^^^^^^^^^"
            - "fits before that: nothing"
          ...
        not ok 3 - site.grok:4: DN
          ---
          message: "matches, but should not"
          severity: fail
          at: {file: "site.grok", line: 4}
          text: "7002"
          differences:
            - "matches, but should not"
        """.components(separatedBy: "\n"))
    #expect(lines.contains("#   patterns with an example           2 of 2  100 %"))
  }

  @Test("as JSON, each test is an object on a line, and the last line is the summary")
  func json() throws {
    let lines = try report(.json).split(separator: "\n").map(String.init)
    #expect(lines.count == 6)
    #expect(
      lines[0]
        == #"{"file":"site.grok","line":2,"name":"DN","flavour":"ecs","text":"7001","passed":true,"#
        + #""matched":true,"fields":{},"tags":[]}"#)
    #expect(
      lines[3]
        == #"{"file":"site.grok","line":6,"name":"CALL","flavour":"ecs","text":"call 7001 -> 7002","#
        + #""passed":false,"matched":true,"fields":{"call":{"from":7001,"to":"7002"}},"tags":[],"#
        + #""differences":[{"kind":"other","field":"call.from","expected":"7001","got":7001},"#
        + #"{"kind":"other","field":"call.to","expected":7002,"got":"7002"},"#
        + #"{"kind":"missing","field":"call.by","expected":1.0}],"#
        + #""explanation":["! call.from: expected \"7001\" (text), got 7001 (number)","#
        + #""! call.to: expected 7002 (number), got \"7002\" (text)","#
        + #""- call.by: 1.0  expected, but not there"]}"#)
    #expect(
      lines[5].hasPrefix(
        #"{"summary":{"tests":5,"passed":1,"failed":4,"problems":[],"coverage":{"examples":"#
          + #"{"all":2,"reached":2},"patterns":{"all":2,"reached":2},"alternatives":{"all":2,"#))
    for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
  }

  @Test("what cannot be read is in every report", arguments: TestFormat.allCases)
  func problems(format: TestFormat) throws {
    var options = TestOptions()
    options.format = format
    var text = ""
    let outcome = try PatternTools.test(["/no/such"], options: options) { span in
      span.withUnsafeBufferPointer { text += String(decoding: $0, as: UTF8.self) }
    }
    let problem = "/no/such: no such file or directory"
    #expect(outcome.problems.count == 1)
    #expect(outcome.problems[0].hasPrefix(problem))
    // For people, standard error has it.
    #expect(text.contains(problem) == (format != .text))
  }
}
