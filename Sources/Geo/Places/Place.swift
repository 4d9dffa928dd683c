package import Event

/// A point on the Earth, in degrees north and east (WGS 84).
package struct GeoPoint: Sendable, Equatable {
  package let latitude: Double
  package let longitude: Double

  /// Makes a point; nil where there is none.
  package init?(latitude: Double, longitude: Double) {
    guard abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
    self.latitude = latitude
    self.longitude = longitude
  }
}

/// What is known of a place.
package struct Place: Sendable, Equatable {
  /// Where it is; nil if only the country is known.
  package let point: GeoPoint?
  /// The country, two letters (ISO 3166-1).
  package let country: String
  /// The nation of the United Kingdom.
  package let region: String?
  /// The town.
  package let city: String?

  /// Appends the fields that ECS has for it as members of an object, without the braces.
  package func append(to out: inout JSONBuffer) {
    if let point {
      out.append("\"location\":{\"lat\":")
      out.append(double: point.latitude)
      out.append(",\"lon\":")
      out.append(double: point.longitude)
      out.append("},")
    }
    out.append("\"country_iso_code\":")
    out.append(quoted: country)
    if let region {
      out.append(",\"region_name\":")
      out.append(quoted: region)
    }
    if let city {
      out.append(",\"city_name\":")
      out.append(quoted: city)
    }
  }
}

/// Places by number, each with the bytes that say it in an event.
struct PlaceList: Sendable {
  private(set) var places: [Place] = []
  private var bytes: [UInt8] = []
  private var ranges: [Range<Int>] = []

  /// Adds a place and returns its number.
  mutating func add(_ place: Place) -> Int {
    var json = JSONBuffer()
    place.append(to: &json)
    let start = bytes.count
    json.withBytes { json in for index in json.indices { bytes.append(json[index]) } }
    places.append(place)
    ranges.append(start..<bytes.count)
    return places.count - 1
  }

  /// Appends what an event says of the place `number`, without braces.
  func append(_ number: Int, to out: inout JSONBuffer) {
    out.append(bytes.span, ranges[number])
  }
}
