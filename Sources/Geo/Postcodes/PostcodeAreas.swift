/// The 124 postcode areas, by the letters that a postcode begins with, and the districts that each has.
package struct PostcodeAreas: Sendable {
  /// An area.
  struct Area: Sendable {
    /// Its letters.
    let letters: String
    /// The number of its place.
    let place: Int
    /// The districts that may stand without a letter behind them, a bit for each number.
    fileprivate(set) var plain = DistrictSet()
    /// Those that may have one.
    fileprivate(set) var lettered = DistrictSet()
    /// Where it stands in its table.
    let line: Int
  }

  /// What is wrong with a postcode that looks like one.
  enum Fault: Error, Equatable {
    /// No area has its letters.
    case area
    /// The area has no such district.
    case district
  }

  private(set) var areas: [Area] = []
  private(set) var places = PlaceList()
  /// The table's name.
  let table: String
  /// By both letters, 27 for each first one: the area's number; -1 is none.
  private var numbers: [Int16] = Array(repeating: -1, count: 26 * 27)

  /// Those that are built in.
  package static let builtIn = PostcodeAreas(
    TableText("postcode-areas", PackageResources.postcode_areas_tsv))

  /// The number of the area of a postcode; nil if it cannot be one.
  func area(of postcode: Postcode) -> Int? { try? checked(postcode) }

  /// The number of the area of a postcode.
  /// - Throws: ``Fault``.
  func checked(_ postcode: Postcode) throws(Fault) -> Int {
    let number = Int(numbers[Self.index(postcode.letters.0, postcode.letters.1)])
    guard number >= 0 else { throw .area }
    guard areas[number].has(postcode.district, postcode.suffix) else { throw .district }
    return number
  }

  /// Whether there is a first half by itself.
  func has(_ outcode: Outcode) -> Bool {
    let number = Int(numbers[Self.index(outcode.letters.0, outcode.letters.1)])
    return number >= 0 && areas[number].has(outcode.district, outcode.suffix)
  }

  /// Finds a postcode in a value: the value as a whole, written as people do, or one in its text, written
  /// as the post wants it, in capital letters with one blank.
  func find(in text: Span<UInt8>) -> (postcode: Postcode, area: Int)? {
    var start = 0
    while start < text.count, text[start] <= 0x20 { start += 1 }
    if let postcode = Postcode(text, at: start, isLenient: true),
      Self.isBlank(text, from: postcode.end), let area = area(of: postcode)
    {
      return (postcode, area)
    }
    while start < text.count {
      if text[start].isCapital, start == 0 || !Self.goesOn(text[start - 1]),
        let postcode = Postcode(text, at: start, isLenient: false), postcode.hasBlank,
        postcode.end == text.count || !Self.goesOn(text[postcode.end]),
        let area = area(of: postcode)
      {
        return (postcode, area)
      }
      start += 1
    }
    return nil
  }

  private static func isBlank(_ text: Span<UInt8>, from start: Int) -> Bool {
    var place = start
    while place < text.count, text[place] <= 0x20 { place += 1 }
    return place == text.count
  }

  /// Whether a name or an id goes on with `byte`, so that no postcode begins or ends there.
  private static func goesOn(_ byte: UInt8) -> Bool {
    byte.isDigit || byte.isLetter || byte >= 0x80 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "@")
  }

  private static func index(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first - 0x41) * 27 + (second == 0 ? 0 : Int(second - 0x40))
  }

  // MARK: - Table

  init(_ table: TableText) {
    self.table = table.name
    for row in table.rows { add(row) }
  }

  /// Letters, post town, latitude, longitude, country, nation, districts.
  private mutating func add(_ row: TableRow) {
    guard let letters = row.text(0), let town = row.text(1), let point = row.point(2),
      let country = row.text(4), let districts = row.text(6)
    else { return }
    let bytes = Array(letters.utf8)
    guard (1...2).contains(bytes.count), bytes.allSatisfy(\.isCapital) else { return }
    let place = Place(point: point, country: country, region: row.text(5), city: town)
    var area = Area(letters: letters, place: places.add(place), line: row.line)
    for part in districts.split(separator: ",") { area.add(part) }
    numbers[Self.index(bytes[0], bytes.count > 1 ? bytes[1] : 0)] = Int16(areas.count)
    areas.append(area)
  }
}

extension PostcodeAreas.Area {
  /// Whether it has a district, with that letter behind its number or, for 0, none.
  fileprivate func has(_ district: Int, _ suffix: UInt8) -> Bool {
    suffix == 0 ? plain.contains(district) : lettered.contains(district)
  }

  /// Adds districts: `5`, `1-4`, with `?` behind if a letter may follow, or `!` if one must.
  fileprivate mutating func add(_ text: Substring) {
    let numbers = text.prefix { $0 != "?" && $0 != "!" }.split(separator: "-").compactMap {
      Int($0)
    }
    guard let first = numbers.first, let last = numbers.last, first <= last else { return }
    for number in first...last {
      if !text.hasSuffix("!") { plain.insert(number) }
      if text.hasSuffix("!") || text.hasSuffix("?") { lettered.insert(number) }
    }
  }
}

/// Numbers of districts, 0 to 99.
struct DistrictSet: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// Adds a number; one beyond 99 is none.
  mutating func insert(_ number: Int) {
    guard (0..<100).contains(number) else { return }
    if number < 64 { low |= 1 << UInt64(number) } else { high |= 1 << UInt64(number - 64) }
  }

  /// Whether a number is in the set.
  func contains(_ number: Int) -> Bool {
    guard (0..<100).contains(number) else { return false }
    return (number < 64 ? low >> UInt64(number) : high >> UInt64(number - 64)) & 1 != 0
  }
}
