import Foundation
import TestDatabases
import Testing

@Suite("genlog geo import, and what users bring")
struct GeoImportCommandTests {
  private static let codePoint =
    "\"CB2 1TN\",10,545000,258000,\"E92000001\",\"\",\"\",\"\",\"\",\"\"\n\"QQ1 1AA\",10,545000,258000\n"

  @Test("tables become a file that parse and lookup read")
  func imports() throws {
    let program = try Program()
    try program.write("cb.csv", Self.codePoint)
    try program.write("mine.csv", "code,lat,lon\nLS1 4AP,53.7975,-1.5500\n")
    let made = try program.run(["geo", "import", "cb.csv", "mine.csv", "--to", "places.geo"])
    #expect(made.status == 0 && made.output.isEmpty)
    #expect(
      made.errors == """
        genlog: warning: cb.csv:2: QQ1 1AA is no postcode of the United Kingdom
        genlog: cb.csv: Code-Point Open, 2 lines, 1 taken, 1 that name no postcode
        genlog: mine.csv: columns by their names, 2 lines, 1 taken
        genlog: places.geo: 2 postcodes, 2 outcodes, 112 bytes

        """)
    let lookup = try program.run(
      ["geo", "lookup", "--json", "--geo-table", "places.geo", "ls1 4ap", "CB2 9ZZ", "SW1A 1AA"])
    #expect(
      try lookup.events().map { $0.text("precision") } == ["postcode", "outcode", "area"])
    try program.write(
      "t.log",
      "@12:21:16.4386 [0] 8.1.010.16 distribute_event: message EventRinging\n"
        + "\tAttributeUserData\t[58] 00 02 00 00..\n\t\t'Home'\t'LS1 4AP'\n")
    let events = try program.run([
      "parse", "--quiet", "--date", "2026-06-15", "--geo", "--geo-table", "places.geo", "t.log",
    ]).events()
    #expect(events.first?.text("client.geo.postal_code") == "LS1 4AP")
    #expect(events.first?.text("genesys.geo.precision") == "postcode")
  }

  @Test("standard input, gzip, one file in the place of another, and nothing left beside it")
  func replaces() throws {
    let program = try Program()
    try program.write("places.geo", "old")
    let result = try program.run(
      ["geo", "import", "-", "--to", "places.geo"], input: "CB2 1TN,52.2,0.12\n")
    #expect(result.status == 0)
    let again = try program.shell(
      "printf 'CB2 1TN,52.2,0.12\\n' | gzip > a.csv.gz && $GENLOG geo import a.csv.gz --to places.geo && ls"
    )
    #expect(again.status == 0)
    #expect(!again.output.contains("draft"))
    #expect(try program.run(["geo", "lookup", "--geo-table", "places.geo", "1"]).status == 0)
  }

  @Test("files of no shape, files that are missing, and a place that cannot be written to")
  func problems() throws {
    let program = try Program()
    try program.write("a.csv", "CB2 1TN,52.2,0.12\n")
    try program.write("b.txt", "hello\n")
    let some = try program.run(["geo", "import", "b.txt", "nowhere", "a.csv", "--to", "places.geo"])
    #expect(some.status == 3)
    #expect(some.errors.contains("b.txt: is none of the tables that are known\nhelp: "))
    #expect(some.errors.contains("nowhere: "))
    #expect(some.errors.contains("places.geo: 1 postcodes, 1 outcodes"))
    let none = try program.run(["geo", "import", "b.txt", "--to", "other.geo"])
    #expect(none.status == 3)
    #expect(none.errors.contains("no line has a postcode of the United Kingdom with a place"))
    #expect(try program.shell("test -e other.geo").status == 1)
    let same = try program.run(["geo", "import", "a.csv", "--to", "./a.csv"])
    #expect(same.status == 2 && same.errors.contains("is read by this run"))
    let folder = try program.run(["geo", "import", "a.csv", "--to", "."])
    #expect(folder.status == 4 && folder.errors.contains(".: is no file"))
    #expect(try program.run(["geo", "import", "a.csv", "--to", "no/such.geo"]).status == 4)
    #expect(try program.run(["geo", "import", "a.csv"]).status == 2)
  }

  @Test("options name files that are sound, and only where places are asked for")
  func options() throws {
    let program = try Program()
    try program.write("x.geo", "hello")
    try program.write("x.mmdb", "hello")
    try program.write("t.log", "x\n")
    let table = try program.run(["parse", "--geo", "--geo-table", "x.geo", "t.log"])
    #expect(table.status == 2)
    #expect(table.errors.contains("--geo-table: x.geo: is no table of places\nhelp: make it again"))
    let database = try program.run([
      "parse", "--geo", "--geo-ip", "x.mmdb", "--geo-ip", "no.mmdb", "t.log",
    ])
    #expect(database.status == 2)
    #expect(database.errors.contains("--geo-ip: x.mmdb: is no database of addresses"))
    #expect(database.errors.contains("--geo-ip: no.mmdb: no such file or directory"))
    let alone = try program.run(["parse", "--geo-ip", "x.mmdb", "t.log"])
    #expect(alone.status == 2 && alone.errors.contains("nobody asks for places"))
    let fields = try program.run(["parse", "--geo", "--geo-addresses", "a.b", "t.log"])
    #expect(fields.status == 2 && fields.errors.contains("no database knows them"))
    try program.write("g.yml", "geo: true\ngeo-ip: [x.mmdb]\n")
    let file = try program.run(["parse", "--config", "g.yml", "t.log"])
    #expect(file.status == 2 && file.errors.contains("g.yml:2:10: geo-ip: x.mmdb: is no database"))
  }

  @Test("addresses are looked up in databases that are named")
  func addresses() throws {
    let program = try Program()
    var places = DatabaseWriter()
    places.add("192.0.2.0/24", .city("Leeds", "England", "GB", 53.8, -1.55, radius: 20))
    try program.write("city.mmdb", places.bytes())
    let lookup = try program.run([
      "geo", "lookup", "--geo-ip", "city.mmdb", "192.0.2.1", "10.0.0.1",
    ])
    #expect(lookup.status == 0)
    #expect(lookup.output.contains("  place      Leeds, England, GB\n"))
    #expect(lookup.output.contains("  no place   a private address\n"))
    try program.write("a.txt", "from 192.0.2.7 ok\n")
    let result = try program.run([
      "parse", "--quiet", "--pattern", "from %{IP:client.ip}", "--geo", "--geo-ip", "city.mmdb",
      "--where", "client.geo.city_name = Leeds", "a.txt",
    ])
    let event = try #require(try result.events().first)
    #expect(event.text("genesys.geo.method") == "ip")
    try program.write("e.ndjson", result.output)
    #expect(try program.run(["geo", "map", "e.ndjson"]).output.contains("Leeds: 1 event"))
  }
}
