/// Places by the beginning of phone numbers: the area codes of the United Kingdom, the countries of the world.
package struct NumberPlan: Sendable {
  /// What a number begins with.
  struct Row: Sendable {
    /// The beginning as the table has it: `01223`, `+33`.
    let code: String
    /// What stands for it: the town, or what numbers are of that kind.
    let name: String
    /// The number of its place; nil for what has none.
    let place: Int?
    /// How many digits its numbers have, the country's code among them; nil where that differs.
    let counts: ClosedRange<Int>?
    /// Its table, and the line there.
    let table: String
    let line: Int
  }

  /// Why a number has no place.
  enum NoPlace: Equatable {
    /// No table has its beginning.
    case unknown
    /// Numbers of that kind are nowhere.
    case nowhere
    /// It is too long or too short for where it would be.
    case length
  }

  private(set) var rows: [Row] = []
  private(set) var places = PlaceList()
  private var tree = PrefixTree()

  /// The plan that is built in.
  package static let builtIn = NumberPlan(
    areas: TableText("uk-areas", PackageResources.uk_areas_tsv),
    others: TableText("uk-others", PackageResources.uk_others_tsv),
    countries: TableText("calling-codes", PackageResources.calling_codes_tsv))

  /// The number of the row that `number` falls under.
  func row(of number: PhoneNumber) -> Int? { tree.longest(of: number.digits) }

  /// The number of the place of `number`.
  func place(of number: PhoneNumber) -> Int? {
    guard let row = row(of: number), reason(number, row) == nil else { return nil }
    return rows[row].place
  }

  /// Why `number`, which falls under `row`, has no place; nil if it has one.
  func reason(_ number: PhoneNumber, _ row: Int?) -> NoPlace? {
    guard let row else { return .unknown }
    if rows[row].place == nil { return .nowhere }
    return rows[row].counts?.contains(number.digits.count) ?? true ? nil : .length
  }

  // MARK: - Tables

  /// Numbers of the United Kingdom have ten digits behind 44, with few exceptions.
  private static let usualCount = 12
  /// Those of North America ten behind 1.
  private static let americanCount = 11

  init(areas: TableText, others: TableText, countries: TableText) {
    for row in areas.rows { addArea(row) }
    for row in others.rows { addOther(row) }
    for row in countries.rows { addCountry(row) }
  }

  /// Code, town, latitude, longitude, postcode area, nation, digits of shorter local numbers.
  private mutating func addArea(_ row: TableRow) {
    guard let code = row.text(0), let town = row.text(1), let point = row.point(2) else { return }
    let place = Place(point: point, country: "GB", region: row.text(5), city: town)
    let shortest = row.text(6) == nil ? Self.usualCount : Self.usualCount - 1
    add(row, code, town, place, shortest...Self.usualCount)
  }

  /// Code, country or -, what it is.
  private mutating func addOther(_ row: TableRow) {
    guard let code = row.text(0), let country = row.text(1), let name = row.text(2) else { return }
    let place =
      country == "-" ? nil : Place(point: nil, country: country, region: nil, city: nil)
    add(row, code, name, place, Self.usualCount...Self.usualCount)
  }

  /// Country, codes with blanks between them.
  private mutating func addCountry(_ row: TableRow) {
    guard let country = row.text(0), let codes = row.text(1) else { return }
    let place = Place(point: nil, country: country, region: nil, city: nil)
    for code in codes.split(separator: " ") {
      let counts = code.hasPrefix("1") ? Self.americanCount...Self.americanCount : nil
      add(row, "+\(code)", country, place, counts)
    }
  }

  private mutating func add(
    _ row: TableRow, _ code: String, _ name: String, _ place: Place?, _ counts: ClosedRange<Int>?
  ) {
    var prefix = DigitString()
    // The 0 of an area code, and the + of a country's, are not dialled from abroad.
    for byte in ((code.hasPrefix("0") ? "44" : "") + code.dropFirst()).utf8 {
      guard byte.isDigit, prefix.count < DigitString.capacity else { return }
      prefix.append(byte & 0xF)
    }
    guard let number = Int16(exactly: rows.count), tree.insert(number, at: prefix) else { return }
    rows.append(
      Row(
        code: code, name: name, place: place.map { places.add($0) }, counts: counts,
        table: row.table, line: row.line))
  }
}
