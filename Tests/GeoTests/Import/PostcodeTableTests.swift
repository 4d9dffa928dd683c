import Glibc
import Testing

@testable import Geo

@Suite("tables of postcodes")
struct PostcodeTableTests {
  private let folder = ScratchFolder()

  private static func table() -> [UInt8] {
    var reading = PostcodeImport()
    for line in [
      "CB2 1TN,52.2,0.12", "CB2 1TP,52.3,0.13", "LS1 4AP,53.8,-1.5", "W1A 1AA,51.5,-0.1",
    ] {
      _ = reading.add(Array(line.utf8).span)
    }
    return reading.table().bytes
  }

  private func error(_ bytes: [UInt8]) -> GeoError? {
    do throws(GeoError) {
      _ = try PostcodeTable(folder.write(bytes, to: "test.geo"))
      return nil
    } catch {
      return error
    }
  }

  /// The bytes with others at a place, and the checksum that belongs to them.
  private func signed(_ bytes: [UInt8], _ place: Int, _ value: UInt8) -> [UInt8] {
    var changed = bytes
    changed[place] = value
    var sum: [UInt8] = []
    PostcodeTableFormat.append(PostcodeTableFormat.checksum(changed.span), 8, to: &sum)
    for index in 0..<8 { changed[PostcodeTableFormat.checksumPlace + index] = sum[index] }
    return changed
  }

  @Test("a file that is none, one that is cut off, one of another version")
  func refused() {
    let path = "\(folder.path)/test.geo"
    let bytes = Self.table()
    #expect(error(bytes) == nil)
    #expect(error([]) == .table(path: path, problem: "is no table of places"))
    #expect(
      error(Array("PK\u{3}\u{4} and more".utf8))
        == .table(path: path, problem: "is no table of places"))
    for count in 8..<bytes.count {
      #expect(error(Array(bytes[..<count])) == .table(path: path, problem: "is cut off"))
    }
    #expect(error(bytes + [0]) == .table(path: path, problem: "is damaged"))
    #expect(error(signed(bytes, 8, 2)) == .newerTable(path: path, version: 2))
    #expect(
      "\(GeoError.newerTable(path: "a.geo", version: 2))".hasSuffix(
        "genlog geo import FILE... --to places.geo"))
  }

  @Test("a bit changed anywhere is found")
  func damage() {
    let bytes = Self.table()
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 1 << UInt8(place % 8)
      #expect(error(changed) != nil, "\(place)")
    }
  }

  @Test("rows out of order, and counts that are wrong, are refused though the checksum is right")
  func disorder() {
    let bytes = Self.table()
    var generator = SeededGenerator(state: 15)
    for place in 16..<bytes.count where !(24..<32).contains(place) {
      for _ in 0..<4 {
        let changed = signed(bytes, place, UInt8.random(in: 0...255, using: &generator))
        // Refused, or sound: then any postcode can be looked up.
        guard let table = try? PostcodeTable(folder.write(changed, to: "other.geo")) else {
          continue
        }
        for text in ["CB2 1TN", "LS1 4AP", "W1A 1AA", "AB10 1AA", "ZE3 9XY"] {
          if let postcode = Postcode(Array(text.utf8).span, at: 0, isLenient: false) {
            _ = table.find(postcode)
          }
        }
      }
    }
  }

  @Test("a file that is cut off while it is in use does no harm")
  func truncated() throws {
    let path = folder.write(Self.table(), to: "used.geo")
    let table = try PostcodeTable(path)
    // In place, as `cp` and `truncate` do it.
    let file = try #require(fopen(path, "r+"))
    #expect(ftruncate(fileno(file), 0) == 0)
    fclose(file)
    let postcode = Postcode(Array("CB2 1TN".utf8).span, at: 0, isLenient: false)
    #expect(postcode.flatMap { table.find($0) }?.isExact ?? false)
  }

  @Test("points come back within a metre")
  func points() throws {
    var generator = SeededGenerator(state: 16)
    for _ in 0..<5000 {
      let point = try #require(
        GeoPoint(
          latitude: Double.random(in: -90...90, using: &generator),
          longitude: Double.random(in: -180...180, using: &generator)))
      let again = try #require(PackedPoint(point).point)
      #expect(abs(point.latitude - again.latitude) < 0.000_009)
      #expect(abs(point.longitude - again.longitude) < 0.000_009)
    }
    for edge in [-90.0, 0, 90] {
      let point = try #require(GeoPoint(latitude: edge, longitude: edge * 2))
      #expect(PackedPoint(point).point != nil)
    }
  }

  @Test("keys of postcodes are different, and in the order of their letters")
  func keys() {
    var last: UInt32?
    for text in [
      "B1 1AA", "B1A 1AA", "B2 1AA", "B99 1AA", "BA1 1AA", "BB1 1AA", "C1 1AA", "ZE3 1AA",
    ] {
      let key = Postcode(Array(text.utf8).span, at: 0, isLenient: false)?.outwardKey
      #expect(key != nil && last.map { $0 < key ?? 0 } ?? true)
      #expect(Outcode(Array(text.prefix { $0 != " " }.utf8).span)?.key == key)
      last = key
    }
    for text in ["", "1", "B", "BB", "BBB1", "B1AA", "B123", "B0A1", "B01", "B1 "] {
      #expect(Outcode(Array(text.utf8).span) == nil, "\(text)")
    }
  }
}
