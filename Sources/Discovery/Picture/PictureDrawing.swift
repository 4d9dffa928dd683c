/// A picture as SVG: a box for each host with its services in it, and lines to the services that are used.
struct PictureDrawing {
  // Pixels, and characters of the fonts that fit into them.
  private static let boxWidth = 230.0
  private static let columnGap = 96.0
  private static let headHeight = 40.0
  private static let rowHeight = 22.0
  private static let margin = 26.0
  private static let titleLength = 27
  private static let rowLength = 30
  /// A wider picture is drawn smaller where the page is not as wide, but not below that.
  private static let leastWidth = 1100.0

  private let picture: Picture
  private let layout: LayeredLayout
  private var svg = ""
  /// Lines between the same two boxes that were drawn.
  private var drawn: [LayeredLayout.Pair: Int] = [:]

  /// Draws a picture.
  init(_ picture: Picture) {
    self.picture = picture
    layout = LayeredLayout(
      heights: picture.nodes.map(Self.height), arrows: picture.edges.map { ($0.from, $0.to) })
  }

  /// The drawing.
  var markup: String {
    var drawing = self
    drawing.draw()
    return drawing.svg
  }

  private static func height(_ node: Picture.Node) -> Double {
    headHeight + Double(node.rows.count + (node.hiddenRows > 0 ? 1 : 0)) * rowHeight
      + (node.rows.isEmpty ? 0 : 6)
  }

  private mutating func draw() {
    let columns = Double(max(layout.columns.count, 1))
    let hasLoops = picture.edges.contains { $0.from == $0.to }
    let width =
      columns * Self.boxWidth + (columns - 1) * Self.columnGap + 2 * Self.margin
      + (hasLoops ? 40 : 0)
    let height = layout.height + 2 * Self.margin
    let size = "\(Self.tenths(width)) \(Self.tenths(height))"
    let least = Self.tenths(min(width, Self.leastWidth))
    svg =
      "<svg width=\"\(Self.tenths(width))\" height=\"\(Self.tenths(height))\" viewBox=\"0 0 \(size)\" "
      + "style=\"min-width:\(least)px\" role=\"group\" aria-label=\"hosts and services\">\n"
    for (number, edge) in picture.edges.enumerated() { draw(edge, number) }
    for (number, node) in picture.nodes.enumerated() { draw(node, number) }
    svg += "</svg>\n"
  }

  // MARK: - Boxes

  private func left(_ place: Int) -> Double {
    Self.margin + Double(layout.places[place].rank) * (Self.boxWidth + Self.columnGap)
  }

  private func top(_ node: Int) -> Double {
    Self.margin + layout.places[node].center - layout.places[node].height / 2
  }

  /// The middle of a row, or of the head.
  private func middle(_ node: Int, row: Int?) -> Double {
    guard let row else { return top(node) + Self.headHeight / 2 }
    return top(node) + Self.headHeight + (Double(row) + 0.5) * Self.rowHeight
  }

  private mutating func draw(_ node: Picture.Node, _ number: Int) {
    let (x, y) = (left(number), top(number))
    let names = Markup.escaped(
      ([node.title, node.subtitle] + node.addresses.prefix(20).map { "\($0)" }).joined(
        separator: " "))
    svg += "<g class=\"host\" tabindex=\"0\" data-node=\"\(number)\" data-names=\"\(names)\">"
    svg += "<title>\(Markup.escaped(tip(node)))</title>"
    svg += rectangle("box", x, y, Self.boxWidth, layout.places[number].height)
    let isSingle = node.subtitle.isEmpty
    svg += text("name", x + 12, y + (isSingle ? 25 : 18), node.title, Self.titleLength)
    if !isSingle { svg += text("soft", x + 12, y + 32, node.subtitle, Self.rowLength) }
    for (index, row) in node.rows.enumerated() {
      svg += draw(row, x, y + Self.headHeight + Double(index) * Self.rowHeight)
    }
    if node.hiddenRows > 0 {
      let place = y + Self.headHeight + Double(node.rows.count) * Self.rowHeight
      svg += text("soft", x + 12, place + 15, "and \(node.hiddenRows) more", Self.rowLength)
    }
    svg += "</g>\n"
  }

  private func draw(_ row: Picture.Row, _ x: Double, _ y: Double) -> String {
    let shown = Markup.cut(row.text, Self.rowLength)
    let rest = Self.rowLength - shown.count - 2
    var markup = "<g class=\"row \(row.tone.rawValue)\">"
    if !row.detail.isEmpty {
      markup += "<title>\(Markup.escaped("\(row.text): \(row.detail)"))</title>"
    }
    markup += rectangle("slot", x + 4, y + 1, Self.boxWidth - 8, Self.rowHeight - 2)
    markup += text("port", x + 12, y + 15, shown, Self.rowLength)
    if rest > 3, !row.detail.isEmpty {
      markup +=
        "<text class=\"soft\" text-anchor=\"end\" x=\"\(Self.tenths(x + Self.boxWidth - 10))\" "
        + "y=\"\(Self.tenths(y + 15))\">\(Markup.escaped(Markup.cut(row.detail, rest)))</text>"
    }
    return markup + "</g>"
  }

  private func tip(_ node: Picture.Node) -> String {
    guard node.addresses.count > 1 else {
      return node.subtitle.isEmpty ? node.title : "\(node.title), \(node.subtitle)"
    }
    let shown = node.addresses.prefix(20).map { "\($0)" }.joined(separator: "\n")
    return shown + (node.addresses.count > 20 ? "\nand \(node.addresses.count - 20) more" : "")
  }

  // MARK: - Lines

  private mutating func draw(_ edge: Picture.Edge, _ number: Int) {
    let (client, service) = (picture.nodes[edge.from], picture.nodes[edge.to])
    let what = edge.toRow.map { service.rows[$0].text } ?? "a service"
    let arrow = edge.isMutual ? "and" : "uses"
    let tip = "\(client.title) \(arrow) \(service.title) \(what)\n\(edge.label)"
    let isRefused = edge.figures.unreached > 0 && edge.figures.bytes.isEmpty
    svg +=
      "<g class=\"line \(isRefused ? "faulty" : edge.tone.rawValue)\" data-from=\"\(edge.from)\" "
      + "data-to=\"\(edge.to)\"><title>\(Markup.escaped(tip))</title>"
    if edge.from == edge.to {
      svg += loop(edge)
    } else {
      let pair = LayeredLayout.Pair(
        left: min(edge.from, edge.to), right: max(edge.from, edge.to))
      svg += curve(edge, shift: Double(drawn[pair, default: 0] % 4) * 4 - 4)
      drawn[pair, default: 0] += 1
    }
    svg += "</g>\n"
  }

  /// From the right of the box on the left, through its points, to the left of the box on the right.
  ///
  /// - Parameter shift: by how much it passes beside its points, as other lines may pass there.
  private func curve(_ edge: Picture.Edge, shift: Double) -> String {
    let isForward = layout.places[edge.from].rank < layout.places[edge.to].rank
    let (start, end) = isForward ? (edge.from, edge.to) : (edge.to, edge.from)
    let startRow = isForward ? edge.fromRow : edge.toRow
    let endRow = isForward ? edge.toRow : edge.fromRow
    let startIsHead = !isForward || edge.isMutual
    let endIsHead = isForward || edge.isMutual
    var (x, y) = (left(start) + Self.boxWidth, middle(start, row: startRow))
    var path = ""
    var heads = ""
    if startIsHead {
      heads += head(x, y, 1)
      x += 7
    }
    path += "M\(Self.tenths(x)) \(Self.tenths(y))"
    var spot = ""
    func go(to toX: Double, _ toY: Double) {
      let bend = max((toX - x) / 2, 20)
      path +=
        "C\(Self.tenths(x + bend)) \(Self.tenths(y)) \(Self.tenths(toX - bend)) "
        + "\(Self.tenths(toY)) \(Self.tenths(toX)) \(Self.tenths(toY))"
      if edge.hasFaults, spot.isEmpty {
        spot =
          "<circle class=\"spot\" cx=\"\(Self.tenths((x + toX) / 2))\" "
          + "cy=\"\(Self.tenths((y + toY) / 2))\" r=\"4.5\"/>"
      }
      (x, y) = (toX, toY)
    }
    for point in layout.points[LayeredLayout.Pair(left: start, right: end)] ?? [] {
      go(to: left(point), Self.margin + layout.places[point].center + shift)
      x += Self.boxWidth
      path += "H\(Self.tenths(x))"
    }
    let (endX, endY) = (left(end), middle(end, row: endRow))
    go(to: endIsHead ? endX - 7 : endX, endY)
    if endIsHead { heads += head(endX, endY, -1) }
    return "<path class=\"hit\" d=\"\(path)\"/><path class=\"way\" d=\"\(path)\"/>" + heads + spot
  }

  /// From a box to a service of its own.
  private func loop(_ edge: Picture.Edge) -> String {
    let x = left(edge.from) + Self.boxWidth
    let (from, to) = (middle(edge.from, row: nil), middle(edge.to, row: edge.toRow))
    let path =
      "M\(Self.tenths(x)) \(Self.tenths(from))C\(Self.tenths(x + 44)) \(Self.tenths(from)) "
      + "\(Self.tenths(x + 44)) \(Self.tenths(to)) \(Self.tenths(x + 7)) \(Self.tenths(to))"
    return "<path class=\"hit\" d=\"\(path)\"/><path class=\"way\" d=\"\(path)\"/>" + head(x, to, 1)
  }

  /// The head of an arrow whose point is at a place; `side` is 1 where it comes from the right.
  private func head(_ x: Double, _ y: Double, _ side: Double) -> String {
    "<path class=\"head\" d=\"M\(Self.tenths(x)) \(Self.tenths(y))l\(Self.tenths(side * 8)) -4v8z\"/>"
  }

  // MARK: - Shapes

  private func rectangle(
    _ name: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double
  ) -> String {
    "<rect class=\"\(name)\" x=\"\(Self.tenths(x))\" y=\"\(Self.tenths(y))\" "
      + "width=\"\(Self.tenths(width))\" height=\"\(Self.tenths(height))\" rx=\"4\"/>"
  }

  private func text(
    _ name: String, _ x: Double, _ y: Double, _ text: String, _ limit: Int
  ) -> String {
    "<text class=\"\(name)\" x=\"\(Self.tenths(x))\" y=\"\(Self.tenths(y))\">"
      + "\(Markup.escaped(Markup.cut(text, limit)))</text>"
  }

  /// A number with one digit behind the point, as shapes need no more.
  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    return "\(sign)\(abs(tenths) / 10)" + (tenths % 10 == 0 ? "" : ".\(abs(tenths) % 10)")
  }
}
