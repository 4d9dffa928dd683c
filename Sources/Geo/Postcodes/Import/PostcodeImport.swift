/// Reads public tables of postcodes line by line, and makes one table of what they have.
///
/// What it holds is bounded by what postcodes there can be, a hundred megabytes, however long the tables are. A
/// postcode that stands twice has the point that was read last; a first half the mean of the rows that name it,
/// or, without one, of its postcodes.
package struct PostcodeImport: ~Copyable {
  /// Why a line was left out.
  package enum Reason: Int, CaseIterable, Sendable {
    /// It has fewer columns than the ones before it.
    case columns
    /// It names no postcode of the United Kingdom.
    case code
    /// Its coordinates are no numbers.
    case number
    /// They are far from the islands.
    case outside
    /// It has a postcode without a place, as the table itself says.
    case withoutPlace
    /// It is of another country.
    case country
  }

  /// A line that is told of.
  package struct Sample: Sendable, Equatable {
    /// Where it stands, from 1.
    package let line: Int
    package let reason: Reason
    /// What stands in the column of the code.
    package let code: String
  }

  /// What came of one file.
  package struct Account: Sendable {
    /// What it was taken for.
    package fileprivate(set) var shape = ""
    /// How many lines it has.
    package fileprivate(set) var lines = 0
    /// How many of them have a postcode, or the first half of one, with a place.
    package fileprivate(set) var taken = 0
    /// How many were left out, and why.
    package fileprivate(set) var left: [Reason: Int] = [:]
    /// The first of those that are wrong.
    package fileprivate(set) var samples: [Sample] = []
  }

  /// The mean of the points of a first half.
  private struct Mean {
    var latitude = 0.0
    var longitude = 0.0
    var count = 0.0

    mutating func add(_ point: GeoPoint) {
      latitude += point.latitude
      longitude += point.longitude
      count += 1
    }

    var point: GeoPoint? {
      count > 0 ? GeoPoint(latitude: latitude / count, longitude: longitude / count) : nil
    }
  }

  /// What is known of a first half.
  private struct District {
    let key: UInt32
    var mean = Mean()
    /// By the second half; 0 is none.
    var points: [UInt64] = []
  }

  /// What came of the current file.
  package private(set) var account = Account()

  private let areas = PostcodeAreas.builtIn
  private var shape: TableShape?
  private var columns = CSVColumns()
  private var districts: [District] = []
  private var numbers: [UInt32: Int] = [:]
  private var last = 0

  private static let maxSamples = 5
  /// A bit that a point has and nothing has not.
  private static let isKnown: UInt64 = 1 << 63
  /// The islands, with their farthest rocks.
  private static let latitudes = 49.0...61.5
  private static let longitudes = -9.5...2.5

  package init() {}

  /// Begins with the next file.
  package mutating func begin() {
    account = Account()
    shape = nil
  }

  /// Takes a line; false if the file is of no shape that is known.
  package mutating func add(_ line: Span<UInt8>) -> Bool {
    account.lines += 1
    var line = line
    if account.lines == 1, line.count >= 3, line[0] == 0xEF, line[1] == 0xBB, line[2] == 0xBF {
      line = line.extracting(3..<line.count)
    }
    guard !Self.isRemark(line) else { return true }
    if shape == nil {
      if let named = TableShape(names: line, columns: &columns) {
        shape = named
        account.shape = named.name
        return true
      }
      shape = TableShape(row: line, columns: &columns)
      account.shape = shape?.name ?? ""
    }
    guard let shape else { return false }
    columns.read(line, shape.separator)
    guard columns.ranges.count > shape.last else {
      leave(.columns, line, columns.ranges.first ?? 0..<0)
      return true
    }
    add(line, shape)
    return true
  }

  private mutating func add(_ line: Span<UInt8>, _ shape: TableShape) {
    let code = columns.ranges[shape.code]
    if let column = shape.country, !Self.isOfTheIslands(line, columns.ranges[column]) {
      return leave(.country, line, code)
    }
    let text = line.extracting(code)
    let postcode = Postcode(text, at: 0, isLenient: true).flatMap {
      $0.end == text.count && areas.area(of: $0) != nil ? $0 : nil
    }
    let outcode = postcode == nil ? Outcode(text).flatMap { areas.has($0) ? $0 : nil } : nil
    guard let key = postcode?.outwardKey ?? outcode?.key else { return leave(.code, line, code) }
    switch place(line, shape) {
    case .failure(let reason):
      leave(reason.reason, line, code)
    case .success(let point):
      account.taken += 1
      let number = number(of: key)
      guard let postcode else { return districts[number].mean.add(point) }
      if districts[number].points.isEmpty {
        districts[number].points = Array(repeating: 0, count: Postcode.inwardCount)
      }
      districts[number].points[postcode.inwardKey] = PackedPoint(point).bits | Self.isKnown
    }
  }

  /// The number of a first half; a new one if need be.
  private mutating func number(of key: UInt32) -> Int {
    // Tables are sorted, mostly.
    if last < districts.count, districts[last].key == key { return last }
    if let known = numbers[key] {
      last = known
    } else {
      last = districts.count
      numbers[key] = last
      districts.append(District(key: key))
    }
    return last
  }

  // MARK: - Columns

  private struct Left: Error {
    let reason: Reason
  }

  /// The point of a line.
  private func place(_ line: Span<UInt8>, _ shape: TableShape) -> Result<GeoPoint, Left> {
    let (first, second) =
      switch shape.coordinates {
      case .degrees(let latitude, let longitude): (latitude, longitude)
      case .grid(let easting, let northing): (easting, northing)
      }
    let (one, other) = (columns.ranges[first], columns.ranges[second])
    if one.isEmpty || other.isEmpty { return .failure(Left(reason: .withoutPlace)) }
    guard let one = TableShape.number(line, one), let other = TableShape.number(line, other) else {
      return .failure(Left(reason: .number))
    }
    let point: GeoPoint?
    switch shape.coordinates {
    case .degrees:
      // ONS writes 99.999999 and 0 for what has no place.
      if one > 99 && one < 100 || one == 0 && other == 0 {
        return .failure(Left(reason: .withoutPlace))
      }
      point = GeoPoint(latitude: one, longitude: other)
    case .grid:
      if one == 0, other == 0 { return .failure(Left(reason: .withoutPlace)) }
      point = NationalGrid.point(easting: one, northing: other)
    }
    guard let point, Self.latitudes.contains(point.latitude),
      Self.longitudes.contains(point.longitude)
    else { return .failure(Left(reason: .outside)) }
    return .success(point)
  }

  private static func isRemark(_ line: Span<UInt8>) -> Bool {
    var place = 0
    while place < line.count, line[place] <= 0x20 { place += 1 }
    return place == line.count || line[place] == UInt8(ascii: "#")
  }

  /// Whether a country is the United Kingdom, or one of the islands that have its postcodes.
  private static func isOfTheIslands(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count == 2 else { return false }
    switch (line[range.lowerBound], line[range.lowerBound + 1]) {
    case (UInt8(ascii: "G"), UInt8(ascii: "B")), (UInt8(ascii: "J"), UInt8(ascii: "E")),
      (UInt8(ascii: "G"), UInt8(ascii: "G")), (UInt8(ascii: "I"), UInt8(ascii: "M")):
      return true
    default:
      return false
    }
  }

  private mutating func leave(_ reason: Reason, _ line: Span<UInt8>, _ code: Range<Int>) {
    account.left[reason, default: 0] += 1
    guard reason.isWrong, account.samples.count < Self.maxSamples else { return }
    let shown = code.lowerBound..<min(code.upperBound, code.lowerBound + 20)
    account.samples.append(
      Sample(line: account.lines, reason: reason, code: TableShape.text(line, shown)))
  }
}

extension PostcodeImport.Reason {
  /// Whether it is a mistake of the table, rather than nothing to take.
  package var isWrong: Bool { self != .withoutPlace && self != .country }
}

extension PostcodeImport {
  /// The table of all that was read: the bytes of its file, and how many first halves and postcodes it has.
  package consuming func table() -> (bytes: [UInt8], outcodes: Int, postcodes: Int) {
    typealias Format = PostcodeTableFormat
    var rows: [UInt8] = []
    var postcodes: [UInt8] = []
    var outcodes = 0
    for district in districts.sorted(by: { $0.key < $1.key }) {
      var mean = Mean()
      let first = postcodes.count / Format.postcodeBytes
      for (inward, bits) in district.points.enumerated() where bits != 0 {
        let packed = PackedPoint(bits: bits)
        Format.append(UInt64(inward) << 52 | packed.bits, 8, to: &postcodes)
        if let point = packed.point { mean.add(point) }
      }
      guard let point = district.mean.point ?? mean.point else { continue }
      let count = postcodes.count / Format.postcodeBytes - first
      Format.append(UInt64(district.key), 4, to: &rows)
      Format.append(UInt64(first), 4, to: &rows)
      Format.append(UInt64(count) << 52 | PackedPoint(point).bits, 8, to: &rows)
      outcodes += 1
    }
    let count = postcodes.count / Format.postcodeBytes
    var bytes = Format.magic
    Format.append(UInt64(Format.version), 4, to: &bytes)
    Format.append(UInt64(Format.headBytes), 4, to: &bytes)
    Format.append(UInt64(outcodes), 4, to: &bytes)
    Format.append(UInt64(count), 4, to: &bytes)
    bytes += Array(repeating: 0, count: Format.headBytes - bytes.count)
    bytes.reserveCapacity(bytes.count + rows.count + postcodes.count)
    bytes += rows
    bytes += postcodes
    var sum: [UInt8] = []
    Format.append(Format.checksum(bytes.span), 8, to: &sum)
    for index in sum.indices { bytes[Format.checksumPlace + index] = sum[index] }
    return (bytes, outcodes, count)
  }
}
