import Event

/// What databases know of an address.
struct AddressAnswer: Sendable, Equatable {
  /// Whose network it is in.
  struct Owner: Sendable, Equatable {
    /// The number of the autonomous system.
    let number: UInt32
    /// Who has it.
    let organization: String?
  }

  /// Where it is; nil if that is not known.
  var place: Place?
  /// The code that the post has for it.
  var postalCode: String?
  /// Within how many kilometres it is of the place's point.
  var radius: Int?
  /// Whose network it is in; nil if that is not known.
  var owner: Owner?
  /// Which databases knew the place and the owner, with how many first bits of the address.
  var placeSource: Source?
  var ownerSource: Source?

  /// A database, and the network that it has a record for.
  struct Source: Sendable, Equatable {
    let database: String
    let type: String
    let bits: Int
  }

  /// How exact the place is.
  var precision: PlacePrecision {
    if place?.city != nil { return .city }
    return place?.region != nil ? .region : .country
  }
}

extension AddressAnswer {
  /// Reads what one database has, as far as nothing is known yet.
  mutating func add(_ database: MaxMindDatabase, of address: IPAddress) {
    guard database.kind == .places ? place == nil : owner == nil,
      let record = database.record(of: address)
    else { return }
    let source = Source(database: database.name, type: database.type, bits: record.bits)
    switch database.kind {
    case .places: addPlace(database, record, source)
    case .owners: addOwner(database, record, source)
    }
  }

  private mutating func addPlace(
    _ database: MaxMindDatabase, _ record: MaxMindDatabase.Record, _ source: Source
  ) {
    // Without a country a record says nothing that a map could show.
    guard let country = database.text(.country, of: record) else { return }
    var point: GeoPoint?
    if let latitude = database.number(.latitude, of: record),
      let longitude = database.number(.longitude, of: record)
    {
      point = GeoPoint(latitude: latitude, longitude: longitude)
    }
    place = Place(
      point: point, country: country, region: database.text(.region, of: record),
      city: database.text(.city, of: record))
    postalCode = database.text(.postalCode, of: record)
    radius = database.number(.radius, of: record).flatMap { Int(exactly: $0.rounded()) }
    if let radius, !(0...20_040).contains(radius) { self.radius = nil }
    placeSource = source
  }

  private mutating func addOwner(
    _ database: MaxMindDatabase, _ record: MaxMindDatabase.Record, _ source: Source
  ) {
    guard let number = database.number(.ownerNumber, of: record).flatMap(UInt32.init(exactly:))
    else { return }
    owner = Owner(number: number, organization: database.text(.ownerName, of: record))
    ownerSource = source
  }

  /// Appends the members of `geo`, without braces.
  func appendPlace(to out: inout JSONBuffer) {
    place?.append(to: &out)
    guard let postalCode else { return }
    out.append(",\"postal_code\":")
    out.append(quoted: postalCode)
  }
}

extension AddressAnswer.Owner {
  /// Appends the members of `as`, as ECS has them, without braces.
  func append(to out: inout JSONBuffer) {
    out.append("\"number\":")
    out.append(integer: Int64(number))
    guard let organization else { return }
    out.append(",\"organization\":{\"name\":")
    out.append(quoted: organization)
    out.append("}")
  }
}
