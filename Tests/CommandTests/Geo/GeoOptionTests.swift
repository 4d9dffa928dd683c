import Foundation
import Testing

@Suite("genlog parse: --geo")
struct GeoOptionTests {
  private func program() throws -> Program {
    let program = try Program()
    try program.write(
      "t.log",
      """
      @12:21:16.4386 [0] 8.1.010.16 distribute_event: message EventRinging
      \tAttributeANI\t'01134960123'
      \tAttributeDNIS\t'7000'
      \tAttributeUserData\t[58] 00 02 00 00..
      \t\t'Home'\t'CB2 1TN'
      @12:21:17.4386 [0] 8.1.010.16 distribute_event: message EventRinging
      \tAttributeANI\t'02079460018'
      @12:21:18.4386 [0] 8.1.010.16 distribute_event: message EventRinging
      \tAttributeANI\t'07700900123'

      """)
    return program
  }

  private let parse = ["parse", "--quiet", "--date", "2026-06-15", "t.log"]

  @Test("places stand in the events, and without the option nothing does")
  func places() throws {
    let program = try program()
    let plain = try program.run(parse)
    let result = try program.run(parse + ["--geo"])
    #expect(result.status == 0)
    let events = try result.events()
    #expect(
      events.map { $0.text("client.geo.city_name") } == ["Cambridge", "London", nil])
    #expect(events.map { $0.text("genesys.ani.geo.city_name") } == ["Leeds", "London", nil])
    #expect(events.map { $0.text("genesys.geo.method") } == ["postcode", "std", nil])
    #expect(!plain.output.contains("\"geo\""))
    #expect(plain.lines.last == result.lines.last)
  }

  @Test("--where can ask for them, --mask can hide them, and csv can show them")
  func order() throws {
    let program = try program()
    let london =
      parse + ["--geo", "--where", "client.geo.city_name = London", "--mask", "mask.yml"]
    try program.write("mask.yml", "rules:\n  - {keys: [ANI], action: hide}\n")
    let events = try program.run(london).events()
    #expect(events.count == 1)
    #expect(events.first?.text("genesys.tlib.attributes.ANI") == "***")
    #expect(events.first?.text("genesys.ani.geo.city_name") == "London")
    try program.write("mask.yml", "rules:\n  - {field: '**.geo', action: skip}\n")
    let without = try program.run(london)
    #expect(without.lines.count == 1)
    #expect(!without.output.contains("\"geo\""))
    let csv = try program.run(
      parse + [
        "--geo", "--format", "csv", "--fields", "client.geo.city_name,client.geo.location.lat",
      ])
    #expect(csv.output.contains("Cambridge,52.21\r\nLondon,51.51\r\n"))
  }

  @Test("a configuration file names fields, and a wrong one is refused")
  func configuration() throws {
    let program = try program()
    try program.write(
      "genlog.yml",
      "geo: true\ngeo-numbers: 'genesys.tlib.attributes.ANI=caller'\ngeo-postcodes: none\n")
    let result = try program.run(parse + ["--config", "genlog.yml"])
    let events = try result.events()
    #expect(events.map { $0.text("caller.geo.city_name") } == ["Leeds", "London", nil])
    #expect(events.first?.text("client.geo.city_name") == nil)
    let wrong = try program.run(parse + ["--geo", "--geo-numbers", "a..b"])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("--geo-numbers a..b: names no field"))
    let alone = try program.run(parse + ["--geo-postcodes", "message"])
    #expect(alone.status == 2)
    #expect(alone.errors.contains("help: add --geo, or leave it out"))
  }

  @Test("--pattern has places too")
  func pattern() throws {
    let program = try Program()
    try program.write("a.txt", "call from 01134960123 ok\n")
    let result = try program.run([
      "parse", "--quiet", "--pattern", "from %{NOTSPACE:caller.number}", "--geo", "--geo-numbers",
      "caller.number=caller", "a.txt",
    ])
    #expect(try result.events().first?.text("caller.geo.city_name") == "Leeds")
  }

  @Test("follow has places too")
  func follow() throws {
    let program = try program()
    let result = try program.run([
      "follow", "--once", "--quiet", "--state", "state", "--geo", "--date", "2026-06-15", "t.log",
    ])
    #expect(
      try result.events().map { $0.text("client.geo.city_name") } == ["Cambridge", "London", nil])
  }
}
