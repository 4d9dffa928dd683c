import Event
import Testing

@testable import Geo

@Suite("places in events")
struct EventLocatorTests {
  private static let leeds =
    #"{"location":{"lat":53.8,"lon":-1.55},"country_iso_code":"GB","region_name":"England","city_name":"Leeds"}"#
  private static let london =
    #"{"location":{"lat":51.51,"lon":-0.13},"country_iso_code":"GB","region_name":"England","city_name":"London"}"#
  private static let cambridge =
    #"{"location":{"lat":52.21,"lon":0.12},"country_iso_code":"GB","region_name":"England","#
    + #""city_name":"Cambridge","postal_code":"CB2"}"#

  private func fields(_ numbers: String..., postcodes: [String] = []) throws -> GeoFields {
    GeoFields(
      postcodes: try postcodes.map { try GeoFields.Field($0) },
      numbers: try numbers.map { try GeoFields.Field($0) })
  }

  @Test("a calling number says where the client is, and how that was found")
  func calling() {
    let event = #"{"genesys":{"tlib":{"attributes":{"ANI":"01134960123","ThisDN":"7001"}}}}"#
    #expect(
      located(event)
        == #"{"genesys":{"tlib":{"attributes":{"ANI":"01134960123","ThisDN":"7001"}},"#
        + #""geo":{"method":"std","precision":"area","field":"genesys.tlib.attributes.ANI"},"#
        + #""ani":{"geo":\#(Self.leeds)}},"client":{"geo":\#(Self.leeds)}}"#)
  }

  @Test("each number of a T-Library message and of SIP has its place beside it")
  func each() {
    let tlib =
      #"{"genesys":{"tlib":{"attributes":{"DNIS":"02079460018","ThisDN":"01134960123","OtherDN":"7001"}}}}"#
    #expect(
      located(tlib)
        == String(tlib.dropLast(2))
        + #","dnis":{"geo":\#(Self.london)},"this_party":{"geo":\#(Self.leeds)}}}"#)
    let sip =
      #"{"sip":{"from":{"uri":{"username":"+441134960123"},"tag":"1"},"to":{"uri":{"username":"02079460018"}}}}"#
    #expect(
      located(sip)
        == #"{"sip":{"from":{"uri":{"username":"+441134960123"},"tag":"1","geo":\#(Self.leeds)},"#
        + #""to":{"uri":{"username":"02079460018"},"geo":\#(Self.london)}},"client":{"geo":\#(Self.leeds)},"#
        + #""genesys":{"geo":{"method":"std","precision":"area","field":"sip.from.uri.username"}}}"#
    )
  }

  @Test("a postcode of the user data goes before the number")
  func postcode() throws {
    let event =
      #"{"genesys":{"tlib":{"attributes":{"ANI":"01134960123","UserData":"#
      + #"{"a":{"Address":["1 High Street","Cambridge CB2 1TN"]}}}}}}"#
    let result = located(event)
    #expect(result.contains(#""client":{"geo":\#(Self.cambridge)}"#))
    #expect(result.contains(#""ani":{"geo":\#(Self.leeds)}"#))
    #expect(
      result.contains(
        #""geo":{"method":"postcode","precision":"area","field":"genesys.tlib.attributes.UserData"}"#
      ))
  }

  @Test("the other party stands in for a calling number without a place, abroad is a country")
  func fallback() {
    let outbound =
      #"{"genesys":{"tlib":{"attributes":{"ANI":"7001","OtherDN":"+12025550123"}}}}"#
    let result = located(outbound)
    #expect(result.contains(#""client":{"geo":{"country_iso_code":"US"}}"#))
    #expect(
      result.contains(
        #""geo":{"method":"std","precision":"country","field":"genesys.tlib.attributes.OtherDN"}"#))
  }

  @Test(
    "an event without a place is left as it is",
    arguments: [
      "{}", #"{"a":1}"#, #"{"genesys":{"tlib":{"attributes":{"ANI":"07700900123"}}}}"#,
      #"{"genesys":{"tlib":{"attributes":{"ANI":null,"DNIS":true,"UserData":"7"}}}}"#,
      #"{"genesys":{"tlib":"ANI"}}"#, #"{"sip":[1,[2,{"from":3}]]}"#,
      #"{"ANI":"01134960123","message":"ANI 01134960123"}"#,
      "", "x", "{", #"{"genesys":{"tlib":{"attributes":{"ANI":"0113"#, "[]", "null",
    ])
  func untouched(_ event: String) {
    #expect(located(event) == event)
  }

  @Test("what is there already is kept, and what is no object is left alone")
  func kept() {
    let taken = #"{"ani":"01134960123","client":{"geo":"mine"}}"#
    let fields = GeoFields(
      postcodes: [], numbers: [GeoFields.Field(name: "ani", objects: ["client", "ani", "ani.x"])])
    #expect(
      located(taken, fields)
        == #"{"ani":"01134960123","client":{"geo":"mine"},"#
        + #""genesys":{"geo":{"method":"std","precision":"area","field":"ani"}}}"#)
  }

  @Test("fields of one's own stand in for the usual ones")
  func own() throws {
    let event =
      #"{"a":[{"b":"01134960123"},{"b":"02079460018"}],"client":{"ip":"192.0.2.1"},"c":{}}"#
    #expect(
      located(event, try fields("a.b=c"))
        == #"{"a":[{"b":"01134960123"},{"b":"02079460018"}],"client":{"ip":"192.0.2.1"},"c":{"geo":\#(Self.leeds)}}"#
    )
    let client = located(event, try fields("a.b"))
    #expect(client.contains(#""client":{"ip":"192.0.2.1","geo":\#(Self.leeds)}"#))
    let text = #"{"message":"\u0043B2 1TN"}"#
    #expect(
      located(text, try fields(postcodes: ["message=caller.home"]))
        == #"{"message":"\u0043B2 1TN","caller":{"home":{"geo":\#(Self.cambridge)}}}"#)
    #expect(
      located(#"{"a":441134960123}"#, try fields("a=x")).hasSuffix(#""x":{"geo":\#(Self.leeds)}}"#))
  }

  @Test(
    "of fields with one object the first that has a place counts, whatever their order in the event"
  )
  func order() throws {
    let event = #"{"b":"02079460018","a":"01134960123"}"#
    #expect(located(event, try fields("a=x", "b=x")).contains(#""x":{"geo":\#(Self.leeds)}"#))
    #expect(located(event, try fields("b=x", "a=x")).contains(#""x":{"geo":\#(Self.london)}"#))
    #expect(located(event, try fields("c=x", "b=x")).contains(#""x":{"geo":\#(Self.london)}"#))
  }

  @Test("one event after the other: nothing is left over, and what stands before is not touched")
  func sequence() {
    var locator = EventLocator(.standard)
    var events = JSONBuffer()
    for number in ["01134960123", "7001", "02079460018"] {
      let start = events.count
      events.append(text: #"{"genesys":{"tlib":{"attributes":{"ANI":"\#(number)"}}}}"# + "\n")
      locator.apply(to: &events, from: start)
    }
    let lines = events.text().split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].contains("Leeds") && !lines[0].contains("London"))
    #expect(lines[1] == #"{"genesys":{"tlib":{"attributes":{"ANI":"7001"}}}}"#)
    #expect(lines[2].contains("London") && !lines[2].contains("Leeds"))
  }

  @Test(
    "fields are written with dots",
    arguments: [
      ("", ""), ("a..b", "a..b"), ("a=", ""), ("a=b,", ""), (".a=b", ".a"), ("a=b.", "b."),
    ])
  func faults(_ text: String, _ name: String) {
    #expect(throws: GeoFields.Fault.name(name)) { try GeoFields.Field(text) }
  }

  @Test("fields are shown as they are written")
  func shown() throws {
    for field in GeoFields.standard.numbers + GeoFields.standard.postcodes {
      #expect(try GeoFields.Field(field.description) == field)
    }
    #expect(try GeoFields.Field("a.b").description == "a.b=client")
  }
}

/// What a locator makes of one event, after another one that it must leave alone.
func located(_ event: String, _ fields: GeoFields = .standard) -> String {
  var locator = EventLocator(fields)
  var events = JSONBuffer()
  events.append(text: #"{"genesys":{"tlib":{"attributes":{"ANI":"01134960123"}}}}"# + "\n")
  let start = events.count
  events.append(text: event)
  locator.apply(to: &events, from: start)
  return events.text(from: start)
}
