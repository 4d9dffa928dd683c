/// How the lines of a public table are to be read.
struct TableShape: Equatable {
  /// Where a line says its point.
  enum Coordinates: Equatable {
    /// Degrees north and east, in two columns.
    case degrees(latitude: Int, longitude: Int)
    /// Metres of the British National Grid.
    case grid(easting: Int, northing: Int)
  }

  /// What a table is, for people.
  let name: String
  let separator: CSVColumns.Separator
  /// The column of the postcode, or of its first half.
  let code: Int
  let coordinates: Coordinates
  /// The column that says the country, where only some are of use.
  var country: Int?

  /// The last column that is needed.
  var last: Int {
    let columns =
      switch coordinates {
      case .degrees(let latitude, let longitude): [latitude, longitude]
      case .grid(let easting, let northing): [easting, northing]
      }
    return max(code, columns.max() ?? 0, country ?? 0)
  }

  private static let codeNames: Set = [
    "pcds", "pcd", "pcd2", "pcd7", "pcd8", "postcode", "postal_code", "postalcode", "post code",
    "code",
    "outcode", "outward code",
  ]
  private static let latitudeNames: Set = ["lat", "latitude"]
  private static let longitudeNames: Set = ["long", "lon", "lng", "longitude"]
  private static let eastingNames: Set = ["eastings", "easting", "oseast1m", "east1m"]
  private static let northingNames: Set = ["northings", "northing", "osnrth1m", "north1m"]

  /// The shape that a line with the names of the columns says; nil if it is no such line.
  init?(names line: Span<UInt8>, columns: inout CSVColumns) {
    let separator = CSVColumns.separator(of: line)
    columns.read(line, separator)
    let names = columns.ranges.map { range -> String in
      range.count > 40 ? "" : Self.text(line, range).lowercased()
    }
    func column(_ words: Set<String>) -> Int? { names.firstIndex(where: words.contains) }
    // The whole of a postcode before what has no blank.
    guard let code = names.firstIndex(of: "pcds") ?? column(Self.codeNames) else { return nil }
    if let latitude = column(Self.latitudeNames), let longitude = column(Self.longitudeNames) {
      coordinates = .degrees(latitude: latitude, longitude: longitude)
    } else if let easting = column(Self.eastingNames), let northing = column(Self.northingNames) {
      coordinates = .grid(easting: easting, northing: northing)
    } else {
      return nil
    }
    let isOfONS = names.contains("pcds") || names.contains("oseast1m")
    name = isOfONS ? "ONS Postcode Directory" : "columns by their names"
    self.separator = separator
    self.code = code
  }

  /// The shape of a table without such a line, by its first row; nil if it is of none that is known.
  init?(row line: Span<UInt8>, columns: inout CSVColumns) {
    let separator = CSVColumns.separator(of: line)
    columns.read(line, separator)
    let ranges = columns.ranges
    func number(_ column: Int) -> Double? {
      ranges.indices.contains(column) ? Self.number(line, ranges[column]) : nil
    }
    self.separator = separator
    if separator == .tab, ranges.count >= 11, ranges[0].count == 2, number(9) != nil,
      number(10) != nil
    {
      name = "GeoNames"
      code = 1
      coordinates = .degrees(latitude: 9, longitude: 10)
      country = 0
    } else if ranges.count >= 4, let quality = number(1), (10...90).contains(quality),
      let easting = number(2), let northing = number(3), easting > 90 || quality == 90,
      northing > 180 || quality == 90
    {
      name = "Code-Point Open"
      code = 0
      coordinates = .grid(easting: 2, northing: 3)
    } else if ranges.count >= 3, ranges[0].count <= 10, number(1) != nil, number(2) != nil {
      name = "code, latitude, longitude"
      code = 0
      coordinates = .degrees(latitude: 1, longitude: 2)
    } else {
      return nil
    }
  }

  static func text(_ line: Span<UInt8>, _ range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    for index in range { bytes.append(line[index]) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The number in a column; nil if it is none.
  static func number(_ line: Span<UInt8>, _ range: Range<Int>) -> Double? {
    guard (1...30).contains(range.count) else { return nil }
    // Decimals as tables have them, without a String for each.
    var place = range.lowerBound
    var isNegative = false
    if line[place] == UInt8(ascii: "-") || line[place] == UInt8(ascii: "+") {
      isNegative = line[place] == UInt8(ascii: "-")
      place += 1
    }
    var value: Int64 = 0
    var scale: Double = 1
    var digits = 0
    var hasPoint = false
    while place < range.upperBound {
      let byte = line[place]
      place += 1
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
        continue
      }
      guard byte.isDigit else { return nil }
      // More digits say nothing.
      guard digits < 17 else { continue }
      value = value * 10 + Int64(byte & 0xF)
      digits += 1
      if hasPoint { scale *= 10 }
    }
    guard digits > 0 else { return nil }
    return Double(isNegative ? -value : value) / scale
  }
}
