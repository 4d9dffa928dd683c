import Foundation
import TestDatabases
import Testing

@Suite("genlog-wire decode: --geo")
struct WirePlaceTests {
  private static let capture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("samples/wire/udp-call.pcap").path

  private func program() throws -> Program {
    let program = try Program()
    var places = DatabaseWriter()
    places.add("192.0.2.10/32", .city("Leeds", "England", "GB", 53.8, -1.55, radius: 20))
    try program.write("city.mmdb", places.bytes())
    return program
  }

  @Test("addresses of packets have places, and without the option nothing has")
  func places() throws {
    let program = try program()
    let result = try program.wire(["decode", "--geo", "--geo-ip", "city.mmdb", Self.capture])
    #expect(result.status == 0)
    let event = try #require(try result.events().first)
    #expect(event.text("source.geo.city_name") == "Leeds")
    #expect(
      event.text("destination.geo.city_name") == nil && event.text("client.geo.city_name") == nil)
    #expect(try !program.wire(["decode", Self.capture]).output.contains("\"geo\""))
  }

  @Test("first places, then --where, then --mask; numbers of other fields as one says")
  func order() throws {
    let program = try program()
    try program.write("mask.yml", "rules:\n  - {field: source.ip, action: hide}\n")
    let result = try program.wire([
      "decode", "--geo", "--geo-ip", "city.mmdb", "--geo-addresses", "source.ip=source,client",
      "--where", "client.geo.city_name = Leeds", "--mask", "mask.yml", Self.capture,
    ])
    let events = try result.events()
    #expect(!events.isEmpty && events.count < 6)
    for event in events {
      #expect(event.text("source.ip") == "***" && event.text("source.geo.city_name") == "Leeds")
      #expect(event.text("genesys.geo.method") == "ip")
    }
    #expect(result.errors.contains("\(events.count) events"))
  }
}
