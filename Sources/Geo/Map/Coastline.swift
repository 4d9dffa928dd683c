/// The coasts of the British Isles, as corners that lines are drawn between.
struct Coastline: Sendable {
  /// An island.
  struct Island: Sendable {
    let name: String
    /// Its corners, one after the other; the last is joined to the first.
    let corners: [GeoPoint]
  }

  let islands: [Island]

  /// The one that is built in; its lines are about three kilometres from the sea.
  static let builtIn = Coastline(TableText("islands", PackageResources.islands_tsv))

  /// Island, corners as `latitude,longitude` with blanks between them.
  init(_ table: TableText) {
    islands = table.rows.compactMap { row in
      guard let name = row.text(0), let text = row.text(1) else { return nil }
      let corners = text.split(separator: " ").compactMap { corner -> GeoPoint? in
        let halves = corner.split(separator: ",").compactMap { Double($0) }
        return halves.count == 2 ? GeoPoint(latitude: halves[0], longitude: halves[1]) : nil
      }
      return Island(name: name, corners: corners)
    }
  }
}
