/// Points of postcodes, from a file that `genlog geo import` made.
package final class PostcodeTable: Sendable {
  /// What a table knows of a postcode.
  struct Finding: Equatable {
    let point: GeoPoint
    /// Whether it is that of the postcode itself, or of its first half.
    let isExact: Bool
  }

  /// Its file's name.
  let name: String
  /// How many first halves and postcodes it has.
  package let outcodes: Int
  package let postcodes: Int

  private let copy: FileCopy

  private typealias Format = PostcodeTableFormat

  /// Opens the table at `path`, and looks through it.
  /// - Throws: ``GeoError``.
  package init(_ path: String) throws(GeoError) {
    copy = try FileCopy(of: path, atMost: Format.maxBytes)
    (outcodes, postcodes) = try copy.withBytes { bytes throws(GeoError) in
      try Self.counts(bytes, path)
    }
    name = String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
    let problem = copy.withBytes { Self.problem($0, outcodes, postcodes) }
    if let problem { throw .table(path: path, problem: problem) }
  }

  private static func counts(
    _ bytes: Span<UInt8>, _ path: String
  ) throws(GeoError) -> (outcodes: Int, postcodes: Int) {
    guard bytes.count >= Format.magic.count,
      Format.magic.indices.allSatisfy({ bytes[$0] == Format.magic[$0] })
    else { throw .table(path: path, problem: "is no table of places") }
    guard bytes.count >= Format.headBytes else {
      throw .table(path: path, problem: "is cut off")
    }
    let version = Int(Format.number(bytes, 8, 4))
    guard version == Format.version, Format.number(bytes, 12, 4) == Format.headBytes else {
      throw .newerTable(path: path, version: version)
    }
    let outcodes = Int(Format.number(bytes, 16, 4))
    let postcodes = Int(Format.number(bytes, 20, 4))
    let size =
      Format.headBytes + outcodes * Format.outcodeBytes + postcodes * Format.postcodeBytes
    guard bytes.count >= size else { throw .table(path: path, problem: "is cut off") }
    guard bytes.count == size,
      Format.checksum(bytes) == Format.number(bytes, Format.checksumPlace, 8)
    else { throw .table(path: path, problem: "is damaged") }
    return (outcodes, postcodes)
  }

  /// What is wrong with the order of its rows, which looking up relies on.
  private static func problem(_ bytes: Span<UInt8>, _ outcodes: Int, _ postcodes: Int) -> String? {
    let disorder = "its rows are not in order"
    let first = Format.headBytes + outcodes * Format.outcodeBytes
    var next = 0
    var last: UInt64?
    for index in 0..<outcodes {
      let place = Format.headBytes + index * Format.outcodeBytes
      let key = Format.number(bytes, place, 4)
      let count = Int(Format.number(bytes, place + 8, 8) >> 52)
      if let last, key <= last { return disorder }
      last = key
      guard Format.number(bytes, place + 4, 4) == UInt64(next), count <= postcodes - next else {
        return disorder
      }
      var inward = -1
      for row in next..<next + count {
        let key = Int(Format.number(bytes, first + row * Format.postcodeBytes, 8) >> 52)
        guard key > inward, key < Postcode.inwardCount else { return disorder }
        inward = key
      }
      next += count
    }
    return next == postcodes ? nil : disorder
  }

  /// What is known of a postcode; nil if not even its first half is.
  func find(_ postcode: Postcode) -> Finding? {
    copy.withBytes { bytes in
      guard let outcode = Self.outcode(postcode.outwardKey, bytes, outcodes) else { return nil }
      let start = Format.headBytes + outcodes * Format.outcodeBytes
      let first = Int(Format.number(bytes, outcode + 4, 4))
      let word = Format.number(bytes, outcode + 8, 8)
      var low = first
      var high = first + Int(word >> 52)
      let key = UInt64(postcode.inwardKey)
      while low < high {
        let middle = (low + high) / 2
        let row = Format.number(bytes, start + middle * Format.postcodeBytes, 8)
        if row >> 52 == key {
          return PackedPoint(bits: row).point.map { Finding(point: $0, isExact: true) }
        }
        if row >> 52 < key { low = middle + 1 } else { high = middle }
      }
      return PackedPoint(bits: word).point.map { Finding(point: $0, isExact: false) }
    }
  }

  /// Where the row of a first half stands.
  private static func outcode(_ key: UInt32, _ bytes: Span<UInt8>, _ count: Int) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      let place = Format.headBytes + middle * Format.outcodeBytes
      let other = UInt32(truncatingIfNeeded: Format.number(bytes, place, 4))
      if other == key { return place }
      if other < key { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
