import Testing

@testable import Pipeline

@Suite("Options on who is let in")
struct AccessOptionsTests {
  private static let cloud = "cloud:name:ZXUuZXhhbXBsZS5jb20kYWJjMTIzJGRlZjQ1Ng=="
  private static let digits = String(repeating: "0a", count: 32)

  private func problem(
    _ to: String, _ set: (inout OptionValues) -> Void
  ) -> String {
    var values = OptionValues()
    values.to = [to]
    set(&values)
    let error = #expect(throws: PipelineError.self) {
      try ParseOptions(inputs: ["a.log"], values)
    }
    return error?.description ?? ""
  }

  private let https = "https://es.example.com:9200"

  @Test("a signature and another login exclude each other")
  func logins() {
    #expect(
      problem(https) {
        $0.aws = true
        $0.user = "me"
      }.contains("--aws and --user are several ways to log in"))
    #expect(
      problem("https://me:pw@es.example.com") { $0.aws = true }
        .contains("--aws and the user of the URL are several ways to log in"))
    #expect(problem(Self.cloud) { $0.aws = true }.contains("--aws is nothing for Elastic Cloud"))
  }

  @Test("region and service mean something with --aws, and what the host's name says")
  func regions() {
    #expect(
      problem(https) { $0.awsRegion = "eu-west-1" }
        == "--aws-region means nothing without --aws\nhelp: give --aws as well")
    #expect(
      problem(https) { $0.awsService = "es" }
        == "--aws-service means nothing without --aws\nhelp: give --aws as well")
    #expect(
      problem(https) {
        $0.aws = true
        $0.awsService = "s3"
        $0.awsRegion = "eu-west-1"
      }.hasPrefix("--aws-service s3: is no service that takes events\n"))
    #expect(
      problem("https://search-x.eu-west-1.es.amazonaws.com") {
        $0.aws = true
        $0.awsRegion = "eu-west-2"
      }.hasPrefix("--aws: search-x.eu-west-1.es.amazonaws.com says eu-west-1, and the options"))
  }

  @Test("ways to verify a certificate that contradict each other are refused")
  func verification() {
    #expect(
      problem(https) { $0.tlsVerify = "maybe" }
        == """
        --tls-verify maybe: is no way to verify a certificate
        help: choose full, certificate or none
        """)
    #expect(
      problem(https) {
        $0.tlsVerify = "full"
        $0.tlsInsecure = true
      }.hasPrefix("--tls-verify full: and --tls-insecure exclude each other"))
    #expect(
      problem(https) { $0.tlsFingerprint = "12" }
        .hasPrefix("--tls-fingerprint 12: is no SHA-256 of a certificate"))
    #expect(
      problem(https) {
        $0.tlsFingerprint = Self.digits
        $0.tlsVerify = "none"
      }.contains("and no verification exclude each other"))
    #expect(
      problem(https) {
        $0.tlsFingerprint = Self.digits
        $0.tlsCA = "/dev/null"
      }.contains("and --tls-ca exclude each other"))
    #expect(
      problem("http://es.example.com") { $0.tlsFingerprint = Self.digits }
        .contains("means nothing without https"))
    #expect(problem(https) { $0.tlsKey = "/dev/null" }.contains("and there is none"))
  }

  @Test("a Cloud ID is a destination like any other")
  func cloud() throws {
    var values = OptionValues()
    values.to = [Self.cloud, "events.ndjson"]
    let options = try ParseOptions(inputs: ["a.log"], values)
    #expect(options.servers.count == 1)
  }
}
