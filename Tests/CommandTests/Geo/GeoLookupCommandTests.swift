import Foundation
import Testing

@Suite("genlog geo lookup")
struct GeoLookupCommandTests {
  @Test("each value is explained")
  func text() throws {
    let result = try Program().run(["geo", "lookup", "01134960123", "CB2 1TN", "5001"])
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.output.contains("  place      Leeds, England, GB\n"))
    #expect(result.output.contains("\n\nCB2 1TN\n  taken for  the postcode CB2 1TN\n"))
    #expect(result.output.hasSuffix("  no place\n"))
  }

  @Test("as JSON, a line each")
  func json() throws {
    let result = try Program().run(["geo", "lookup", "--json", "+44 113 496 0123", "a\"b"])
    let events = try result.events()
    #expect(events.map { $0.text("kind") } == ["number", "nothing"])
    #expect(events.first?.text("geo.city_name") == "Leeds")
    #expect(events.last?.text("value") == "a\"b")
  }

  @Test("bench measures each kind, addresses where a database is named")
  func bench() throws {
    let kinds = try Program().run(["geo", "bench", "--json"]).events()
    #expect(kinds.map { $0.text("kind") } == ["number", "postcode"])
    let text = try Program().run(["geo", "bench"])
    #expect(text.status == 0 && text.output.hasPrefix("number    "))
    #expect(try Program().run(["geo", "bench", "--geo-ip", "nowhere"]).status == 2)
  }

  @Test("no value, and an option that is none, are errors of usage")
  func usage() throws {
    #expect(try Program().run(["geo", "lookup"]).status == 2)
    #expect(try Program().run(["geo", "lookup", "--nowhere", "1"]).status == 2)
    #expect(try Program().run(["geo"]).output.contains("lookup"))
  }
}
