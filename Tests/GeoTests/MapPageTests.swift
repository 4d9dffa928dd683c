import Testing

@testable import Geo

@Suite("the map of events")
struct MapPageTests {
  private func tally(_ events: String..., object: String = "client.geo") throws -> PlaceTally {
    var tally = try #require(PlaceTally(object))
    for event in events { add(event, to: &tally) }
    return tally
  }

  private func add(_ event: String, to tally: inout PlaceTally) {
    let bytes = Array(event.utf8)
    let isEvent = tally.add(bytes.span)
    #expect(isEvent)
  }

  private static let leeds =
    #"{"client":{"geo":{"location":{"lat":53.8,"lon":-1.55},"country_iso_code":"GB","city_name":"Leeds"}}}"#

  @Test("events are counted by point, those without one by country")
  func counts() throws {
    let tally = try tally(
      Self.leeds, Self.leeds, #"{"client":{"geo":{"country_iso_code":"FR"}}}"#, "{}",
      #"{"client":{"geo":{"location":{"lat":"53","lon":null}}}}"#, #"{"client":{"geo":7}}"#)
    #expect(tally.events == 6)
    #expect(tally.placed == 3)
    #expect(tally.cells.values.map(\.name) == ["Leeds"])
    #expect(tally.cells.values.map(\.events) == [2])
    #expect(tally.countries["FR"]?.events == 1)
  }

  @Test("what is no event is told", arguments: ["", "x", "[]", "7", "\"{}\""])
  func noEvent(_ line: String) throws {
    var tally = try #require(PlaceTally("client.geo"))
    let bytes = Array(line.utf8)
    let isEvent = tally.add(bytes.span)
    #expect(!isEvent)
    #expect(tally.events == 0)
  }

  @Test("no name of a field, no tally", arguments: ["", ".", "a..b"])
  func noField(_ name: String) { #expect(PlaceTally(name) == nil) }

  @Test("a point is drawn where it is on the coast that is drawn, and listed")
  func page() throws {
    let page = MapPage(try tally(Self.leeds, Self.leeds, Self.leeds), title: "events.ndjson").text
    #expect(page.hasPrefix("<!DOCTYPE html>\n"))
    #expect(page.contains("<title>Leeds: 3 events</title>"))
    #expect(page.contains("<tr><td>Leeds</td><td>3</td></tr>"))
    #expect(page.contains("<p>3 events, 3 of them with a place</p>"))
    #expect(page.contains(#"<circle cx="325.5" cy="444" r="26">"#))
  }

  @Test("a circle is as large in area as a place has events, and no smaller than can be seen")
  func sizes() throws {
    var tally = try tally(Self.leeds)
    let london = #"{"client":{"geo":{"location":{"lat":51.51,"lon":-0.13},"city_name":"London"}}}"#
    for _ in 0..<4 { add(london, to: &tally) }
    let page = MapPage(tally, title: "x").text
    #expect(page.contains(#"r="26"><title>London: 4 events"#))
    #expect(page.contains(#"r="13"><title>Leeds: 1 event"#))
  }

  @Test("names cannot become markup, and the page asks nobody for anything")
  func markup() throws {
    let event =
      #"{"client":{"geo":{"location":{"lat":53.8,"lon":-1.55},"#
      + #""city_name":"<script src='http://x'>&\"\u202e\u0007"}}}"#
    let page = MapPage(try tally(event), title: "<b>").text
    #expect(!page.contains("<script") && !page.contains("<b>"))
    #expect(page.contains("&lt;script src=&#39;http://x&#39;&gt;&amp;&quot;:"))
    #expect(!page.contains("\u{202E}") && !page.contains("\u{7}"))
    for word in ["url(", "@import", "<link", "src=\"", "href"] { #expect(!page.contains(word)) }
  }

  @Test("places beyond the map are listed, and so is that there are none")
  func beyond() throws {
    let berlin = #"{"client":{"geo":{"location":{"lat":52.52,"lon":13.4},"city_name":"Berlin"}}}"#
    let page = MapPage(try tally(berlin), title: "x").text
    #expect(!page.contains("<circle"))
    #expect(page.contains("<td>Berlin (not on the map)</td>"))
    #expect(MapPage(try tally("{}"), title: "x").text.contains("No event has a place"))
  }

  @Test("however many places there are, the page stays a page")
  func many() throws {
    var tally = try #require(PlaceTally("g"))
    for number in 0..<30_000 {
      let event =
        #"{"g":{"location":{"lat":\#(Double(number % 9_000) / 100),"lon":\#(number / 9_000)}}}"#
      add(event, to: &tally)
    }
    #expect(tally.cells.count == 20_000)
    #expect(tally.others == 10_000)
    #expect(
      MapPage(tally, title: "x").text.contains("10000 events more are in places too many to show"))
  }
}
