import Event
import Geo

/// What `genlog geo bench` answers.
package enum GeoBench {
  /// Measures look-ups, with a table and databases that the user brought or without.
  /// - Throws: ``PipelineError`` if one of these cannot be read.
  package static func measure(
    table: String?, databases: [String], as format: GeoLookup.Format
  ) throws(PipelineError) -> String {
    let meter = LookupMeter(try GeoLookup.lookup(table: table, databases: databases))
    let results = [meter.numbers(), meter.postcodes(), meter.addresses()].compactMap { $0 }
    return results.map { format == .json ? $0.json : $0.text }.joined()
  }
}

extension LookupMeter.Result {
  private var name: String {
    switch content {
    case .number: "number"
    case .postcode: "postcode"
    case .address: "address"
    }
  }

  /// A line for people.
  fileprivate var text: String {
    let padding = String(repeating: " ", count: max(10 - name.utf8.count, 1))
    let first = first.map { ", \(Int($0.rounded())) ns the first time" } ?? ""
    return "\(name)\(padding)\(Int(nanoseconds.rounded())) ns\(first); "
      + "\(placed) of \(values) values have a place\n"
  }

  /// A line of JSON.
  fileprivate var json: String {
    var out = JSONBuffer()
    out.append("{\"kind\":")
    out.append(quoted: name)
    out.append(",\"ns\":")
    out.append(double: nanoseconds)
    if let first {
      out.append(",\"first_ns\":")
      out.append(double: first)
    }
    out.append(",\"values\":")
    out.append(integer: Int64(values))
    out.append(",\"placed\":")
    out.append(integer: Int64(placed))
    out.append("}\n")
    return out.text()
  }
}
