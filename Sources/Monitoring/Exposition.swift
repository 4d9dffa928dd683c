/// Figures as Prometheus text, version 0.0.4.
///
///     # HELP genlog_records_total Records read.
///     # TYPE genlog_records_total counter
///     genlog_records_total{destination="http://es:9200"} 1234
package struct Exposition {
  /// What the text is called in HTTP.
  package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// The text so far.
  package private(set) var text = ""

  /// Makes an empty text.
  package init() {}

  /// Begins a metric; its samples follow.
  package mutating func begin(_ metric: Metric) {
    text += "# HELP \(metric.name) \(Exposition.escaped(metric.help, quotes: false))\n"
    text += "# TYPE \(metric.name) \(metric.kind.rawValue)\n"
  }

  /// Adds a sample of the metric that was begun last.
  ///
  /// - Parameters:
  ///   - values: the values of its labels, in their order.
  ///   - suffix: what stands after the name: `_sum` or `_count` of a summary.
  package mutating func add(
    _ metric: Metric, _ values: [String], suffix: String = "", _ value: Double
  ) {
    text += metric.name + suffix
    if !values.isEmpty {
      let labels = zip(metric.labels, values).map { name, value in
        "\(name)=\"\(Exposition.escaped(value, quotes: true))\""
      }
      text += "{\(labels.joined(separator: ","))}"
    }
    text += " \(Exposition.number(value))\n"
  }

  /// A number as Prometheus reads it: whole ones without a point.
  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return String(whole) }
    return value.description
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\"" where quotes: result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
