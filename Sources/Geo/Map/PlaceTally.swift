import Event

/// Counts events by where they are.
package struct PlaceTally: Sendable {
  /// A point to two decimals, which is about a kilometre.
  struct Cell: Hashable, Sendable {
    let latitude: Int32
    let longitude: Int32

    /// The point as it is counted.
    var point: (latitude: Double, longitude: Double) {
      (Double(latitude) / 100, Double(longitude) / 100)
    }
  }

  /// What is counted at a point, or in a country.
  struct Entry: Sendable {
    /// The town, or the country where no more is known; empty for neither.
    let name: String
    /// How many events there are.
    var events = 0
  }

  /// How many events were seen.
  package private(set) var events = 0
  /// How many of them have a place.
  package private(set) var placed = 0
  private(set) var cells: [Cell: Entry] = [:]
  /// What is known of by its country only.
  private(set) var countries: [String: Entry] = [:]
  /// How many have a place that was one too many to be counted by itself.
  private(set) var others = 0

  private let object: FieldPath

  /// More points than a page can show.
  private static let maxCells = 20_000
  private static let maxCountries = 1_000
  /// What is longer is no name.
  private static let maxName = 100

  /// Counts by the places in the object `object`, `client.geo`; nil if that is no name of a field.
  package init?(_ object: String) {
    guard let path = FieldPath(object) else { return nil }
    self.object = path
  }

  /// Counts an event; false if the line is none.
  package mutating func add(_ event: Span<UInt8>) -> Bool {
    guard isObject(event) else { return false }
    events += 1
    guard let place = JSONLookup.value(at: object, in: event), place.kind == .object else {
      return true
    }
    let part = event.extracting(place.range)
    let country = text(Self.country, part) ?? ""
    let city = text(Self.city, part) ?? country
    if let latitude = number(Self.latitude, part), let longitude = number(Self.longitude, part),
      let point = GeoPoint(latitude: latitude, longitude: longitude)
    {
      let cell = Cell(
        latitude: Int32((point.latitude * 100).rounded()),
        longitude: Int32((point.longitude * 100).rounded()))
      Self.count(city, at: cell, in: &cells, limit: Self.maxCells, &others)
    } else if !country.isEmpty {
      Self.count(country, at: country, in: &countries, limit: Self.maxCountries, &others)
    } else {
      return true
    }
    placed += 1
    return true
  }

  private static func count<Key>(
    _ name: String, at key: Key, in entries: inout [Key: Entry], limit: Int, _ others: inout Int
  ) {
    if entries[key] != nil || entries.count < limit {
      entries[key, default: Entry(name: name)].events += 1
    } else {
      others += 1
    }
  }

  private func isObject(_ event: Span<UInt8>) -> Bool {
    var walker = JSONWalker()
    guard case .open(true) = walker.next(in: event) else { return false }
    return true
  }

  private func text(_ path: FieldPath?, _ place: Span<UInt8>) -> String? {
    guard let path, let value = JSONLookup.value(at: path, in: place), value.kind == .string,
      value.content.count <= Self.maxName
    else { return nil }
    return JSONLookup.text(of: value, in: place)
  }

  private func number(_ path: FieldPath?, _ place: Span<UInt8>) -> Double? {
    guard let path, let value = JSONLookup.value(at: path, in: place), value.kind == .number,
      value.content.count <= Self.maxName
    else { return nil }
    return Double(JSONLookup.text(of: value, in: place))
  }

  private static let latitude = FieldPath("location.lat")
  private static let longitude = FieldPath("location.lon")
  private static let country = FieldPath("country_iso_code")
  private static let city = FieldPath("city_name")
}
