/// A point in 52 bits, less than a metre exact.
struct PackedPoint: Equatable {
  /// The lower 52 bits: 26 of the latitude, 26 of the longitude.
  let bits: UInt64

  static let mask: UInt64 = 1 << 52 - 1
  private static let steps = Double((1 << 26) - 1)

  /// Takes the lower 52 bits of a word.
  init(bits: UInt64) { self.bits = bits & PackedPoint.mask }

  init(_ point: GeoPoint) {
    let latitude = ((point.latitude + 90) / 180 * Self.steps).rounded()
    let longitude = ((point.longitude + 180) / 360 * Self.steps).rounded()
    bits = UInt64(latitude) << 26 | UInt64(longitude)
  }

  /// The point, to five decimals, which is a metre.
  var point: GeoPoint? {
    let latitude = Double(bits >> 26) / Self.steps * 180 - 90
    let longitude = Double(bits & (1 << 26 - 1)) / Self.steps * 360 - 180
    return GeoPoint(latitude: Self.rounded(latitude), longitude: Self.rounded(longitude))
  }

  private static func rounded(_ degrees: Double) -> Double {
    (degrees * 100_000).rounded() / 100_000
  }
}
