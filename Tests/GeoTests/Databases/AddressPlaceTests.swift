import Event
import Glibc
import TestDatabases
import Testing

@testable import Geo

@Suite("places of addresses in events")
struct AddressPlaceTests {
  private let folder = ScratchFolder()

  private static let leeds =
    #"{"location":{"lat":53.8,"lon":-1.55},"country_iso_code":"GB","region_name":"England","city_name":"Leeds"}"#
  private static let owner = #"{"number":64496,"organization":{"name":"Example \"Telecom\""}}"#

  private func places(_ city: String = "Leeds") -> [UInt8] {
    var writer = DatabaseWriter()
    writer.add("192.0.2.0/24", .city(city, "England", "GB", 53.8, -1.55, radius: 20))
    writer.add("2001:db8::/32", .city("Cambridge", "England", "GB", 52.21, 0.12, postalCode: "CB2"))
    return writer.bytes()
  }

  private func owners() -> [UInt8] {
    var writer = DatabaseWriter()
    writer.type = "GeoLite2-ASN"
    writer.add("192.0.2.0/24", .owner(64_496, "Example \"Telecom\""))
    writer.add("198.51.100.0/24", .owner(64_497, nil))
    writer.add("10.0.0.0/8", .owner(64_498, "nobody"))
    return writer.bytes()
  }

  private func databases() throws -> AddressDatabases {
    AddressDatabases([
      try AddressDatabases.File(folder.write(places(), to: "city.mmdb")),
      try AddressDatabases.File(folder.write(owners(), to: "asn.mmdb")),
    ])
  }

  private func located(_ event: String, _ fields: GeoFields = .standard) throws -> String {
    var locator = EventLocator(fields, databases: try databases())
    var events = JSONBuffer()
    events.append(text: event)
    locator.apply(to: &events, from: 0)
    return events.text()
  }

  @Test("the client's address says where it is, whose it is, and how that was found")
  func client() throws {
    #expect(
      try located(#"{"client":{"ip":"192.0.2.1"}}"#)
        == #"{"client":{"ip":"192.0.2.1","geo":\#(Self.leeds),"as":\#(Self.owner)},"genesys":{"geo":"#
        + #"{"method":"ip","precision":"city","accuracy_radius":20,"field":"client.ip"}}}"#)
    #expect(
      try located(#"{"client":{"ip":"198.51.100.9"}}"#)
        == #"{"client":{"ip":"198.51.100.9","as":{"number":64497}}}"#)
    #expect(
      try located(#"{"client":{"ip":"2001:db8::9"}}"#).contains(#""postal_code":"CB2"}"#))
  }

  @Test("source and destination have their own, and are no clients")
  func ends() throws {
    let result = try located(
      #"{"source":{"ip":"::ffff:192.0.2.1","port":5060},"destination":{"ip":"192.0.2.9"}}"#)
    #expect(
      result
        == #"{"source":{"ip":"::ffff:192.0.2.1","port":5060,"geo":\#(Self.leeds),"as":\#(Self.owner)},"#
        + #""destination":{"ip":"192.0.2.9","geo":\#(Self.leeds),"as":\#(Self.owner)}}"#)
  }

  @Test("a number goes before an address, which still says whose it is")
  func order() throws {
    let result = try located(
      #"{"client":{"ip":"192.0.2.1"},"genesys":{"tlib":{"attributes":{"ANI":"02079460018"}}}}"#)
    #expect(result.contains(#""city_name":"London"},"as":\#(Self.owner)"#))
    #expect(result.contains(#""method":"std""#) && !result.contains("accuracy_radius"))
  }

  @Test(
    "private addresses have none, whatever a database says",
    arguments: [
      "10.1.2.3", "127.0.0.1", "100.64.0.1", "169.254.1.1", "172.16.0.1", "192.168.0.1", "::1",
      "fd00::1", "fe80::1%eth0", "::ffff:10.1.2.3", "203.0.113.1", "unknown", "",
    ])
  func none(_ address: String) throws {
    let event = #"{"client":{"ip":"\#(address)"}}"#
    #expect(try located(event) == event)
  }

  @Test("lists and other fields can be looked at")
  func fields() throws {
    let fields = GeoFields(
      postcodes: [], numbers: [], addresses: [try GeoFields.Field("client.ips=client,web")])
    let result = try located(#"{"client":{"ips":["10.0.0.1","192.0.2.8:80"]}}"#, fields)
    #expect(result.contains(#""web":{"geo":\#(Self.leeds),"as":\#(Self.owner)}"#))
  }

  @Test("more addresses than are remembered, and the same ones again")
  func many() throws {
    var locator = EventLocator(.standard, databases: try databases())
    for round in 0..<2 {
      for number in 0..<9000 {
        let last =
          "\(number / 250 % 3 == 0 ? "192.0.2" : "198.51.\(100 + number % 40)").\(number % 250)"
        var events = JSONBuffer()
        events.append(text: #"{"client":{"ip":"\#(last)"}}"#)
        locator.apply(to: &events, from: 0)
        #expect(events.text().contains("Leeds") == last.hasPrefix("192"), "\(round) \(last)")
      }
    }
  }

  @Test(
    "a database that is replaced is read again once it is written; a broken one is told of, and not used"
  )
  func refresh() throws {
    let databases = try databases()
    var locator = EventLocator(.standard, databases: databases)
    func city() -> String {
      var events = JSONBuffer()
      events.append(text: #"{"client":{"ip":"192.0.2.1"}}"#)
      locator.apply(to: &events, from: 0)
      let text = events.text()
      return ["Leeds", "York", "Hull"].first { text.contains($0) } ?? ""
    }
    var warnings: [String] = []
    func refresh() { databases.refresh { warnings.append($0) } }
    #expect(city() == "Leeds")
    refresh()
    #expect(databases.version == 0)
    folder.write(places("York"), to: "city.mmdb")
    // It may still be being written: only the second look believes it.
    refresh()
    #expect(city() == "Leeds" && databases.version == 0)
    refresh()
    #expect(city() == "York" && databases.version == 1)
    let path = folder.write(Array(places("Hull").dropLast(9)), to: "city.mmdb")
    for _ in 0..<4 { refresh() }
    #expect(city() == "York" && warnings.count == 1)
    #expect(
      warnings[0].hasPrefix("\(path): ")
        && warnings[0].contains("; what was read before stays in use"))
    unlink(path)
    for _ in 0..<4 { refresh() }
    #expect(city() == "York" && warnings.count == 2)
    folder.write(places("Hull"), to: "city.mmdb")
    refresh()
    refresh()
    #expect(city() == "Hull" && warnings.count == 2)
    // In place, while it is in use.
    let file = try #require(fopen(path, "r+"))
    #expect(ftruncate(fileno(file), 100) == 0)
    fclose(file)
    #expect(city() == "Hull")
    var other = JSONBuffer()
    other.append(text: #"{"client":{"ip":"192.0.2.77"}}"#)
    locator.apply(to: &other, from: 0)
    #expect(other.text().contains("Hull"))
  }

  @Test("a table makes postcodes exact: all of them, or their first halves")
  func table() throws {
    var reading = PostcodeImport()
    _ = reading.add(Array("CB2 1TN,52.2,0.12".utf8).span)
    let table = try PostcodeTable(folder.write(reading.table().bytes, to: "places.geo"))
    var locator = EventLocator(.standard, table: table)
    func located(_ code: String) -> String {
      var events = JSONBuffer()
      events.append(text: #"{"genesys":{"tlib":{"attributes":{"UserData":{"a":"\#(code)"}}}}}"#)
      locator.apply(to: &events, from: 0)
      return events.text()
    }
    let exact = located("cb2 1tn")
    #expect(
      exact.contains(
        #""location":{"lat":52.2,"lon":0.12},"country_iso_code":"GB","region_name":"England""#))
    #expect(exact.contains(#""postal_code":"CB2 1TN"}"#))
    #expect(exact.contains(#""method":"postcode","precision":"postcode""#))
    let half = located("CB2 9ZZ")
    #expect(half.contains(#""lat":52.2,"#) && half.contains(#""postal_code":"CB2"}"#))
    #expect(half.contains(#""precision":"outcode""#))
    let area = located("LS1 4AP")
    #expect(area.contains(#""precision":"area""#) && area.contains(#""postal_code":"LS1"}"#))
  }

  @Test("what is said of an address and of a postcode, with what the user brought")
  func explained() throws {
    var lookup = PlaceLookup()
    lookup.databases = try databases()
    var reading = PostcodeImport()
    _ = reading.add(Array("CB2 1TN,52.2,0.12".utf8).span)
    lookup.table = try PostcodeTable(folder.write(reading.table().bytes, to: "places.geo"))
    #expect(
      GeoExplanation("192.0.2.1", lookup).text == """
        192.0.2.1
          taken for  the address 192.0.2.1
          rule       is in 192.0.2.0/24: GeoLite2-City (city.mmdb)
          place      Leeds, England, GB
          location   53.8, -1.55
          found by   ip, as exact as its city, within 20 km
          owner      AS64496 Example "Telecom" (asn.mmdb)

        """)
    #expect(
      GeoExplanation("CB2 1TN", lookup).text == """
        CB2 1TN
          taken for  the postcode CB2 1TN
          rule       is CB2 1TN: Cambridge (places.geo)
          place      Cambridge, England, GB
          location   52.2, 0.12
          post code  CB2 1TN
          found by   postcode, as exact as its postcode

        """)
    #expect(GeoExplanation("10.0.0.1", lookup).reason == "a private address")
    #expect(GeoExplanation("203.0.113.1", lookup).reason == "no database knows where it is")
    #expect(GeoExplanation("198.51.100.1", lookup).owner?.number == 64_497)
    #expect(
      GeoExplanation("192.0.2.1").reason == "no database of addresses was named: --geo-ip FILE")
    var json = JSONBuffer()
    GeoExplanation("2001:db8::1", lookup).append(to: &json)
    #expect(
      json.text()
        == #"{"value":"2001:db8::1","kind":"address","reading":"the address 2001:db8::1","rule":{"code":"2001:db8::/32","#
        + #""name":"GeoLite2-City","table":"city.mmdb"},"geo":{"location":{"lat":52.21,"lon":0.12},"#
        + #""country_iso_code":"GB","region_name":"England","city_name":"Cambridge","postal_code":"CB2"},"#
        + #""method":"ip","precision":"city"}"# + "\n")
  }
}
