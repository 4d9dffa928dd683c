import Testing

@testable import Delivery

@Suite("what is installed, and known again")
struct SetupPartTests {
  private func kind(_ text: String) throws -> ServerKind {
    try #require(ServerKind(parsing: text))
  }

  @Test(
    "each kind of thing is known by the stamp in it",
    arguments: ["elasticsearch", "elasticsearch-7.17", "opensearch", "serverless"])
  func stamps(server: String) throws {
    for part in SetupPlan(try kind(server), keep: .standard).parts {
      let body = String(decoding: part.body.bytes, as: UTF8.self)
      let reply =
        switch part.kind {
        case .lifecyclePolicy: #"{"genlog":{"version":3,\#(body.dropFirst())}"#
        case .statePolicy: #"{"_id":"genlog","_seq_no":7,"_primary_term":2,\#(body.dropFirst())"#
        case .componentTemplate, .hook:
          #"{"component_templates":[{"name":"x","component_template":\#(body)}]}"#
        case .indexTemplate: #"{"index_templates":[{"name":"x","index_template":\#(body)}]}"#
        }
      let found = InstalledPart(part, reply: Array(reply.utf8).span)
      #expect(found.stamp == part.stamp, "\(part.title)")
      if part.kind == .statePolicy {
        #expect(found.sequence?.number == 7)
        #expect(found.sequence?.term == 2)
      }
    }
  }

  @Test("what is not genlog's has no stamp, whatever it looks like")
  func foreign() throws {
    let parts = SetupPlan(try kind("elasticsearch"), keep: .standard).parts
    for reply in [
      "", "{", "[]", "null", "{}", #"{"genlog":{"policy":{"_meta":{"managed_by":"me"}}}}"#,
      #"{"genlog":{"policy":{"_meta":{"managed_by":"genlog","version":"x"}}}}"#,
      #"{"component_templates":[]}"#, #"{"component_templates":{}}"#,
      #"{"index_templates":[{"index_template":[]}]}"#,
    ] {
      for part in parts { #expect(InstalledPart(part, reply: Array(reply.utf8).span).stamp == nil) }
    }
    for text in ["", "[", "]", "[genlog]", "[genlog x y]", "genlog 1 a 90d", "][", "[genlog 1]"] {
      #expect(SetupStamp(description: text) == nil)
    }
  }

  @Test("any bytes may be the reply", arguments: 0..<50)
  func hostile(round: Int) throws {
    let pieces = [
      "{", "}", "[", "]", ":", ",", "\"", "genlog", "policy", "_meta", "\"genlog\":{", "\\",
      "\"version\":",
      "99999999999999999999", "-1", "\"index_templates\":[", "\"component_template\"", "null",
      "\u{0}",
      "\"description\":\"[genlog 1 a]\"", "\"_seq_no\":",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0...60) { text += pieces.randomElement() ?? "" }
    let bytes = Array(text.utf8)
    for server in ["elasticsearch", "opensearch"] {
      for part in SetupPlan(try kind(server), keep: .standard).parts {
        _ = InstalledPart(part, reply: bytes.span)
      }
    }
    _ = ServerKind(root: bytes.span)
  }

  @Test("a change of what is installed changes the stamp, and the retention is read from it")
  func content() throws {
    let month = try #require(Retention(parsing: "30d"))
    let (one, other) = (
      SetupPlan(try kind("opensearch"), keep: .standard),
      SetupPlan(try kind("opensearch"), keep: month)
    )
    #expect(one.parts[0].stamp != other.parts[0].stamp)
    #expect(one.parts[1...] == other.parts[1...])
    #expect(other.parts[0].stamp?.keep == "30d")
  }

  @Test(
    "a retention is days or forever, and nothing else",
    arguments: ["", "0d", "-1d", "+1d", "1", "1h", "99999999d", "d", "1 d", "Forever"])
  func retention(text: String) {
    #expect(Retention(parsing: text) == nil)
    #expect(Retention(parsing: "forever")?.text == "forever")
    #expect(Retention(parsing: "7d")?.text == "7d")
  }

  @Test("open fields are stored as the server can: flattened, flat_object, or not looked into")
  func open() throws {
    func mapping(_ server: String) throws -> String {
      String(decoding: Mappings(try kind(server)).tree.bytes, as: UTF8.self)
    }
    #expect(try mapping("elasticsearch-7.17").contains(#""values":{"type":"flattened""#))
    #expect(try mapping("opensearch-2.17").contains(#""values":{"type":"flat_object"}"#))
    #expect(try mapping("opensearch-2.16").contains(#""values":{"type":"object","enabled":false}"#))
    #expect(try mapping("opensearch-1.0").contains(#""message":{"type":"text""#))
    #expect(try mapping("serverless").contains(#""message":{"type":"match_only_text"}"#))
  }
}
