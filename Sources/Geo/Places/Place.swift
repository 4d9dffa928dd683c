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

extension GeoPoint {
  /// Appends it as the member `location`, and a comma.
  func append(to out: inout JSONBuffer) {
    out.append("\"location\":{\"lat\":")
    out.append(double: latitude)
    out.append(",\"lon\":")
    out.append(double: longitude)
    out.append("},")
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
    point?.append(to: &out)
    appendNames(to: &out)
  }

  /// Appends them without the point.
  func appendNames(to out: inout JSONBuffer) {
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
  /// Where the names begin in each.
  private var names: [Int] = []

  /// Adds a place and returns its number.
  mutating func add(_ place: Place) -> Int {
    var json = JSONBuffer()
    place.point?.append(to: &json)
    let start = bytes.count
    names.append(start + json.count)
    place.appendNames(to: &json)
    json.withBytes { json in for index in json.indices { bytes.append(json[index]) } }
    places.append(place)
    ranges.append(start..<bytes.count)
    return places.count - 1
  }

  /// Appends what an event says of the place `number`, without braces.
  func append(_ number: Int, to out: inout JSONBuffer) {
    out.append(bytes.span, ranges[number])
  }

  /// Appends the same with another point.
  func append(_ number: Int, at point: GeoPoint, to out: inout JSONBuffer) {
    point.append(to: &out)
    out.append(bytes.span, names[number]..<ranges[number].upperBound)
  }
}
