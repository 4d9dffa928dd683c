import Event
import Glibc
import TestDatabases
import Testing

@testable import Geo

@Suite("broken databases of addresses")
struct BrokenDatabaseTests {
  private let folder = ScratchFolder()

  private func problem(_ bytes: [UInt8]) -> String? {
    do throws(GeoError) {
      _ = try MaxMindDatabase(folder.write(bytes, to: "test.mmdb"))
      return nil
    } catch {
      guard case .database(_, let problem) = error else { return "\(error)" }
      return problem
    }
  }

  /// The problem of a database with one record.
  private func problem(of value: WrittenValue, before: [WrittenValue] = []) -> String? {
    var writer = DatabaseWriter()
    writer.values.sharesTexts = false
    for value in before { writer.values.append(value) }
    writer.add("192.0.2.0/24", value)
    return problem(writer.bytes())
  }

  private func problem(metadata: [String: WrittenValue?]) -> String? {
    var writer = DatabaseWriter()
    writer.metadata = metadata
    writer.add("192.0.2.0/24", .city("Leeds", "England", "GB", 53.8, -1.55))
    return problem(writer.bytes())
  }

  @Test("no file, a folder, a pipe, an empty file, a file of something else")
  func noDatabase() {
    #expect(throws: GeoError.unreadable(path: "/nonexistent/a.mmdb", code: ENOENT)) {
      try MaxMindDatabase("/nonexistent/a.mmdb")
    }
    #expect(throws: GeoError.notAFile(path: folder.path)) { try MaxMindDatabase(folder.path) }
    let pipe = "\(folder.path)/pipe"
    mkfifo(pipe, 0o600)
    #expect(throws: GeoError.notAFile(path: pipe)) { try MaxMindDatabase(pipe) }
    let words = "is no database of addresses, or is cut off: it has no metadata at its end"
    #expect(problem([]) == words)
    #expect(problem(Array("hello".utf8)) == words)
    #expect(problem([UInt8](repeating: 0, count: 300_000)) == words)
  }

  @Test("the error says the file and what to do")
  func words() {
    let path = folder.write([1, 2, 3], to: "x.mmdb")
    #expect(throws: GeoError.self) { try MaxMindDatabase(path) }
    let error = GeoError.database(path: path, problem: "is no database")
    #expect(
      "\(error)"
        == "\(path): is no database\nhelp: fetch the database again, as a file that ends with .mmdb"
    )
  }

  @Test("a database that is cut off anywhere is refused")
  func cut() {
    var writer = DatabaseWriter()
    writer.add("192.0.2.0/24", .city("Leeds", "England", "GB", 53.8, -1.55, radius: 20))
    let bytes = writer.bytes()
    #expect(problem(bytes) == nil)
    for count in 0..<bytes.count { #expect(problem(Array(bytes[..<count])) != nil, "\(count)") }
    for count in stride(from: 1, to: 600, by: 7) { #expect(problem(Array(bytes[count...])) != nil) }
  }

  @Test("metadata that are missing, wrong or of another kind")
  func metadata() {
    #expect(problem(metadata: [:]) == nil)
    for name in [
      "node_count", "record_size", "ip_version", "database_type", "binary_format_major_version",
      "build_epoch",
    ] {
      #expect(problem(metadata: [name: WrittenValue?.none]) != nil, "without \(name)")
      #expect(problem(metadata: [name: .double(1)]) != nil, "\(name) is of another kind")
    }
    #expect(problem(metadata: ["node_count": .uint32(0)]) != nil)
    #expect(problem(metadata: ["node_count": .uint32(.max)]) != nil)
    #expect(problem(metadata: ["node_count": .uint32(300)]) != nil)
    for size in [0, 1, 16, 27, 36, 65_535] {
      #expect(problem(metadata: ["record_size": .uint16(UInt16(size))]) != nil, "\(size)")
    }
    for version in [0, 5, 7] {
      #expect(problem(metadata: ["ip_version": .uint16(UInt16(version))]) != nil, "\(version)")
    }
    #expect(
      problem(metadata: ["binary_format_major_version": .uint16(3)])
        == "is of a version of its format that is not known")
    #expect(problem(metadata: ["languages": .array([.uint16(1)])]) != nil)
    #expect(problem(metadata: ["description": .string("en")]) != nil)
    #expect(problem(metadata: ["x": .pointer(0)]) != nil)
    #expect(problem(metadata: ["x": .pointer(100_000)]) != nil)
  }

  @Test("values nested deep in the metadata end nothing but themselves")
  func deepMetadata() {
    let deep = [UInt8]([0x01, 0x04])  // an array of one
    let raw = WrittenValue.raw((0..<60_000).flatMap { _ in deep } + [0x40])
    #expect(problem(metadata: ["x": raw])?.contains("nested too deep") ?? false)
  }

  @Test("pointers that lead outside, to pointers, and back to themselves")
  func pointers() {
    let out = problem(of: .map([("country", .pointer(70_000))]))
    #expect(out == "the pointer at byte 9 of its data leads nowhere")
    let chain = problem(of: .map([("a", .pointer(0))]), before: [.pointer(2), .pointer(0)])
    #expect(chain == "the pointer at byte 7 of its data leads to a pointer")
    #expect(
      problem(of: .map([("a", .pointer(0))]))
        == "the pointer at byte 3 of its data leads back to itself")
    let long = problem(
      of: .map([("a", .pointer(0))]),
      before: [.map([("b", .pointer(5))]), .map([("c", .pointer(10))]), .map([("d", .pointer(0))])])
    #expect(long?.hasSuffix("leads back to itself") ?? false)
    #expect(problem(of: .pointer(0))?.hasSuffix("leads to a pointer") ?? false)
  }

  @Test("keys that are no texts, sizes that are none, kinds that do not exist")
  func values() {
    #expect(problem(of: .raw([0xE1, 0xA1, 1, 0x40])) == "the key at byte 1 of its data is no text")
    #expect(
      problem(of: .raw([0xE1, 0x20, 0x04, 0x40, 0xE0]))
        == "the key at byte 1 of its data is no text")
    for raw: [UInt8] in [
      [0x68] + [0, 0, 0],  // a double of which bytes are missing
      [0x67] + [0, 0, 0, 0, 0, 0, 0],  // a double of seven
      [0xA3, 0, 0, 0],  // a number of 16 bits in three bytes
      [0x00, 0x05], [0x00, 0x06],  // containers and end marks
      [0x00, 0x0F], [0x00, 0xFF],  // of no kind
      [0x5F, 0xFF, 0xFF, 0xFF],  // a text of 16 MB
      [0xFF, 0xFF, 0xFF, 0xFF],  // as many members
      [0x1F, 0x04, 0xFF, 0xFF, 0xFF], [0x5D], [0x5E, 0], [0x00], [0x02, 0x07],
    ] {
      #expect(problem(of: .raw(raw)) != nil, "\(raw)")
    }
  }

  @Test("values nested deep, long ones, and ones that overlap are refused, and soon")
  func large() {
    let nested = WrittenValue.raw((0..<500_000).flatMap { _ in [UInt8]([0x01, 0x04]) } + [0x40])
    #expect(problem(of: nested)?.hasSuffix("is nested too deep") ?? false)
    let wide = WrittenValue.array(Array(repeating: .bool(true), count: 30_000))
    #expect(problem(of: wide)?.hasSuffix("has too many values") ?? false)
    // Each of many records goes on to the end of the same ones.
    var writer = DatabaseWriter()
    let run = writer.values.append(
      .raw(
        (0..<3000).flatMap { _ in [UInt8]([0x0A, 0x04]) } + [UInt8](repeating: 0x40, count: 30_000))
    )
    for index in 0..<3000 {
      writer.add("10.\(index / 256).\(index % 256).0/24", at: run + index * 2)
    }
    #expect(problem(writer.bytes()) != nil)
    // Billions of values, if pointers were followed each time; once each, they are few.
    var doubling = DatabaseWriter()
    doubling.values.sharesTexts = false
    var last = doubling.values.append(.string("x"))
    for _ in 0..<14 { last = doubling.values.append(.array([.pointer(last), .pointer(last)])) }
    doubling.add("192.0.2.0/24", at: last)
    #expect(problem(doubling.bytes()) == nil)
  }

  @Test("trees that lead out of the data, or around in circles")
  func trees() throws {
    func written(_ record: (DatabaseWriter) -> Int) -> [UInt8] {
      var writer = DatabaseWriter()
      writer.add("192.0.2.0/24", .city("Leeds", "England", "GB", 53.8, -1.55))
      writer.changes = [(writer.nodeCount - 1, 0, record(writer))]
      return writer.bytes()
    }
    #expect(problem(written { $0.nodeCount + 5000 })?.hasSuffix("leads out of the data") ?? false)
    #expect(problem(written { $0.nodeCount + 3 })?.hasSuffix("leads out of the data") ?? false)
    // A circle has no end, but a look-up has: after the bits of the address.
    let path = folder.write(written { _ in 0 }, to: "circle.mmdb")
    let database = try MaxMindDatabase(path)
    #expect(database.record(of: IPAddress(four: 0xC000_0201)) == nil)
    var writer = DatabaseWriter()
    writer.separator[3] = 1
    #expect(problem(writer.bytes()) == "no data begin behind its tree")
  }

  @Test("bytes changed anywhere: refused, or read without harm")
  func damage() {
    var generator = SeededGenerator(state: 11)
    for size in [24, 28, 32] {
      var writer = DatabaseWriter()
      writer.recordSize = size
      writer.hasAliases = true
      writer.add("192.0.2.0/24", .city("Leeds", "England", "GB", 53.8, -1.55, radius: 20))
      writer.add("2001:db8::/32", .city("Cambridge", "England", "GB", 52.21, 0.12))
      writer.add("198.51.100.0/24", .city(nil, nil, "FR", 48.85, 2.35))
      let bytes = writer.bytes()
      var opened = 0
      for _ in 0..<300 {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          // The tree is long and the rest short: half of the damage goes there.
          let start = Bool.random(using: &generator) ? 0 : max(bytes.count - 600, 0)
          damaged[Int.random(in: start..<bytes.count, using: &generator)] =
            UInt8.random(in: 0...255, using: &generator)
        }
        let path = folder.write(damaged, to: "damaged.mmdb")
        guard let database = try? MaxMindDatabase(path) else { continue }
        opened += 1
        for text in ["192.0.2.1", "198.51.100.9", "203.0.113.1", "2001:db8::1", "2002:c000:201::"] {
          guard let address = IPAddress(Array(text.utf8).span) else { continue }
          var answer = AddressAnswer()
          answer.add(database, of: address)
        }
      }
      #expect(opened > 0)
    }
  }
}
