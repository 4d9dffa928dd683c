import Testing

@testable import Geo

@Suite("points of the British National Grid")
struct NationalGridTests {
  /// Ordnance Survey's own points: metres east and north, degrees north and east (ETRS89, within a metre of WGS 84).
  private static let points: [(Double, Double, Double, Double)] = [
    (91_492.146, 11_318.804, 49.922_263_94, -6.299_777_52),  // St Mary's, Scilly
    (170_370.718, 11_572.405, 49.960_061_38, -5.203_046_10),  // Lizard Point
    (250_359.811, 62_016.569, 50.438_858_26, -4.108_645_64),  // Plymouth
    (449_816.371, 75_335.861, 50.575_636_65, -1.297_822_77),  // St Catherine's Point
    (438_710.920, 114_792.250, 50.931_279_38, -1.450_514_34),  // Southampton
    (292_184.870, 168_003.465, 51.400_782_20, -3.551_283_49),  // Nash Point
    (639_821.835, 169_565.858, 51.374_470_26, 1.444_547_30),  // North Foreland
    (362_269.991, 169_978.690, 51.427_547_43, -2.544_076_18),  // Brislington
    (530_624.974, 178_388.464, 51.489_365_65, -0.119_925_57),  // Lambeth
    (241_124.584, 220_332.641, 51.858_908_96, -4.308_524_77),  // Carmarthen
    (599_445.590, 225_722.826, 51.894_366_37, 0.897_243_27),  // Colchester
    (389_544.190, 261_912.153, 52.255_293_82, -2.154_586_14),  // Droitwich
    (422_242.186, 433_818.701, 53.800_215_20, -1.663_791_68),
    (267_056.768, 846_176.972, 57.486_250_01, -4.219_263_99),
    (395_999.668, 1_138_728.951, 60.133_080_92, -2.073_828_23),  // Shetland
  ]

  @Test("are those that Ordnance Survey publishes, within five metres")
  func published() throws {
    for (easting, northing, latitude, longitude) in Self.points {
      let point = try #require(NationalGrid.point(easting: easting, northing: northing))
      let expected = try #require(GeoPoint(latitude: latitude, longitude: longitude))
      let metres = kilometres(point, expected) * 1000
      #expect(metres < 5, "\(easting) \(northing) is \(metres) m off")
    }
  }

  @Test("the worked example of the guide comes out to a tenth of a second")
  func guide() throws {
    // 52° 39' 28.72" N, 1° 42' 57.79" E
    let point = try #require(NationalGrid.point(easting: 651_409.903, northing: 313_177.270))
    #expect(abs(point.latitude - (52 + 39.0 / 60 + 28.72 / 3600)) < 0.000_01)
    #expect(abs(point.longitude - (1 + 42.0 / 60 + 57.79 / 3600)) < 0.000_01)
  }

  @Test("there are none beyond the grid", arguments: [-1.0, 700_001, .nan, .infinity, -.infinity])
  func outside(_ easting: Double) {
    #expect(NationalGrid.point(easting: easting, northing: 300_000) == nil)
    #expect(NationalGrid.point(easting: 400_000, northing: easting * 2) == nil)
  }
}
