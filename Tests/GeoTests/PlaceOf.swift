import Testing

@testable import Geo

/// A value and what is expected of it, written `value -> place`; `-` is no place.
struct PlaceCase: CustomTestStringConvertible, Sendable {
  let value: String
  let place: String?
  let testDescription: String

  init(_ line: Substring) {
    let parts = line.split(separator: "->", maxSplits: 1).map(String.init)
    value = PlaceCase.trimmed(parts[0])
    let place = parts.count > 1 ? PlaceCase.trimmed(parts[1]) : "-"
    self.place = place == "-" ? nil : place
    testDescription = String(line)
  }

  /// The cases of a text, a line each.
  static func all(_ text: String) -> [PlaceCase] { text.split(separator: "\n").map(PlaceCase.init) }

  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}

/// The place of a phone number: its town, else its country; nil if it has none.
func placeOfNumber(_ text: String) -> String? {
  let bytes = Array(text.utf8)
  guard let number = try? PhoneNumber.read(bytes.span),
    let place = NumberPlan.builtIn.place(of: number)
  else { return nil }
  let found = NumberPlan.builtIn.places.places[place]
  return found.city ?? found.country
}

/// The postcode found in a text, with its town; nil if there is none.
func postcode(in text: String) -> String? {
  let bytes = Array(text.utf8)
  guard let (postcode, area) = PostcodeAreas.builtIn.find(in: bytes.span) else { return nil }
  let areas = PostcodeAreas.builtIn
  return "\(postcode) \(areas.places.places[areas.areas[area].place].city ?? "")"
}

/// Kilometres between two points not far apart.
func kilometres(_ one: GeoPoint, _ other: GeoPoint) -> Double {
  let north = (one.latitude - other.latitude) * 111.2
  let east = (one.longitude - other.longitude) * 111.2 * cosine(one.latitude)
  return (north * north + east * east).squareRoot()
}

/// The cosine of an angle in degrees, to four digits, between -90 and 90.
func cosine(_ degrees: Double) -> Double {
  let square = (degrees * .pi / 180) * (degrees * .pi / 180)
  return 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56)))
}
