import Testing

@testable import Discovery

/// Where boxes are drawn.
@Suite("layered layout")
struct LayoutTests {
  @Test("boxes of any graph do not overlap, and each arrow goes from one column to another")
  func random() {
    var generator = SeededNumbers(4)
    for _ in 0..<200 {
      let count = Int.random(in: 0...30, using: &generator)
      let heights = (0..<count).map { _ in Double.random(in: 40...200, using: &generator) }
      let arrows = (0..<(count == 0 ? 0 : Int.random(in: 0...60, using: &generator))).map { _ in
        (
          from: Int.random(in: 0..<count, using: &generator),
          to: Int.random(in: 0..<count, using: &generator)
        )
      }
      let layout = LayeredLayout(heights: heights, arrows: arrows)
      for column in layout.columns {
        for (one, next) in zip(column, column.dropFirst()) {
          let (above, below) = (layout.places[one], layout.places[next])
          #expect(above.center + above.height / 2 + 1 < below.center - below.height / 2)
        }
      }
      for place in layout.places {
        #expect(place.center - place.height / 2 >= -0.01)
        #expect(place.center + place.height / 2 <= layout.height + 0.01)
      }
      for arrow in arrows where arrow.from != arrow.to {
        #expect(layout.places[arrow.from].rank != layout.places[arrow.to].rank)
      }
      let again = LayeredLayout(heights: heights, arrows: arrows)
      #expect(again.places.map(\.center) == layout.places.map(\.center))
    }
  }

  @Test("clients stand left of their servers, and a circle is drawn as well")
  func order() {
    let chain = LayeredLayout(
      heights: [40, 40, 40], arrows: [(from: 2, to: 0), (from: 0, to: 1)])
    #expect(chain.places.map(\.rank) == [1, 2, 0])
    let long = LayeredLayout(
      heights: [40, 40, 40], arrows: [(from: 0, to: 1), (from: 1, to: 2), (from: 0, to: 2)])
    #expect(long.points[LayeredLayout.Pair(left: 0, right: 2)]?.count == 1)
    let circle = LayeredLayout(
      heights: [40, 40], arrows: [(from: 0, to: 1), (from: 1, to: 0)])
    #expect(Set(circle.places.map(\.rank)) == [0, 1])
  }

  @Test("many phones are one box, and too many hosts are left out and counted")
  func groups() {
    let phones = (10..<60).map {
      TestEvents.request(
        "REGISTER", "198.51.100.\($0):5060", "192.0.2.20:5060", agent: "Phone/1.\($0)")
    }
    let picture = Picture(TestEvents.report(phones))
    #expect(picture.nodes.map(\.title) == ["192.0.2.20", "50 hosts alike"])
    #expect(picture.edges.count == 1)
    #expect(picture.edges.first?.label == "50 requests, 25 kB")
    let servers = (0..<100).map { TestEvents.flow("192.0.2.1:4000", "203.0.113.\($0):\($0 + 1)") }
    let busy = Picture(TestEvents.report(servers))
    #expect(busy.nodes.count == Picture.maxNodes)
    #expect(busy.hiddenHosts == 41)
    #expect(MermaidPicture(TestEvents.report(servers)).text.contains("and 41 hosts more"))
    let dense = (0..<40).flatMap { one in
      (0..<40).map { other in
        TestEvents.flow(
          "192.0.2.\(one):4000", "192.0.2.\(other):\(other + 1)", bytes: (one * 50, other))
      }
    }
    let web = Picture(TestEvents.report(dense))
    #expect(web.edges.count == Picture.maxEdges)
    #expect(web.rest == "1200 lines more")
  }
}
