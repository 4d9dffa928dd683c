import Testing

@testable import Geo

@Suite("the tables of places")
struct AreaTableTests {
  /// The area codes of Ofcom's National Telephone Numbering Plan (appendix A) in 01, by their first four
  /// digits: the last ones that are in use.
  private static let codes = """
    0120:02456789 0122:3456789 0123:345679 0124:12345689 0125:023456789 0126:01234789 0127:013456789
    0128:023456789 0129:0123456789 0130:0123456789 0132:023456789 0133:0234579 0134:012346789
    0135:023456789 0136:012346789 0137:1235679 0138:012346789 0139:24578 0140:03456789 0142:02345789
    0143:0123456789 0144:0234569 0145:012345678 0146:012345679 0147:0123456789 0148:02345789
    0149:012345679 0150:12356789 0152:02456789 0153:015689 0154:023456789 0155:03456789
    0156:0123456789 0157:012356789 0158:0123468 0159:012345789 0160:034689 0162:01235689
    0163:013456789 0164:123467 0165:01234569 0166:13456789 0167:012345678 0168:013456789
    0169:0124578 0170:0246789 0172:0123456789 0173:023678 0174:03456789 0175:012346789
    0176:013456789 0177:012356789 0178:02456789 0179:023456789 0180:356789 0182:12345789
    0183:0234578 0184:01234578 0185:12456789 0186:234569 0187:0123456789 0188:023456789 0189:02569
    0190:0234589 0192:02345689 0193:12345789 0194:23456789 0195:01234579 0196:234789 0197:0124578
    0198:0123456789 0199:23457
    011:345678 0121: 0131: 0141: 0151: 0161: 0191:
    """

  /// Those of six digits.
  private static let longCodes: Set = [
    "013873", "015242", "015394", "015395", "015396", "016973", "016974", "016977", "017683",
    "017684", "017687", "019467",
  ]
  /// Those of three digits; of 023 and 028 the rows are finer.
  private static let shortCodes: Set = ["020", "023", "024", "028", "029"]
  /// Mixed areas, of which parts have rows of their own.
  private static let mixed: Set = [
    "01229", "01339", "01388", "01423", "01430", "01434", "01437", "01507", "01595", "01686",
    "01847", "01851", "01890", "01964", "01975", "0191", "023", "028",
  ]

  private let rows = TableText("uk-areas", PackageResources.uk_areas_tsv).rows
  private let postcodeRows = TableText("postcode-areas", PackageResources.postcode_areas_tsv).rows

  private static var expected: Set<String> {
    var all = longCodes.union(shortCodes)
    for group in codes.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let halves = group.split(separator: ":")
      let start = String(halves[0])
      if halves.count == 1 { all.insert(start) }
      for digit in halves.count > 1 ? halves[1] : "" { all.insert(start + String(digit)) }
    }
    return all
  }

  @Test("have all area codes of Ofcom's plan, and no others")
  func complete() throws {
    let crown: Set = ["01481", "01534", "01624"]
    var found: Set<String> = []
    for row in rows {
      let code = try #require(row.text(0))
      if Self.longCodes.contains(code) {
        found.insert(code)
      } else if let area = Self.mixed.first(where: { code.hasPrefix($0) }) {
        found.insert(area)
      } else {
        found.insert(code)
      }
    }
    #expect(Self.expected.count == 608)
    #expect(Self.expected.subtracting(found).sorted() == [], "missing")
    #expect(found.subtracting(Self.expected).sorted() == [], "no area codes")
    #expect(crown.isDisjoint(with: found))
  }

  @Test("have no code twice, and every row of them is used")
  func distinct() {
    let others = TableText("uk-others", PackageResources.uk_others_tsv).rows
    let countries = TableText("calling-codes", PackageResources.calling_codes_tsv).rows
    let codes =
      (rows + others).compactMap { $0.text(0) }
      + countries.flatMap { ($0.text(1) ?? "").split(separator: " ").map { "+\($0)" } }
    #expect(Set(codes).count == codes.count)
    #expect(NumberPlan.builtIn.rows.map(\.code) == codes)
    #expect(PostcodeAreas.builtIn.areas.count == postcodeRows.count)
    #expect(Set(postcodeRows.map { $0.text(0) }).count == 124)
  }

  @Test("name countries by two letters, each once")
  func countries() {
    let countries = TableText("calling-codes", PackageResources.calling_codes_tsv).rows.compactMap {
      $0.text(0)
    }
    #expect(Set(countries).count == countries.count)
    #expect(countries.allSatisfy { $0.utf8.count == 2 && $0.utf8.allSatisfy(\.isCapital) })
    #expect(countries == countries.sorted())
  }

  @Test("have points on the islands")
  func onLand() throws {
    for row in rows + postcodeRows {
      let point = try #require(row.point(2))
      let away = Shore.kilometres(from: point)
      // As far as the drawing of the coast is off.
      #expect(away < 2, "\(row.columns[0]) \(row.columns[1]) is \(away) km out at sea")
    }
  }

  @Test("have towns near the postcode area that is named with them")
  func nearPostcodes() throws {
    let areas = PostcodeAreas.builtIn
    for row in rows {
      let point = try #require(row.point(2))
      let letters = try #require(row.text(4))
      let area = try #require(areas.areas.first { $0.letters == letters }, "\(letters)")
      let points =
        [areas.places.places[area.place].point].compactMap { $0 }
        + (PostTowns.points[letters] ?? [])
      let distance = points.map { kilometres(point, $0) }.min() ?? .infinity
      #expect(
        distance < 30, "\(row.columns[0]) \(row.columns[1]) is \(distance) km from \(letters)")
    }
  }

  @Test("say the nation of each town, and digits to two places")
  func columns() throws {
    let nations: Set = ["England", "Scotland", "Wales", "Northern Ireland"]
    for row in rows {
      #expect(nations.contains(row.columns[5]), "\(row.columns)")
      #expect([6, 7].contains(row.columns.count), "\(row.columns)")
      for number in row.columns[2...3] {
        #expect(number.split(separator: ".").last?.count == 2, "\(row.columns)")
      }
    }
  }
}
