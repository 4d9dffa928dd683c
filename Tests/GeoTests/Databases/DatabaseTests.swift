import Event
import Glibc
import TestDatabases
import Testing

@testable import Geo

@Suite("databases of addresses")
struct DatabaseTests {
  private let folder = ScratchFolder()

  private func open(_ bytes: [UInt8]) throws -> MaxMindDatabase {
    try MaxMindDatabase(folder.write(bytes, to: "test.mmdb"))
  }

  private static func sample(_ recordSize: Int, version: UInt16) -> DatabaseWriter {
    var writer = DatabaseWriter()
    writer.recordSize = recordSize
    writer.ipVersion = version
    writer.add("192.0.2.0/24", .city("Leeds", "England", "GB", 53.8, -1.55, radius: 20))
    writer.add("192.0.2.128/25", .city(nil, "Wales", "GB", 51.48, -3.18))
    writer.add("198.51.100.7/32", .city(nil, nil, "FR", 48.85, 2.35, radius: 1000))
    if version == 6 {
      writer.add(
        "2001:db8::/32", .city("Cambridge", "England", "GB", 52.21, 0.12, postalCode: "CB2"))
      writer.add("2001:db8:1::/48", .city("Edinburgh", "Scotland", "GB", 55.95, -3.19))
    }
    return writer
  }

  private func answer(_ database: MaxMindDatabase, _ text: String) -> AddressAnswer {
    var answer = AddressAnswer()
    if let address = IPAddress(Array(text.utf8).span) { answer.add(database, of: address) }
    return answer
  }

  private func city(_ database: MaxMindDatabase, _ text: String) -> String? {
    let place = answer(database, text).place
    return place?.city ?? place?.region ?? place?.country
  }

  @Test(
    "records of all sizes are read, in trees of IPv4 and of IPv6",
    arguments: [24, 28, 32], [UInt16(4), 6])
  func sizes(_ size: Int, _ version: UInt16) throws {
    var writer = Self.sample(size, version: version)
    let database = try open(writer.bytes())
    #expect(database.kind == .places && database.type == "GeoLite2-City")
    #expect(city(database, "192.0.2.1") == "Leeds")
    #expect(city(database, "192.0.2.127") == "Leeds")
    #expect(city(database, "192.0.2.128") == "Wales")
    #expect(city(database, "198.51.100.7") == "FR")
    #expect(city(database, "198.51.100.8") == nil)
    #expect(city(database, "203.0.113.1") == nil)
    #expect(city(database, "::ffff:192.0.2.1") == "Leeds")
    #expect(city(database, "2001:db8::1") == (version == 6 ? "Cambridge" : nil))
    #expect(city(database, "2001:db8:1::1") == (version == 6 ? "Edinburgh" : nil))
    #expect(city(database, "2001:db9::1") == nil)
  }

  @Test("what a record says: names, point, radius, network")
  func record() throws {
    var writer = Self.sample(28, version: 6)
    let database = try open(writer.bytes())
    let leeds = answer(database, "192.0.2.1")
    #expect(leeds.place?.point == GeoPoint(latitude: 53.8, longitude: -1.55))
    #expect(leeds.place?.region == "England" && leeds.radius == 20 && leeds.precision == .city)
    #expect(leeds.placeSource?.bits == 25)
    let cambridge = answer(database, "2001:db8::1")
    #expect(cambridge.postalCode == "CB2" && cambridge.radius == nil)
    #expect(answer(database, "192.0.2.200").precision == .region)
    #expect(answer(database, "198.51.100.7").precision == .country)
    #expect(answer(database, "198.51.100.7").placeSource?.bits == 32)
  }

  @Test("addresses of IPv4 that stand in IPv6 are found by aliases as well")
  func aliases() throws {
    var writer = Self.sample(24, version: 6)
    writer.hasAliases = true
    let database = try open(writer.bytes())
    #expect(city(database, "2002:c000:0201::1") == "Leeds")
    #expect(city(database, "::ffff:c000:201") == "Leeds")
    #expect(city(database, "192.0.2.1") == "Leeds")
  }

  @Test("numbers of any kind are coordinates; what is no coordinate is none")
  func numbers() throws {
    func location(_ latitude: WrittenValue, _ longitude: WrittenValue) -> WrittenValue {
      .map([
        ("country", .map([("iso_code", .string("GB"))])),
        (
          "location",
          .map([
            ("latitude", latitude), ("longitude", longitude), ("accuracy_radius", .uint32(90_000)),
          ])
        ),
      ])
    }
    var writer = DatabaseWriter()
    writer.type = "DBIP-City-Lite"
    writer.add("192.0.2.1/32", location(.float(53.5), .int32(-1)))
    writer.add("192.0.2.2/32", location(.double(.nan), .double(0)))
    writer.add("192.0.2.3/32", location(.double(91), .double(0)))
    writer.add("192.0.2.4/32", location(.string("53.5"), .string("-1")))
    writer.add("192.0.2.5/32", location(.uint16(51), .uint32(0)))
    writer.add("192.0.2.6/32", .map([("city", .string("Leeds"))]))
    writer.add("192.0.2.7/32", .array([.bool(true), .bytes([1]), .uint64(1 << 40)]))
    writer.add("192.0.2.8/32", .string("GB"))
    let database = try open(writer.bytes())
    #expect(answer(database, "192.0.2.1").place?.point == GeoPoint(latitude: 53.5, longitude: -1))
    #expect(answer(database, "192.0.2.1").radius == nil)
    for last in [2, 3, 4] {
      let place = answer(database, "192.0.2.\(last)").place
      #expect(place?.country == "GB" && place?.point == nil)
    }
    #expect(answer(database, "192.0.2.5").place?.point == GeoPoint(latitude: 51, longitude: 0))
    for last in [6, 7, 8] { #expect(answer(database, "192.0.2.\(last)").place == nil) }
  }

  @Test(
    "what a database knows is told by its type",
    arguments: [
      ("GeoLite2-City", true), ("GeoIP2-Country", true), ("DBIP-City-Lite", true),
      ("DBIP-Country-Lite", true), ("GeoIP2-Enterprise", true), ("GeoLite2-ASN", false),
      ("DBIP-ASN-Lite (compat=GeoLite2-ASN)", false), ("GeoIP2-ISP", false),
    ])
  func kinds(_ type: String, _ hasPlaces: Bool) throws {
    var writer = DatabaseWriter()
    writer.type = type
    writer.add("192.0.2.0/24", .owner(64_496, "Example Telecom"))
    let database = try open(writer.bytes())
    #expect(database.kind == (hasPlaces ? .places : .owners))
    if !hasPlaces {
      let owner = answer(database, "192.0.2.1").owner
      #expect(owner == AddressAnswer.Owner(number: 64_496, organization: "Example Telecom"))
    }
  }

  @Test(
    "a database of something else is refused",
    arguments: ["GeoIP2-Anonymous-IP", "", "\u{1B}[2JCities"])
  func otherKinds(_ type: String) {
    var writer = DatabaseWriter()
    writer.type = type
    let bytes = writer.bytes()
    let shown = type.isEmpty ? "without a name" : type.filter { $0 != "\u{1B}" }
    #expect(throws: GeoError.databaseType(path: "\(folder.path)/test.mmdb", type: shown)) {
      try open(bytes)
    }
  }

  @Test("long texts and pointers of all lengths are followed")
  func pointers() throws {
    var writer = DatabaseWriter()
    writer.values.sharesTexts = false
    let leeds = writer.values.append(.string("Leeds"))
    let names = writer.values.append(.map([("en", .pointer(leeds))]))
    func record() -> WrittenValue {
      .map([
        ("country", .map([("iso_code", .string("GB"))])),
        ("city", .map([("names", .pointer(names))])),
      ])
    }
    writer.add("192.0.2.1/32", record())
    writer.values.append(.string(String(repeating: "x", count: 300)))
    writer.values.append(.bytes([UInt8](repeating: 7, count: 3000)))
    let far = writer.values.append(.map([("en", .string("York"))]))
    writer.add(
      "192.0.2.2/32",
      .map([
        ("country", .map([("iso_code", .string("GB"))])),
        ("city", .map([("names", .pointer(far))])),
      ]))
    writer.values.append(.bytes([UInt8](repeating: 7, count: 600_000)))
    let farther = writer.values.append(.map([("en", .string("Hull"))]))
    let whole = writer.values.append(
      .map([
        ("country", .map([("iso_code", .string("GB"))])),
        ("city", .map([("names", .pointer(farther))])),
      ]))
    writer.add("192.0.2.3/32", at: writer.values.append(.pointer(whole)))
    let database = try open(writer.bytes())
    #expect(city(database, "192.0.2.1") == "Leeds")
    #expect(city(database, "192.0.2.2") == "York")
    #expect(city(database, "192.0.2.3") == "Hull")
  }
}
