import Testing

@testable import Delivery

@Suite("Logstash: addresses")
struct LogstashAddressTests {
  @Test(
    "a URL names the input and the hosts",
    arguments: [
      ("lumberjack://h", LogstashAddress.Input.beats, ["lumberjack://h:5044"]),
      ("lumberjacks://h1,h2:6044", .beats, ["lumberjacks://h1:5044", "lumberjacks://h2:6044"]),
      ("LUMBERJACKS://[::1]:1/", .beats, ["lumberjacks://[::1]:1"]),
      ("logstash+http://h", .http(path: "/"), ["http://h:8080"]),
      ("logstash+https://h:1,i/a/b", .http(path: "/a/b"), ["https://h:1", "https://i:8080"]),
    ])
  func parses(text: String, input: LogstashAddress.Input, hosts: [String]) throws {
    let address = try LogstashAddress(parsing: text)
    #expect(address.input == input)
    #expect(address.hosts == hosts)
    #expect(try Destination(parsing: text) == .logstash(address))
  }

  @Test("libcurl is told of hosts by schemes that it knows")
  func connections() {
    #expect(LogstashAddress.connectionURL("lumberjack://lumberjack:1") == "http://lumberjack:1")
    #expect(LogstashAddress.connectionURL("lumberjacks://h:5044") == "https://h:5044")
  }

  @Test("its name shows the scheme and the ports, and no secret")
  func name() throws {
    let address = try LogstashAddress(parsing: "logstash+https://u:p@h,i:1/x")
    #expect(address.name == "logstash+https://h:8080,logstash+https://i:1")
    #expect(address.user == "u")
    #expect(address.password == "p")
  }

  @Test(
    "what is wrong with a URL is said",
    arguments: [
      ("lumberjack://", "a host is missing in the URL"),
      ("lumberjack://h:0", "a port of the URL is not a number from 1 to 65535"),
      ("lumberjack://h/index", "the URL has a path, which has no meaning for it"),
      ("lumberjack://u@h", "the URL has a user, for which the Lumberjack protocol has no place"),
      ("logstash+http://a b", "a host of the URL is no name or address"),
      ("logstash+http://h/?x", "the URL has a ? or # in it"),
    ])
  func refuses(text: String, problem: String) {
    let error = #expect(throws: DeliveryError.self) { try Destination(parsing: text) }
    #expect(error?.description.hasPrefix("--to: \(problem)\nhelp: write ") == true)
  }
}
