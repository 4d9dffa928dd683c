import Event

/// What the tables make of one value, and why.
package struct GeoExplanation: Sendable, Equatable {
  /// What a value can be taken for.
  package enum Kind: String, Sendable {
    case number, postcode, address, nothing
  }

  /// The row of a table that decides.
  package struct Rule: Sendable, Equatable {
    /// What the value begins with.
    package let code: String
    /// What the row says that is.
    package let name: String
    /// Its table, and the line there; nil for a table without lines.
    package let table: String
    package var line: Int?
  }

  /// The value, as it was given.
  package let value: String
  /// What it was taken for.
  package let kind: Kind
  /// The same in words.
  package let reading: String
  /// The row that decides; nil if there is none.
  package private(set) var rule: Rule?
  /// Where it is; nil if it has no place.
  package private(set) var place: Place?
  /// The first half of a postcode, or all of it where a table has it.
  package private(set) var postalCode: String?
  /// How exact the place is.
  private var exactness: PlacePrecision?
  /// Within how many kilometres an address is.
  package private(set) var radius: Int?
  /// Whose network an address is in, and what says so.
  var owner: AddressAnswer.Owner?
  var ownerRule: Rule?
  /// Why it has no place.
  package private(set) var reason: String?

  /// Explains a value as the fields of events are looked at, with the tables that the user brought.
  package init(_ value: String, _ lookup: PlaceLookup = PlaceLookup()) {
    let bytes = Array(value.utf8)
    // First, as some addresses have as many digits as numbers.
    if let address = IPAddress(bytes.span) {
      self.init(value, address, lookup.databases)
      return
    }
    do {
      self.init(value, try PhoneNumber.read(bytes.span))
    } catch {
      if let (postcode, area) = PostcodeAreas.builtIn.find(in: bytes.span) {
        self.init(value, postcode, area, lookup.table)
      } else {
        self.init(value, refusal: error, bytes)
      }
    }
  }

  /// Explains a phone number.
  private init(_ value: String, _ number: PhoneNumber) {
    self.value = value
    kind = .number
    reading = "the phone number \(number), \(number.form.words)"
    let plan = NumberPlan.builtIn
    let found = plan.row(of: number)
    if let found {
      let row = plan.rows[found]
      rule = Rule(code: row.code, name: row.name, table: row.table, line: row.line)
      place = plan.place(of: number).map { plan.places.places[$0] }
      exactness = place.map { $0.point == nil ? .country : .area }
    }
    reason = plan.reason(number, found).map { $0.words(number) }
  }

  /// Explains a postcode.
  private init(_ value: String, _ postcode: Postcode, _ number: Int, _ table: PostcodeTable?) {
    self.value = value
    kind = .postcode
    reading = "the postcode \(postcode)"
    let areas = PostcodeAreas.builtIn
    let area = areas.areas[number]
    let found = areas.places.places[area.place]
    rule = Rule(
      code: area.letters, name: found.city ?? area.letters, table: areas.table, line: area.line)
    place = found
    postalCode = postcode.outward
    exactness = .area
    guard let table, let finer = table.find(postcode) else { return }
    if finer.isExact { postalCode = postcode.description }
    exactness = finer.isExact ? .postcode : .outcode
    rule = Rule(code: postalCode ?? "", name: found.city ?? area.letters, table: table.name)
    place = Place(
      point: finer.point, country: found.country, region: found.region, city: found.city)
  }

  /// Explains an address.
  private init(_ value: String, _ address: IPAddress, _ databases: AddressDatabases?) {
    self.value = value
    kind = .address
    reading = "the address \(address)"
    if let special = address.special {
      reason = special.words
      return
    }
    guard let databases else {
      reason = "no database of addresses was named: --geo-ip FILE"
      return
    }
    var answer = AddressAnswer()
    for database in databases.current { answer.add(database, of: address) }
    owner = answer.owner
    ownerRule = answer.ownerSource.map { Rule($0, address) }
    rule = answer.placeSource.map { Rule($0, address) } ?? ownerRule
    place = answer.place
    postalCode = answer.postalCode
    radius = answer.radius
    if place == nil { reason = "no database knows where it is" }
    exactness = place.map { _ in answer.precision }
  }

  /// Explains what is neither.
  private init(_ value: String, refusal: PhoneNumber.Refusal, _ bytes: [UInt8]) {
    self.value = value
    kind = .nothing
    reading = refusal == .notANumber ? "neither a phone number nor a postcode" : refusal.words
    if let postcode = Postcode(bytes.span, at: 0, isLenient: true) {
      reason = PostcodeAreas.builtIn.words(for: postcode)
    } else if Self.withheld.contains(value.lowercased()) {
      reason = "the caller is withheld"
    }
  }

  /// What stands where a caller does not want to be known.
  private static let withheld: Set = [
    "anonymous", "private", "restricted", "unavailable", "unknown", "withheld", "blocked",
  ]

  /// How the place was found, as `genesys.geo.method` has it.
  package var method: String? {
    guard place != nil else { return nil }
    switch kind {
    case .postcode: return "postcode"
    case .address: return "ip"
    case .number, .nothing: return "std"
    }
  }

  /// How exact it is, as `genesys.geo.precision` has it.
  package var precision: String? { exactness?.rawValue }
}

extension GeoExplanation.Rule {
  /// The network of an address in a database.
  fileprivate init(_ source: AddressAnswer.Source, _ address: IPAddress) {
    code = "\(address.network(source.bits))/\(source.bits)"
    name = source.type
    table = source.database
  }
}

extension IPAddress.Special {
  /// Why such an address has no place.
  fileprivate var words: String {
    switch self {
    case .unspecified: "an address that stands for none"
    case .loopback: "an address of the machine itself"
    case .privateUse: "a private address"
    case .carrier: "an address inside of a carrier's network"
    case .linkLocal: "an address of one link only"
    case .multicast: "an address of many receivers"
    case .reserved: "an address that is set aside"
    }
  }
}

extension PhoneNumber.Form {
  /// How a number was written.
  fileprivate var words: String {
    switch self {
    case .plus: "written with + and the country's code"
    case .zeros: "written with 00 and the country's code"
    case .countryCode: "written with 44 and without a +"
    case .national: "written as at home, with a 0"
    case .context: "written with the context of a URI"
    }
  }
}

extension PhoneNumber.Refusal {
  /// Why a text is no number with a place.
  fileprivate var words: String {
    switch self {
    case .empty: "nothing"
    case .notANumber: "no phone number"
    case .short: "a short number: an internal one, a short code, or a part of one"
    case .long: "too many digits for a phone number"
    case .noCountry: "digits that say no country: they begin with neither +, nor 00, nor 0, nor 44"
    }
  }
}

extension NumberPlan.NoPlace {
  /// Why a number has no place.
  fileprivate func words(_ number: PhoneNumber) -> String {
    switch self {
    case .unknown: "no table has a beginning of \(number)"
    case .nowhere: "numbers of that kind are in no place"
    case .length: "\(number.digits.count) digits are too many or too few for a number there"
    }
  }
}

extension PostcodeAreas {
  /// What is wrong with a postcode that looks like one.
  fileprivate func words(for postcode: Postcode) -> String? {
    do {
      _ = try checked(postcode)
      return nil
    } catch {
      switch error {
      case .area: return "no postcode area has the letters of \(postcode.outward)"
      case .district: return "there is no district \(postcode.outward)"
      }
    }
  }
}
