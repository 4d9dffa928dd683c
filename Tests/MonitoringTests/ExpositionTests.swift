import Testing

@testable import Monitoring

@Suite("Prometheus text")
struct ExpositionTests {
  @Test("a metric has its meaning and kind once, then a line a sample")
  func lines() {
    let metric = Metric("x_total", .counter, ["a", "b"], "Counts x.\nAnd \\ y.")
    var page = Exposition()
    page.begin(metric)
    page.add(metric, ["1", "2"], 3)
    page.add(metric, ["1", "3"], 0.5)
    #expect(
      page.text == """
        # HELP x_total Counts x.\\nAnd \\\\ y.
        # TYPE x_total counter
        x_total{a="1",b="2"} 3
        x_total{a="1",b="3"} 0.5

        """)
  }

  @Test(
    "values of labels are escaped, so that a path cannot make up a sample",
    arguments: [
      ("plain", "plain"), ("a\"} 1\nx 2", "a\\\"} 1\\nx 2"), ("C:\\logs", "C:\\\\logs"),
      ("\u{e9}\u{1F600}", "\u{e9}\u{1F600}"), ("\r\n", "\r\\n"),
    ])
  func labels(value: String, expected: String) {
    let metric = Metric("x", .gauge, ["path"], "X.")
    var page = Exposition()
    page.add(metric, [value], 1)
    #expect(page.text == "x{path=\"\(expected)\"} 1\n")
  }

  @Test(
    "numbers are as Prometheus reads them",
    arguments: [
      (0, "0"), (-1, "-1"), (1e15, "1000000000000000"), (0.25, "0.25"), (1e300, "1e+300"),
      (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
    ] as [(Double, String)])
  func numbers(value: Double, expected: String) {
    let metric = Metric("x", .summary, [], "X.")
    var page = Exposition()
    page.add(metric, [], suffix: "_sum", value)
    #expect(page.text == "x_sum \(expected)\n")
  }
}
