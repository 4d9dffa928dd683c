import Delivery
import Testing

@testable import Pipeline

@Suite("which options are for which servers")
struct ServerOptionUseTests {
  private static let elasticsearch = "https://es.example.com"
  private static let beats = "lumberjacks://ls.example.com"
  private static let http = "logstash+https://ls.example.com"
  private static let digits = String(repeating: "0a", count: 32)

  private func options(
    _ to: [String], _ set: (inout OptionValues) -> Void = { _ in }
  ) throws -> ParseOptions {
    var values = OptionValues()
    values.to = to
    set(&values)
    return try ParseOptions(inputs: ["a.log"], values)
  }

  private func problem(_ to: String, _ set: (inout OptionValues) -> Void) -> String {
    let error = #expect(throws: PipelineError.self) { try options([to], set) }
    return error?.description ?? ""
  }

  private func configured(_ text: String, flags: OptionValues = OptionValues()) throws
    -> [ServerOptions]
  {
    let file = try ConfigurationFile.parse(text, file: "g.yml", environment: { _ in nil })
    return try ParseOptions(inputs: ["a.log"], flags.over(file)).servers
  }

  @Test("an option that no server has a use for is a mistake")
  func useless() {
    #expect(
      problem(Self.beats) { $0.user = "me" } == """
        --user is nothing for lumberjack: its protocol knows no login
        help: leave it out, and give --tls-cert where Logstash asks for a certificate
        """)
    #expect(problem(Self.beats) { $0.apiKeyFile = "/no" }.hasPrefix("--api-key-file is nothing"))
    for to in [Self.beats, Self.http] {
      #expect(
        problem(to) { $0.index = "logs" } == """
          --index is for Elasticsearch and OpenSearch, and this is Logstash
          help: leave it out
          """)
      #expect(problem(to) { $0.aws = true }.hasPrefix("--aws is for Elasticsearch"))
      #expect(problem(to) { $0.awsRegion = "eu-west-1" }.hasPrefix("--aws-region is for"))
    }
    #expect(
      problem("lumberjack://ls.example.com") { $0.tlsFingerprint = Self.digits }
        .hasSuffix(
          """
          means nothing without TLS
          help: write the destination as lumberjacks://HOST:5044 or logstash+https://HOST:8080
          """))
  }

  @Test("an option for all servers holds for those that have a use for it")
  func mixed() throws {
    let servers = try options([Self.beats, Self.elasticsearch, Self.http]) {
      $0.token = "t0ken"
      $0.index = "all"
      $0.tlsFingerprint = Self.digits
      $0.compression = false
    }.servers
    #expect(servers.map(\.settings.credentials) == [.none, .bearer("t0ken"), .bearer("t0ken")])
    #expect(servers.allSatisfy { $0.settings.tls.fingerprint != nil })
    #expect(servers.allSatisfy { !$0.settings.compresses })
    let signed = try options([Self.http, "https://x.eu-west-1.es.amazonaws.com"]) { $0.aws = true }
    let scope = try #require(AWSScope(service: .es, region: "eu-west-1"))
    #expect(signed.servers.map(\.settings.credentials) == [.none, .aws(scope)])
  }

  @Test("each Logstash can have options of its own, told where they are nothing for it")
  func own() throws {
    let servers = try configured(
      """
      user: all
      password: common
      flush: 2s
      to:
        - url: lumberjacks://one
          requests: 1
          compression: false
          tls-verify: certificate
          proxy: http://proxy:3128
        - url: logstash+http://two
          user: second
        - url: logstash+https://me:s3cret@three
          retry-for: forever
      """)
    #expect(
      servers.map(\.settings.credentials) == [
        .none, .basic(user: "second", password: "common"), .basic(user: "all", password: "common"),
      ])
    #expect(servers.map(\.settings.limits.requests) == [1, 4, 4])
    #expect(servers.map(\.settings.compresses) == [false, true, true])
    #expect(servers.map(\.settings.limits.age) == [.seconds(2), .seconds(2), .seconds(2)])
    #expect(servers.map(\.settings.tls.verification) == [.certificate, .full, .full])
    #expect(servers.map(\.settings.proxy?.url) == ["http://proxy:3128", nil, nil])
    #expect(servers.map(\.settings.retryFor) == [.seconds(300), .seconds(300), nil])
    let error = #expect(throws: PipelineError.self) {
      try configured(
        """
        to:
          - url: lumberjack://one
            token: t0ken
          - url: http://two
            token: t0ken
        """)
    }
    #expect(error?.description.contains("--token is nothing for lumberjack") == true)
    #expect(error?.description.contains("t0ken") == false)
  }

  @Test("what a file says for its destinations is no mistake for another one of the command line")
  func otherDestination() throws {
    var flags = OptionValues()
    flags.to = [Self.beats]
    let servers = try configured("to: http://es\nuser: me\npassword: pw\nindex: x\n", flags: flags)
    #expect(servers.map(\.settings.credentials) == [.none])
  }

  @Test("following knows every kind of destination by the name that state knows it by")
  func names() throws {
    let texts = [
      "-", "a.ndjson", "http://u:p@es.example.com/logs", "lumberjack://ls.example.com",
      "logstash+http://u:p@ls.example.com/path",
    ]
    var values = OptionValues()
    values.to = texts
    values.inputs = ["a.log"]
    let options = try FollowOptions(once: false, values)
    #expect(options.parse.destinations.map(\.name) == texts.map(StateLocation.destination))
    #expect(options.parse.servers.map(\.name) == texts.suffix(3).map(StateLocation.destination))
    #expect(options.parse.servers.allSatisfy { $0.settings.retryFor == nil })
    #expect(options.parse.servers.allSatisfy { !$0.settings.endsOnRefusal })
  }
}
