import Testing

@testable import Geo

@Suite("import of public tables")
struct PostcodeImportTests {
  private let folder = ScratchFolder()

  /// What came of the files, and the table that was made of them.
  private func imported(_ files: String...) throws -> (
    accounts: [PostcodeImport.Account], table: PostcodeTable
  ) {
    var reading = PostcodeImport()
    var accounts: [PostcodeImport.Account] = []
    for file in files {
      reading.begin()
      for line in file.split(separator: "\n", omittingEmptySubsequences: false) {
        let isKnown = reading.add(Array(line.utf8).span)
        #expect(isKnown)
      }
      accounts.append(reading.account)
    }
    let path = folder.write(reading.table().bytes, to: "places.geo")
    return (accounts, try PostcodeTable(path))
  }

  private func find(_ table: PostcodeTable, _ text: String) -> PostcodeTable.Finding? {
    let bytes = Array(text.utf8)
    return Postcode(bytes.span, at: 0, isLenient: true).flatMap { table.find($0) }
  }

  private func isAt(_ finding: PostcodeTable.Finding?, _ latitude: Double, _ longitude: Double)
    -> Bool
  {
    guard let finding else { return false }
    return abs(finding.point.latitude - latitude) < 0.000_02
      && abs(finding.point.longitude - longitude) < 0.000_02
  }

  @Test("the ONS Postcode Directory: columns by their names, quotes, postcodes without a place")
  func directory() throws {
    let (accounts, table) = try imported(
      """
      \u{FEFF}"pcd","pcd2","pcds","dointr","doterm","oseast1m","osnrth1m","lat","long"
      "CB2 1TN","CB2  1TN","CB2 1TN","198001","","545000","258000",52.2010,0.1240
      "CB21TP","CB2  1TP","CB2 1TP","198001","199606","","",52.2030,0.1260
      "GY1 1AA","GY1  1AA","GY1 1AA","198001","","","",99.999999,0.000000
      "AB1 0AA","AB1  0AA","AB1 0AA","198001","199606","","",57.101474,-2.242851

      """)
    #expect(accounts[0].shape == "ONS Postcode Directory")
    #expect(accounts[0].taken == 2 && accounts[0].left == [.withoutPlace: 1, .code: 1])
    #expect(accounts[0].samples == [PostcodeImport.Sample(line: 5, reason: .code, code: "AB1 0AA")])
    #expect(table.postcodes == 2 && table.outcodes == 1)
    #expect(isAt(find(table, "CB2 1TN"), 52.2010, 0.1240))
    #expect(find(table, "cb21tp")?.isExact ?? false)
    let other = find(table, "CB2 9ZZ")
    #expect(isAt(other, 52.2020, 0.1250) && other?.isExact == false)
    #expect(find(table, "CB1 1AA") == nil && find(table, "GY1 1AA") == nil)
  }

  @Test("Code-Point Open: eastings and northings, no names of columns")
  func codePoint() throws {
    let (accounts, table) = try imported(
      """
      "EH1 1AA",10,325700,673900,"S92000003","","S08000024","","S12000036","S13002930"
      "EH11AB",10,325710,673910,"S92000003","","S08000024","","S12000036","S13002930"
      "EH1 1AD",90,0,0,"S92000003","","","","",""
      "EH1 1AE",10,x,673900,"S92000003","","","","",""
      """)
    #expect(accounts[0].shape == "Code-Point Open")
    #expect(accounts[0].taken == 2 && accounts[0].left == [.withoutPlace: 1, .number: 1])
    let point = try #require(NationalGrid.point(easting: 325_700, northing: 673_900))
    #expect(isAt(find(table, "EH1 1AA"), point.latitude, point.longitude))
    #expect(table.postcodes == 2)
  }

  @Test("GeoNames: tabs, other countries left aside, several rows of one outcode averaged")
  func geoNames() throws {
    func row(_ country: String, _ code: String, _ latitude: String, _ longitude: String) -> String {
      [country, code, "Some Place", "England", "ENG", "", "", "", "", latitude, longitude, "4"]
        .joined(separator: "\t")
    }
    let (accounts, table) = try imported(
      [
        row("GB", "LS1", "53.80", "-1.54"), row("GB", "LS1", "53.79", "-1.56"),
        row("FR", "75001", "48.86", "2.34"), row("JE", "JE2", "49.19", "-2.10"),
        row("GB", "LS1 4AP", "53.7975", "-1.5500"), row("GB", "LS99", "53.8", ""),
      ].joined(separator: "\n"))
    #expect(accounts[0].shape == "GeoNames")
    #expect(accounts[0].taken == 4 && accounts[0].left[.country] == 1)
    #expect(isAt(find(table, "LS1 9ZZ"), 53.795, -1.55))
    #expect(isAt(find(table, "LS1 4AP"), 53.7975, -1.55))
    #expect(isAt(find(table, "JE2 3AB"), 49.19, -2.10))
  }

  @Test(
    "lines of code, latitude, longitude: between commas, semicolons or tabs, with names or remarks",
    arguments: [
      "CB2 1TN,52.2,0.12", "CB2 1TN;52.2;0.12;more", "CB2 1TN\t52.2\t0.12\toutcode",
      "# made by us\n\ncb21tn , 52.2 , 0.12", "Postcode,Longitude,Latitude\nCB2 1TN,0.12,52.2",
      "id;code;lat;lng\n7;\"CB2 1TN\";+52.20;0.1200", "CB2 1TN,52.2,0.12\r",
      "postcode,easting,northing\nCB2 1TN,544981.3,257904.6",
    ])
  func plain(_ text: String) throws {
    let (accounts, table) = try imported(text)
    #expect(accounts[0].taken == 1)
    let finding = try #require(find(table, "CB2 1TN"))
    #expect(finding.isExact && abs(finding.point.latitude - 52.2) < 0.001)
    #expect(abs(finding.point.longitude - 0.12) < 0.001)
  }

  @Test("the last file wins for a postcode; an outcode that is named is where it is named")
  func several() throws {
    let (accounts, table) = try imported(
      "CB2 1TN,52.1,0.1\nCB2 1TP,52.3,0.3\nLS1 4AP,53.8,-1.5", "CB2 1TN,52.2,0.2\nLS1,53.7,-1.4")
    #expect(accounts.map(\.taken) == [3, 2])
    #expect(isAt(find(table, "CB2 1TN"), 52.2, 0.2))
    #expect(isAt(find(table, "CB2 9ZZ"), 52.25, 0.25))
    #expect(isAt(find(table, "LS1 9ZZ"), 53.7, -1.4))
    #expect(isAt(find(table, "LS1 4AP"), 53.8, -1.5))
  }

  @Test("lines that are wrong are counted by what is wrong, and the first are told")
  func wrong() throws {
    let (accounts, table) = try imported(
      """
      CB2 1TN,52.2,0.12
      CB2 1TP,52.2
      QQ1 1AA,52.2,0.12
      CB2 1CC,52.2,0.12
      CB2 1TQ,north,0.12
      CB2 1TR,0.12,52.2
      CB2 1TS,91,0
      CB2 1TT,-52.2,0.12
      CB2 1TU,,
      CB2 1TW,1e5,1.2.3
      CB2 1TX extra,52.2,0.12
      """)
    #expect(accounts[0].lines == 11 && accounts[0].taken == 1)
    #expect(
      accounts[0].left == [.columns: 1, .code: 3, .number: 2, .outside: 3, .withoutPlace: 1])
    #expect(accounts[0].samples.count == 5)
    #expect(accounts[0].samples.map(\.line) == [2, 3, 4, 5, 6])
    #expect(table.postcodes == 1)
  }

  @Test(
    "what is no such table is refused at its first row",
    arguments: ["hello", "a,b,c", "{\"a\":1}", "1,2", "name;value\n", "\u{7F}ELF"])
  func unknown(_ text: String) {
    var reading = PostcodeImport()
    reading.begin()
    let isKnown = reading.add(Array(text.split(separator: "\n")[0].utf8).span)
    #expect(!isKnown)
  }

  @Test("all second halves of a district stand beside each other, each found again")
  func all() throws {
    let letters = Array("ABDEFGHJLNPQRSTUWXYZ")
    var lines: [String] = []
    for digit in 0..<10 {
      for first in letters {
        for second in letters {
          lines.append("W1A \(digit)\(first)\(second),51.\(500 + digit),-0.14")
        }
      }
    }
    var generator = SeededGenerator(state: 13)
    let (_, table) = try imported(lines.shuffled(using: &generator).joined(separator: "\n"))
    #expect(table.postcodes == 4000 && table.outcodes == 1)
    for line in lines {
      let code = String(line.prefix(7))
      let digit = code.dropFirst(4).prefix(1)
      #expect(isAt(find(table, code), Double("51.50\(digit)") ?? 0, -0.14))
    }
  }

  @Test("any bytes are read as lines of a table, and what is taken is found")
  func anyBytes() throws {
    var generator = SeededGenerator(state: 14)
    let alphabet = Array("CBLSW12 0AD,;\t\"53.8-1.5\n#eE+x\u{0}é".utf8)
    for round in 0..<400 {
      var reading = PostcodeImport()
      reading.begin()
      _ = reading.add(
        Array(["CB2 1TN,52.2,0.12", "pcds,lat,long", "LS1;53.8;-1.5"][round % 3].utf8).span)
      for _ in 0..<20 {
        let line = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
          alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
        }
        _ = reading.add(line.span)
      }
      let taken = reading.account.taken
      let table = reading.table()
      #expect(table.outcodes <= taken && table.postcodes <= taken)
      _ = try PostcodeTable(folder.write(table.bytes, to: "any.geo"))
    }
  }
}
