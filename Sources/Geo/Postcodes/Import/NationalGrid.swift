import Glibc

/// Points of the British National Grid (OSGB36) as degrees (WGS 84).
///
/// The projection is undone on Airy's ellipsoid, and the result moved by one Helmert transformation for all of
/// Great Britain: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes B and C and
/// section 6.6. That is about 5 m exact, as Ordnance Survey says; its own grid of shifts would be 0.1 m.
enum NationalGrid {
  /// An ellipsoid by its half axes in metres.
  private struct Ellipsoid {
    let major: Double
    let minor: Double

    static let airy = Ellipsoid(major: 6_377_563.396, minor: 6_356_256.909)
    static let wgs84 = Ellipsoid(major: 6_378_137.000, minor: 6_356_752.3142)

    /// The square of the eccentricity.
    var square: Double { 1 - minor * minor / (major * major) }
  }

  private static let scale = 0.999_601_271_7
  private static let originLatitude = 49 * Double.pi / 180
  private static let originLongitude = -2 * Double.pi / 180
  private static let falseEasting = 400_000.0
  private static let falseNorthing = -100_000.0

  /// Metres that the grid spans: a point beyond is none.
  private static let eastings = 0.0...700_000.0
  private static let northings = 0.0...1_300_000.0

  /// The point of metres east and north; nil beyond the grid.
  static func point(easting: Double, northing: Double) -> GeoPoint? {
    guard eastings.contains(easting), northings.contains(northing) else { return nil }
    let (latitude, longitude) = unproject(easting, northing)
    let (north, east) = moved(latitude, longitude)
    return GeoPoint(latitude: north * 180 / .pi, longitude: east * 180 / .pi)
  }

  /// Undoes the transverse Mercator projection (annex C.2); the result is in radians on Airy's ellipsoid.
  private static func unproject(_ easting: Double, _ northing: Double) -> (Double, Double) {
    let airy = Ellipsoid.airy
    var latitude = originLatitude
    // The arc comes within a hundredth of a millimetre in a few steps.
    for _ in 0..<10 {
      let left = northing - falseNorthing - arc(latitude)
      if abs(left) < 0.00001 { break }
      latitude += left / (airy.major * scale)
    }
    let sine = sin(latitude)
    let tangent = tan(latitude)
    let secant = 1 / cos(latitude)
    let root = 1 - airy.square * sine * sine
    let across = airy.major * scale / root.squareRoot()
    let along = across * (1 - airy.square) / root
    let bend = across / along - 1
    let t2 = tangent * tangent
    let t4 = t2 * t2
    let east = easting - falseEasting
    let seventh = tangent / (2 * along * across)
    let eighth = tangent / (24 * along * power(across, 3)) * (5 + 3 * t2 + bend - 9 * t2 * bend)
    let ninth = tangent / (720 * along * power(across, 5)) * (61 + 90 * t2 + 45 * t4)
    let tenth = secant / across
    let eleventh = secant / (6 * power(across, 3)) * (across / along + 2 * t2)
    let twelfth = secant / (120 * power(across, 5)) * (5 + 28 * t2 + 24 * t4)
    let last = secant / (5040 * power(across, 7)) * (61 + 662 * t2 + 1320 * t4 + 720 * t4 * t2)
    return (
      latitude - seventh * power(east, 2) + eighth * power(east, 4) - ninth * power(east, 6),
      originLongitude + tenth * east - eleventh * power(east, 3) + twelfth * power(east, 5)
        - last * power(east, 7)
    )
  }

  /// The developed arc of the meridian from the origin to a latitude (annex C.1).
  private static func arc(_ latitude: Double) -> Double {
    let airy = Ellipsoid.airy
    let n = (airy.major - airy.minor) / (airy.major + airy.minor)
    let n2 = n * n
    let n3 = n2 * n
    let difference = latitude - originLatitude
    let sum = latitude + originLatitude
    let first = (1 + n + 1.25 * n2 + 1.25 * n3) * difference
    let second = (3 * n + 3 * n2 + 2.625 * n3) * sin(difference) * cos(sum)
    let third = (1.875 * n2 + 1.875 * n3) * sin(2 * difference) * cos(2 * sum)
    let fourth = 35 / 24 * n3 * sin(3 * difference) * cos(3 * sum)
    return airy.minor * scale * (first - second + third - fourth)
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<exponent { result *= base }
    return result
  }

  /// Moves a point from Airy's ellipsoid, at height 0, to that of WGS 84 (section 6.6, the signs turned).
  private static func moved(_ latitude: Double, _ longitude: Double) -> (Double, Double) {
    let airy = Ellipsoid.airy
    let across = airy.major / (1 - airy.square * sin(latitude) * sin(latitude)).squareRoot()
    let x = across * cos(latitude) * cos(longitude)
    let y = across * cos(latitude) * sin(longitude)
    let z = (1 - airy.square) * across * sin(latitude)
    // Metres, parts of a million, seconds of arc.
    let second = Double.pi / 180 / 3600
    let (shiftX, shiftY, shiftZ) = (446.448, -125.157, 542.060)
    let grow = 1 - 20.4894e-6
    let (turnX, turnY, turnZ) = (0.1502 * second, 0.2470 * second, 0.8421 * second)
    return degrees(
      shiftX + grow * x - turnZ * y + turnY * z,
      shiftY + turnZ * x + grow * y - turnX * z,
      shiftZ - turnY * x + turnX * y + grow * z)
  }

  /// Latitude and longitude, in radians, of a point in space (annex B.2).
  private static func degrees(_ x: Double, _ y: Double, _ z: Double) -> (Double, Double) {
    let wgs84 = Ellipsoid.wgs84
    let distance = (x * x + y * y).squareRoot()
    var latitude = atan2(z, distance * (1 - wgs84.square))
    for _ in 0..<6 {
      let sine = sin(latitude)
      let across = wgs84.major / (1 - wgs84.square * sine * sine).squareRoot()
      latitude = atan2(z + wgs84.square * across * sine, distance)
    }
    return (latitude, atan2(y, x))
  }
}
