import Foundation
import Testing

@Suite("genlog geo map")
struct GeoMapCommandTests {
  private static let event =
    #"{"client":{"geo":{"location":{"lat":53.8,"lon":-1.55},"city_name":"Leeds"}}}"# + "\n"

  @Test("events of files and of standard input are drawn, to a file or standard output")
  func draws() throws {
    let program = try Program()
    try program.write("a.ndjson", Self.event + Self.event)
    let shown = try program.run(["geo", "map", "a.ndjson"])
    #expect(shown.status == 0 && shown.errors.isEmpty)
    #expect(shown.output.contains("<title>a.ndjson</title>"))
    #expect(shown.output.contains("Leeds: 2 events"))
    let written = try program.run(
      ["geo", "map", "a.ndjson", "-", "--to", "map.html"], input: Self.event)
    #expect(written.status == 0 && written.output.isEmpty)
    #expect(try program.read("map.html").contains("Leeds: 3 events"))
  }

  @Test("what genlog parse --geo writes is drawn")
  func together() throws {
    let program = try Program()
    try program.write(
      "t.log",
      "@12:21:17.4386 [0] 8.1.010.16 distribute_event: message EventRinging\n"
        + "\tAttributeANI\t'02079460018'\n\tAttributeDNIS\t'01134960123'\n")
    let parse = "$GENLOG parse --quiet --geo --date 2026-06-15 \(program.path("t.log"))"
    let client = try program.shell("\(parse) | $GENLOG geo map -")
    #expect(client.output.contains("<title>standard input</title>"))
    #expect(client.output.contains("London: 1 event"))
    let dialled = try program.shell("\(parse) | $GENLOG geo map --field genesys.dnis.geo -")
    #expect(dialled.output.contains("Leeds: 1 event") && !dialled.output.contains("London"))
  }

  @Test("an empty file is a map without places")
  func empty() throws {
    let program = try Program()
    try program.write("empty", "")
    let result = try program.run(["geo", "map", "empty"])
    #expect(result.status == 0)
    #expect(result.output.contains("0 events, 0 of them with a place"))
  }

  @Test("what cannot be read is told, and the rest is drawn")
  func problems() throws {
    let program = try Program()
    try program.write("a.ndjson", Self.event)
    try program.write("binary", [1, 0, 2, 0xFF, 0x0A, 0x0A, 0x7B])
    try program.write("folder/b.ndjson", Self.event)
    let result = try program.run(["geo", "map", "nowhere", "binary", "folder", "a.ndjson"])
    #expect(result.status == 3)
    #expect(result.errors.contains("nowhere: "))
    #expect(result.errors.contains("binary: 1 line is no event, the first begins at byte 0\n"))
    #expect(result.output.contains("Leeds: 2 events"))
  }

  @Test("usage, a file that is read and written, and one that cannot be written")
  func usage() throws {
    let program = try Program()
    try program.write("a.ndjson", Self.event)
    #expect(try program.run(["geo", "map"]).status == 2)
    #expect(try program.run(["geo", "map", "--nowhere", "a.ndjson"]).status == 2)
    let field = try program.run(["geo", "map", "--field", "a..b", "a.ndjson"])
    #expect(field.status == 2)
    #expect(field.errors.contains("--field a..b: names no field"))
    let same = try program.run(["geo", "map", "a.ndjson", "--to", "./a.ndjson"])
    #expect(same.status == 2)
    #expect(try program.read("a.ndjson") == Self.event)
    let unwritable = try program.run(["geo", "map", "a.ndjson", "--to", "nowhere/map.html"])
    #expect(unwritable.status == 4)
    #expect(unwritable.errors.contains("nowhere/map.html: "))
  }
}
