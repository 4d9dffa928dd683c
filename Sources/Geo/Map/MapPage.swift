/// A map of events as a page of its own: the islands, a circle for each place, a list of the places.
///
/// Nothing is fetched by it. Names come from events and cannot become markup.
package struct MapPage {
  /// A place that is shown.
  private struct Spot {
    let name: String
    let events: Int
    let x: Double
    let y: Double
    /// Whether it is on the map.
    let isOnMap: Bool
  }

  private let tally: PlaceTally
  private let title: String
  private var html = ""

  /// Degrees that the map shows, and how it is drawn: a degree of longitude is as wide as it is at 55° north.
  private enum Frame {
    static let west = -11.0
    static let north = 61.2
    static let east = 2.2
    static let south = 48.9
    static let scale = 60.0
    static let narrowing = 0.574
    static let width = (east - west) * scale * narrowing
    static let height = (north - south) * scale
  }

  /// More rows nobody reads.
  private static let maxRows = 200
  private static let largestRadius = 26.0
  private static let smallestRadius = 2.5

  /// Draws what was counted; `title` says of what.
  package init(_ tally: PlaceTally, title: String) {
    self.tally = tally
    self.title = title
  }

  /// The page.
  package var text: String {
    var page = self
    let spots = tally.cells.map { MapPage.spot($0.key, $0.value) }.sorted {
      ($1.events, $0.name, $0.x) < ($0.events, $1.name, $1.x)
    }
    page.head()
    page.html += "<div class=\"content\">\n"
    page.map(spots)
    page.list(spots)
    page.html += "</div>\n</body>\n</html>\n"
    return page.html
  }

  private static func spot(_ cell: PlaceTally.Cell, _ entry: PlaceTally.Entry) -> Spot {
    let point = cell.point
    let isOnMap =
      (Frame.west...Frame.east).contains(point.longitude)
      && (Frame.south...Frame.north).contains(point.latitude)
    let (x, y) = place(point.latitude, point.longitude)
    return Spot(name: entry.name, events: entry.events, x: x, y: y, isOnMap: isOnMap)
  }

  private static func place(_ latitude: Double, _ longitude: Double) -> (x: Double, y: Double) {
    (
      (longitude - Frame.west) * Frame.scale * Frame.narrowing,
      (Frame.north - latitude) * Frame.scale
    )
  }

  // MARK: - Parts

  private mutating func head() {
    html += """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>\(Self.escaped(title))</title>
      <style>
      \(MapStyle.text)</style>
      </head>
      <body>
      <header><h1>\(Self.escaped(title))</h1>
      <p>\(Self.events(tally.events)), \(tally.placed) of them with a place</p></header>

      """
  }

  /// The coast, and a circle for each place on it: as large in area as it has events, small ones above.
  private mutating func map(_ spots: [Spot]) {
    html += """
      <svg viewBox="0 0 \(Self.tenths(Frame.width)) \(Self.tenths(Frame.height))" role="img" \
      aria-label="Map of the British Isles">
      <path class="land" d="
      """
    for island in Coastline.builtIn.islands {
      var command = "M"
      for corner in island.corners {
        let (x, y) = Self.place(corner.latitude, corner.longitude)
        html += "\(command)\(Self.tenths(x)) \(Self.tenths(y))"
        command = "L"
      }
      html += "Z"
    }
    html += "\"/>\n"
    let most = Double(spots.first { $0.isOnMap }?.events ?? 1)
    for spot in spots where spot.isOnMap {
      let share = (Double(spot.events) / most).squareRoot()
      let radius = max(Self.largestRadius * share, Self.smallestRadius)
      html +=
        "<circle cx=\"\(Self.tenths(spot.x))\" cy=\"\(Self.tenths(spot.y))\" r=\"\(Self.tenths(radius))\">"
        + "<title>\(Self.escaped(spot.name)): \(Self.events(spot.events))</title></circle>\n"
    }
    html += "</svg>\n"
  }

  /// The places with their events, those by country only behind them.
  private mutating func list(_ spots: [Spot]) {
    html += "<main>\n"
    table("Places", spots.map { ($0.isOnMap ? $0.name : "\($0.name) (not on the map)", $0.events) })
    let countries = tally.countries.values.map { ($0.name, $0.events) }
    table("Known by country only", countries.sorted { ($1.1, $0.0) < ($0.1, $1.0) })
    if tally.others > 0 {
      html += "<p>\(Self.events(tally.others)) more are in places too many to show.</p>\n"
    }
    if tally.placed == 0 {
      html += "<p>No event has a place: <code>genlog parse --geo</code> writes them.</p>\n"
    }
    html += "</main>\n"
  }

  private mutating func table(_ title: String, _ rows: [(name: String, events: Int)]) {
    guard !rows.isEmpty else { return }
    html += "<table>\n<caption>\(title)</caption>\n"
    for row in rows.prefix(Self.maxRows) {
      let name = row.name.isEmpty ? "without a name" : row.name
      html += "<tr><td>\(Self.escaped(name))</td><td>\(row.events)</td></tr>\n"
    }
    html += "</table>\n"
    if rows.count > Self.maxRows {
      html += "<p>and \(rows.count - Self.maxRows) more</p>\n"
    }
  }

  // MARK: - Text

  private static func events(_ count: Int) -> String {
    count == 1 ? "1 event" : "\(count) events"
  }

  /// A number with one digit behind the point, as shapes need no more.
  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    return "\(sign)\(abs(tenths) / 10)" + (tenths % 10 == 0 ? "" : ".\(abs(tenths) % 10)")
  }

  /// Text that cannot become markup; controls are left out.
  private static func escaped(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      case "'": safe += "&#39;"
      // Marks that reorder a line would let a name speak for others.
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}",
        "\u{2066}"..."\u{2069}":
        continue
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }
}
