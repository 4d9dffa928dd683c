extension LogBench {
  /// Rules that move up in an order, so many of which are shown.
  private static let shownRules = 20

  /// For people: a row for each rule, and the fastest order.
  func page(_ style: TextStyle) -> String {
    let head = ["records", "share", "ns/match", "ns/miss", "ns/late miss", "tries", "rule"]
    let rows = rows.map { row in
      [
        "\(row.records)", CoveragePage.percent(share(row.records)), Self.rounded(row.cost?.match),
        Self.rounded(row.cost?.miss), Self.rounded(row.cost?.lateMiss), "\(row.tries)",
        PlainText.of(row.name),
      ]
    }
    return Columns.numbers([head] + rows) + "\n" + orderPart(style)
  }

  /// The part of all records, from 0 to 1.
  private func share(_ count: Int) -> Double {
    records == 0 ? 0 : Double(count) / Double(records)
  }

  private func orderPart(_ style: TextStyle) -> String {
    let (now, then) = cost
    var text =
      style.strong("\(records) records, \(CoveragePage.size(bytes))")
      + ": finding the rule takes \(Self.rounded(now)) ns for a record that rules are tried on\n"
    let others = orders.filter(\.isOther)
    guard !others.isEmpty else {
      return text + "No order was found that gives each record the same rule and is faster.\n"
    }
    text +=
      "The fastest order that gives each record the same rule: \(Self.rounded(then)) ns, "
      + "\(CoveragePage.percent(now > 0 ? 1 - then / now : 0)) less\n"
    return text + others.map(paragraph).joined()
  }

  private func paragraph(_ order: Order) -> String {
    let title =
      "\(order.title): \(order.records) \(order.records == 1 ? "record" : "records"), "
      + "\(Self.rounded(order.now)) to \(Self.rounded(order.then)) ns"
    let moved = order.best.indices.filter { order.best[$0] > $0 && order.takesAny[order.best[$0]] }
    let rows = moved.prefix(Self.shownRules).map { place -> [String] in
      let was = order.best[place]
      return ["    \(place + 1)", "was \(was + 1)", PlainText.of(order.names[was])]
    }
    let rest = moved.count > Self.shownRules ? "    and so on: --json has all\n" : ""
    return "\n  " + title + "\n" + Columns.numbers(rows) + rest
  }

  private static func rounded(_ time: Double?) -> String {
    time.map { String(Int($0.rounded())) } ?? "-"
  }
}

extension LogBench.Order {
  /// Which records it is for.
  var title: String {
    if key.component < 0, key.code < 0 { return "no message id" }
    let id = key.code < 0 ? "no message id" : CoveragePage.messageID(Int(key.code))
    return key.componentName.map { "\($0), \(id)" } ?? id
  }
}
