import Testing

@testable import Delivery

@Suite("Who is let in, and by which way")
struct AccessTests {
  @Test(
    "a Cloud ID names a deployment, with the port that it says or 443",
    arguments: [
      ("eu.example.com$abc123$def456", "https://abc123.eu.example.com:443"),
      ("eu.example.com:9243$abc123$def456", "https://abc123.eu.example.com:9243"),
      ("eu.example.com:9243$abc123:9244$def456:9245", "https://abc123.eu.example.com:9244"),
      ("eu.example.com$abc123", "https://abc123.eu.example.com:443"),
    ])
  func cloudID(text: String, host: String) throws {
    for name in ["production:", "a:b:", ""] {
      let destination = try Destination(parsing: "cloud:\(name)\(Base64.text(text))")
      guard case .elasticsearch(let address) = destination else {
        Issue.record("no Elasticsearch")
        return
      }
      #expect(address.hosts == [host])
      #expect(address.isCloud)
      #expect(address.index == nil)
    }
  }

  @Test(
    "a Cloud ID with a fault is refused",
    arguments: [
      ("n:!", "what stands behind the last : is no base64"), ("", "it names no Elasticsearch"),
      ("n:" + Base64.text("host"), "it names no Elasticsearch"),
      ("n:" + Base64.text("$a$b"), "it names no Elasticsearch"),
      ("n:" + Base64.text("h$undefined$k"), "it names no Elasticsearch"),
      ("n:" + Base64.text("h\nX: y$a$k"), "it names something that is no host"),
      ("n:" + Base64.text("h:0$a$k"), "it names something that is no host"),
      ("n:" + Base64.text("evil/$a$k"), "it names something that is no host"),
    ])
  func badCloudID(text: String, problem: String) {
    #expect(throws: DeliveryError.badCloudID(problem: problem)) {
      try Destination(parsing: "cloud:" + text)
    }
  }

  @Test("base64 gives back what it was made of, and nothing else is base64", arguments: 0..<200)
  func base64(round: Int) {
    let text = String(
      (0..<(round % 20)).map { _ in Character(UnicodeScalar(UInt8.random(in: 0..<128))) })
    let coded = Base64.text(text)
    #expect(Base64.bytes(coded.utf8) == Array(text.utf8))
    #expect(Base64.bytes(coded.filter { $0 != "=" }.utf8) == Array(text.utf8))
    #expect(Base64.bytes((coded + "=A").utf8) == nil)
    #expect(Base64.bytes("A".utf8) == nil)
  }

  @Test("a host of Amazon's has the port of its scheme, others 9200")
  func ports() throws {
    let amazon = "search-x.eu-west-1.es.amazonaws.com"
    #expect(
      try ElasticsearchAddress(parsing: "https://" + amazon).hosts == ["https://\(amazon):443"])
    #expect(try ElasticsearchAddress(parsing: "http://" + amazon).hosts == ["http://\(amazon):80"])
    #expect(
      try ElasticsearchAddress(parsing: "https://\(amazon):9200").hosts == [
        "https://\(amazon):9200"
      ])
    #expect(try ElasticsearchAddress(parsing: "https://[::1]:1").hostNames == ["[::1]"])
  }

  @Test(
    "what is signed for: the options, the name of the host, the environment; none against another")
  func scope() throws {
    let amazon = ["search-x.eu-west-1.es.amazonaws.com"]
    let environment = AWSEnvironment { $0 == "AWS_REGION" ? "us-east-1" : nil }
    let nothing = AWSEnvironment { _ in nil }
    func find(
      _ hosts: [String], _ service: AWSScope.Service?, _ region: String?, _ from: AWSEnvironment
    ) throws(AWSScope.Fault) -> String {
      let scope = try AWSScope.find(hosts: hosts, service: service, region: region, from)
      return "\(scope.service) \(scope.region)"
    }
    #expect(try find(amazon, nil, nil, environment) == "es eu-west-1")
    #expect(try find(amazon, .es, "eu-west-1", environment) == "es eu-west-1")
    #expect(try find(["es.example.com"], nil, nil, environment) == "es us-east-1")
    #expect(try find(["es.example.com"], .aoss, "eu-west-2", environment) == "aoss eu-west-2")
    #expect(throws: AWSScope.Fault.noRegion) { try find(["es.example.com"], nil, nil, nothing) }
    #expect(throws: AWSScope.Fault.badRegion("EU")) { try find(["x"], nil, "EU", nothing) }
    #expect(throws: AWSScope.Fault.contradiction(host: amazon[0], says: "eu-west-1")) {
      try find(amazon, nil, "us-east-1", nothing)
    }
    #expect(throws: AWSScope.Fault.contradiction(host: amazon[0], says: "es")) {
      try find(amazon, .aoss, nil, nothing)
    }
    #expect(throws: AWSScope.Fault.self) {
      try find(amazon + ["x.eu-west-2.es.amazonaws.com"], nil, nil, nothing)
    }
  }

  @Test(
    "a proxy is a URL with a port, its login taken out of it",
    arguments: [
      ("http://proxy:3128", "http://proxy:3128", nil, nil),
      ("SOCKS5H://192.0.2.1:1080/", "socks5h://192.0.2.1:1080", nil, nil),
      ("https://me:p%40s:s@proxy:443", "https://proxy:443", "me", "p@s:s"),
      ("socks5://me@[::1]:1080", "socks5://[::1]:1080", "me", nil),
    ] as [(String, String, String?, String?)])
  func proxy(text: String, url: String, user: String?, password: String?) throws {
    let proxy = try ProxySettings(parsing: text)
    #expect(proxy.url == url)
    #expect(proxy.user == user)
    #expect(proxy.password == password)
  }

  @Test(
    "what is no proxy is refused",
    arguments: [
      ("proxy:3128", .badScheme), ("ftp://proxy:1", .badScheme), ("://p:1", .badScheme),
      ("http://", .badHost), ("http://pro xy:1", .badHost), ("http://proxy", .badPort),
      ("http://proxy:0", .badPort), ("http://proxy:1/path", .path), ("http://proxy:1?x", .path),
    ] as [(String, ProxySettings.Fault)])
  func badProxy(text: String, fault: ProxySettings.Fault) {
    #expect(throws: fault) { try ProxySettings(parsing: text) }
  }

  @Test("a fingerprint is 64 digits, with or without colons, in small letters or capitals")
  func fingerprint() {
    let digits = String(repeating: "0aF9", count: 16)
    let colons = String(repeating: "0A:F9:", count: 16).dropLast()
    #expect(
      CertificateFingerprint(parsing: digits) == CertificateFingerprint(parsing: String(colons)))
    for text in ["", "0a", String(digits.dropLast()) + "g", digits + "00", "sha256//" + digits] {
      #expect(CertificateFingerprint(parsing: text) == nil)
    }
    #expect(CertificateFingerprint(parsing: String(repeating: "+1", count: 32)) == nil)
    let any = CertificateFingerprint(parsing: digits)
    #expect(any?.matches(pem: "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----") == false)
    #expect(any?.matches(pem: "-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----") == false)
  }

  @Test("no secret stays in a text, not even where it is cut")
  func secrets() {
    var secrets = Secrets()
    secrets.add("abcdefgh/ijkl", nil, "")
    #expect(secrets.scrubbed("a abcdefgh/ijkl b") == "a *** b")
    #expect(secrets.scrubbed(#"a abcdefgh\/ijkl b"#) == "a *** b")
    #expect(secrets.scrubbed("a abcdefg") == "a ***")
    #expect(secrets.scrubbed("a abcd") == "a abcd")
    #expect(secrets.scrubbed("") == "")
    let variables = ["https_proxy": "http://me:p%40ss@proxy:1", "all_proxy": "none"]
    let proxies = Secrets.ofEnvironment { variables[$0] }
    #expect(proxies.scrubbed("http://me:p%40ss@proxy p@ss") == "http://me:***@proxy ***")
    let login = Credentials.basic(user: "me", password: "s3cret").secrets
    #expect(login.scrubbed("me bWU6czNjcmV0 s3cret") == "me *** ***")
    #expect(Credentials.bearer("t0ken").secrets.scrubbed("Bearer t0ken") == "Bearer ***")
    #expect(Credentials.apiKey("id:key1").secrets.scrubbed("id:key1 aWQ6a2V5MQ==") == "*** ***")
  }
}
