import Testing

@testable import PatternServer

@Suite("access to the page's server")
struct AccessRuleTests {
  private static let rule = AccessRule(port: 7147, token: "0123456789abcdef")

  private static func request(_ change: (inout PageRequest) -> Void = { _ in }) -> PageRequest {
    var request = PageRequest()
    request.method = "POST"
    request.headers = PageRequest.Headers(
      host: "127.0.0.1:7147", origin: "http://127.0.0.1:7147", fetchSite: "same-origin",
      contentType: "application/json", token: "0123456789abcdef")
    change(&request)
    return request
  }

  @Test("the page that was served may ask")
  func own() {
    #expect(Self.rule.refusalOfQuestion(Self.request()) == nil)
    #expect(Self.rule.refusalOfPage(Self.request()) == nil)
  }

  @Test(
    "a host that is not loopback with our port is refused: a name may have been made to lead here",
    arguments: [
      nil, "", "example.com", "example.com:7147", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:71470",
      "localhost.example.com:7147", "127.0.0.1:7147, example.com", "[::]:7147", "0.0.0.0:7147",
    ])
  func host(host: String?) {
    let request = Self.request { $0.headers.host = host }
    #expect(Self.rule.refusalOfPage(request)?.status == 421)
    #expect(Self.rule.refusalOfQuestion(request)?.status == 421)
  }

  @Test(
    "each name of loopback is taken",
    arguments: ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
  func loopback(name: String) {
    let request = Self.request { request in
      request.headers.host = name + ":7147"
      request.headers.origin = nil
      request.headers.fetchSite = nil
    }
    #expect(Self.rule.refusalOfQuestion(request) == nil)
  }

  @Test(
    "pages from elsewhere are refused",
    arguments: [
      "null", "http://example.com", "https://127.0.0.1:7147", "http://127.0.0.1:7148", "",
      "http://127.0.0.1:7147.example.com",
    ])
  func origin(origin: String) {
    let request = Self.request { $0.headers.origin = origin }
    #expect(Self.rule.refusalOfPage(request)?.status == 403)
    #expect(Self.rule.refusalOfQuestion(request)?.status == 403)
  }

  @Test(
    "what a browser says comes from another site is refused",
    arguments: ["cross-site", "same-site"])
  func fetchSite(site: String) {
    let request = Self.request { $0.headers.fetchSite = site }
    #expect(Self.rule.refusalOfQuestion(request)?.status == 403)
    // A link may lead to the page itself, which holds nothing.
    #expect(Self.rule.refusalOfPage(request) == nil)
  }

  @Test(
    "a question without the token is refused",
    arguments: [nil, "", "0123456789abcde", "0123456789abcdeF", "0123456789abcdef0"])
  func token(token: String?) {
    let request = Self.request { $0.headers.token = token }
    #expect(Self.rule.refusalOfQuestion(request)?.status == 403)
    #expect(Self.rule.refusalOfPage(request) == nil)
  }

  @Test(
    "a question is JSON and says so", arguments: [nil, "text/plain", "application/json-seq", ""])
  func contentType(type: String?) {
    let request = Self.request { $0.headers.contentType = type }
    #expect(Self.rule.refusalOfQuestion(request)?.status == 415)
  }

  @Test("a token is 32 digits, and another each time")
  func tokens() {
    let tokens = Set((0..<100).map { _ in AccessRule.newToken() })
    #expect(tokens.count == 100)
    #expect(tokens.allSatisfy { $0.utf8.count == 32 })
  }
}
