import Delivery
import Testing

@testable import Pipeline

@Suite("options of one destination")
struct DestinationOptionsTests {
  private func servers(
    _ text: String, flags: (inout OptionValues) -> Void = { _ in }
  ) throws -> [ServerOptions] {
    var values = OptionValues()
    flags(&values)
    values = values.over(
      try ConfigurationFile.parse(text, file: "g.yml", environment: { _ in nil }))
    return try ParseOptions(inputs: ["a.log"], values).servers
  }

  private func indices(_ servers: [ServerOptions]) -> [IndexTemplate?] {
    servers.map { if case .elasticsearch(_, let index) = $0.server { index } else { nil } }
  }

  private let two = """
    user: all
    password: common
    index: all
    batch-events: 7
    to:
      - out.ndjson
      - url: http://one
        index: one
        user: first
      - url: http://two
        api-key: id:key
        flush: 3s
      - http://three/three
    """

  @Test("each server has its own options, and else those for all")
  func own() throws {
    let servers = try servers(two)
    #expect(
      servers.map(\.name) == ["http://one:9200", "http://two:9200", "http://three:9200"])
    #expect(
      servers.map(\.settings.credentials) == [
        .basic(user: "first", password: "common"), .apiKey("id:key"),
        .basic(user: "all", password: "common"),
      ])
    #expect(
      try indices(servers) == ["one", "all", "all"].map { try IndexTemplate(parsing: $0) })
    #expect(servers.map(\.settings.limits.requestEvents) == [7, 7, 7])
    #expect(servers.map(\.settings.limits.age) == [.seconds(1), .seconds(3), .seconds(1)])
  }

  @Test("what the command line says holds for all of them, a login in place of any other")
  func flags() throws {
    let servers = try servers(two) {
      $0.index = "flag"
      $0.flush = "9s"
      $0.token = "t0ken"
    }
    #expect(
      servers.map(\.settings.credentials) == [.bearer("t0ken"), .bearer("t0ken"), .bearer("t0ken")])
    #expect(servers.map(\.settings.limits.age) == [.seconds(9), .seconds(9), .seconds(9)])
    let index = try IndexTemplate(parsing: "flag")
    #expect(indices(servers) == [index, index, index])
  }

  @Test(
    "a destination on the command line takes the file's options for all, and none of its destinations'"
  )
  func otherDestination() throws {
    let servers = try servers(two) { $0.to = ["x.ndjson", "http://flag"] }
    #expect(servers.count == 1)
    #expect(indices(servers) == [try IndexTemplate(parsing: "all")])
  }

  @Test("one mapping does for a list of one")
  func single() throws {
    let servers = try servers("to:\n  url: http://one\n  requests: 2\n")
    #expect(servers.map(\.settings.limits.requests) == [2])
  }
}
