/// How exact a place is, as `genesys.geo.precision` has it.
enum PlacePrecision: String, Sendable {
  /// Some fifteen doors.
  case postcode
  /// The first half of a postcode.
  case outcode
  /// The town that an area code or a postcode area is named after.
  case area
  /// The town that a database of addresses names.
  case city
  /// A part of a country.
  case region
  case country

  /// The word that events have for it.
  var word: StaticString {
    switch self {
    case .postcode: "postcode"
    case .outcode: "outcode"
    case .area: "area"
    case .city: "city"
    case .region: "region"
    case .country: "country"
    }
  }
}
