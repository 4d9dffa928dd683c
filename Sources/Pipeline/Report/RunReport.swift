import Event

/// What a run read and wrote, by input and in all.
package struct RunReport: Sendable {
  /// The account of one input.
  struct Input: Sendable {
    let path: String
    var counts = RunCounts()
    var seconds = 0.0
    var isDone = false
    var problem: String?
  }

  var inputs: [Input]
  var total = RunCounts()
  var seconds = 0.0
  var deliveries: [DeliveryAccount] = []

  init(inputs paths: [String]) {
    inputs = paths.map { Input(path: $0) }
  }

  /// How many records were read.
  var recordCount: Int { total.records }

  mutating func add(_ counts: RunCounts, toInput index: Int) {
    inputs[index].counts.add(counts)
    total.add(counts)
  }

  mutating func endInput(_ index: Int, seconds: Double) {
    inputs[index].seconds = seconds
    inputs[index].isDone = true
  }

  mutating func note(problem: String, input index: Int) {
    inputs[index].problem = problem
  }

  /// The report as one JSON object, what `--report` writes.
  func json(ruleNames: [String]) -> [UInt8] {
    var out = JSONBuffer()
    out.append("{\"seconds\":")
    out.append(double: seconds)
    out.append(",\"total\":{")
    RunReport.append(total, ruleNames, to: &out)
    out.append("},\"inputs\":[")
    for (index, input) in inputs.enumerated() {
      out.append(index == 0 ? "\n{\"path\":" : ",\n{\"path\":")
      out.append(quoted: input.path)
      out.append(",\"complete\":")
      out.append(text: String(input.isDone && input.problem == nil))
      if let problem = input.problem {
        out.append(",\"problem\":")
        out.append(quoted: problem)
      }
      out.append(",\"seconds\":")
      out.append(double: input.seconds)
      out.append(",")
      RunReport.append(input.counts, ruleNames, to: &out)
      out.append("}")
    }
    out.append("]")
    if !deliveries.isEmpty {
      RunReport.append(deliveries, paths: inputs.map(\.path), to: &out)
    }
    out.append("}\n")
    return out.withBytes { bytes in (0..<bytes.count).map { bytes[$0] } }
  }

  private static func append(
    _ counts: RunCounts, _ ruleNames: [String], to out: inout JSONBuffer
  ) {
    let numbers: [(StaticString, Int64)] = [
      ("records", Int64(counts.records)), ("events", Int64(counts.events)),
      ("filtered", Int64(counts.filtered)), ("matched", Int64(counts.matched)),
      ("unmatched", Int64(counts.unmatched)), ("truncated", Int64(counts.truncated)),
      ("timeouts", Int64(counts.timeouts)), ("bytes", counts.bytes),
    ]
    for (index, (name, value)) in numbers.enumerated() {
      out.append(index == 0 ? "\"" : ",\"")
      out.append(name)
      out.append("\":")
      out.append(integer: value)
    }
    if let times = counts.times {
      var text = TimestampText()
      out.append(",\"first\":\"")
      text.append(times.lowerBound, digits: 3, to: &out)
      out.append("\",\"last\":\"")
      text.append(times.upperBound, digits: 3, to: &out)
      out.append("\"")
    }
    out.append(",\"rules\":{")
    var isFirst = true
    for (number, count) in counts.byRule.enumerated() where count > 0 {
      if !isFirst { out.append(",") }
      isFirst = false
      out.append(quoted: number < ruleNames.count ? ruleNames[number] : String(number))
      out.append(":")
      out.append(integer: Int64(count))
    }
    out.append("}")
  }
}
