import CallTrace
import Testing

@Suite("page of a call")
struct StoryPageTests {
  private func page(_ events: [String]) throws -> String {
    StoryPage(try #require(try Fixture.story("006c02462a161006", events))).text
  }

  @Test("every step is a link to the fields of its events")
  func links() throws {
    let page = try page(LadderTextTests.call)
    for number in 0..<6 {
      #expect(page.contains("<a id=\"s\(number)\" href=\"#e\(number)\""))
      #expect(page.contains("<section id=\"e\(number)\""))
    }
    #expect(page.contains("<th scope=\"row\">sip.call_id</th><td>a84b@192.0.2.20</td>"))
    #expect(page.contains("<th scope=\"row\">sip.via[0].branch</th><td>z9hG4bK1</td>"))
    #expect(page.contains(">INVITE 7000</text>"))
  }

  @Test("the page needs nothing but itself, and runs nothing")
  func alone() throws {
    let page = try page(LadderTextTests.call)
    for word in ["<script", "http:", "https:", "src=", "@import", "url(", "<link"] {
      #expect(!page.contains(word))
    }
    #expect(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""))
  }

  @Test("what a log holds is text, wherever it goes")
  func hostile() throws {
    let evil = #"</td></section></style><script>alert(1)</script>\" onfocus='x' &lt; \u0000\u202e"#
    let page = try page([
      Fixture.event(
        "09:00:00.000", "S" + evil,
        #""genesys":{"conn_id":"006c02462a161006","call_uuid":"1\#(evil)"},"\#(evil)":["\#(evil)"]"#,
        message: evil),
      Fixture.tlib(
        "09:00:01.000", "S", "Event" + evil, sent: true, peer: evil,
        ["ConnID": "006c02462a161006", "ThisDN": evil]),
    ])
    #expect(!page.contains("<script"))
    #expect(!page.contains("onfocus='x'"))
    #expect(page.components(separatedBy: "</style>") == 2)
    #expect(page.components(separatedBy: "</section>") == 3)
    #expect(!page.unicodeScalars.contains { $0.value == 0 || $0.value == 0x202E })
  }
}

extension String {
  /// How many parts the string has between the separators.
  fileprivate func components(separatedBy separator: String) -> Int {
    split(separator: separator, omittingEmptySubsequences: false).count
  }
}
