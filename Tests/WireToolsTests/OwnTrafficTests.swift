import Pipeline
import Testing

@testable import WireTools

@Suite("the program's own deliveries")
struct OwnTrafficTests {
  private func filter(_ destinations: [String], proxy: String? = nil) throws -> (String?, [String])
  {
    var values = OptionValues()
    values.to = destinations
    values.proxy = proxy
    let servers = try ParseOptions(values, needsInputs: false).servers
    var warnings: [String] = []
    return (OwnTraffic.filter(servers) { warnings.append($0) }, warnings)
  }

  @Test("each host of each server is left out, by address and port")
  func hosts() throws {
    let (filter, warnings) = try filter([
      "http://192.0.2.1:9200,192.0.2.2:9201", "lumberjack://[2001:db8::7]:5044", "out.ndjson",
      "http://192.0.2.1:9200/other",
    ])
    #expect(
      filter
        == "(host 192.0.2.1 and tcp port 9200) or (host 192.0.2.2 and tcp port 9201) or (host 2001:db8::7 and tcp port 5044)"
    )
    #expect(warnings.isEmpty)
  }

  @Test("where a proxy stands between, it is the proxy")
  func proxy() throws {
    let (filter, _) = try filter(["http://192.0.2.1:9200"], proxy: "http://192.0.2.9:3128")
    #expect(filter == "(host 192.0.2.9 and tcp port 3128)")
  }

  @Test("without servers nothing is left out; a name without an address is told")
  func none() throws {
    #expect(try filter(["out.ndjson"]).0 == nil)
    let (filter, warnings) = try filter(["http://nosuch.invalid:9200"])
    #expect(filter == nil)
    #expect(warnings.first?.hasPrefix("nosuch.invalid: has no address now") == true)
  }
}
