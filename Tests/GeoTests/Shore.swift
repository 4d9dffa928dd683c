@testable import Geo

/// How far from land a point is, by the coast that the map draws.
enum Shore {
  /// Kilometres from `point` to the nearest island; 0 on land.
  static func kilometres(from point: GeoPoint) -> Double {
    Coastline.builtIn.islands.map { distance(point, $0.corners) }.min() ?? .infinity
  }

  private static func distance(_ point: GeoPoint, _ corners: [GeoPoint]) -> Double {
    var isInside = false
    var nearest = Double.infinity
    for (index, corner) in corners.enumerated() {
      let previous = corners[(index + corners.count - 1) % corners.count]
      if (corner.latitude > point.latitude) != (previous.latitude > point.latitude) {
        let share =
          (point.latitude - corner.latitude) / (previous.latitude - corner.latitude)
        let crossing = corner.longitude + share * (previous.longitude - corner.longitude)
        if point.longitude < crossing { isInside.toggle() }
      }
      nearest = min(nearest, distance(point, previous, corner))
    }
    return isInside ? 0 : nearest
  }

  /// Kilometres to the line between two corners.
  private static func distance(_ point: GeoPoint, _ start: GeoPoint, _ end: GeoPoint) -> Double {
    let scale = 111.2 * cosine(point.latitude)
    let (x, y) = (
      (start.longitude - point.longitude) * scale, (start.latitude - point.latitude) * 111.2
    )
    let (dx, dy) = (
      (end.longitude - start.longitude) * scale, (end.latitude - start.latitude) * 111.2
    )
    let length = dx * dx + dy * dy
    let share = length > 0 ? min(max(-(x * dx + y * dy) / length, 0), 1) : 0
    let (toX, toY) = (x + share * dx, y + share * dy)
    return (toX * toX + toY * toY).squareRoot()
  }
}
