import Event
import Testing

@testable import WireDecoder

@Suite("secrets in HTTP messages")
struct HTTPSecretsTests {
  private typealias Append = (Span<UInt8>, Range<Int>, inout JSONBuffer) -> Void

  private func written(_ text: String, _ append: Append) -> String {
    let bytes = Array(text.utf8)
    var out = JSONBuffer()
    append(bytes.span, 0..<bytes.count, &out)
    return out.text()
  }

  private func url(_ text: String) -> String {
    written(text) { HTTPSecrets.append(url: $0, $1, to: &$2) }
  }

  @Test("values of parameters that name a secret are hidden, others are not")
  func parameters() {
    #expect(url("/a?x=1&access_token=abc&y=2") == "/a?x=1&access_token=******&y=2")
    #expect(url("/a?PASSWORD=abc#id_token=x") == "/a?PASSWORD=******#id_token=******")
    #expect(
      url("/a;api_key=b/c?token=") == "/a;api_key=******?token=")
    #expect(url("/a;jsessionid=0A1?sessionid=2") == "/a;jsessionid=******?sessionid=2")
    #expect(url("/token=1?tokens=2&secretary=3") == "/token=1?tokens=2&secretary=3")
    #expect(
      url("Location: https://a/b?client_secret=1 x")
        == "Location: https://a/b?client_secret=****** x")
  }

  @Test("passwords of users in URLs are hidden")
  func passwords() {
    #expect(url("http://a:b@c/d@e") == "http://a:******@c/d@e")
    #expect(url("http://a:b:c@d@e:80/") == "http://a:******@e:80/")
    #expect(url("http://a@c:80/") == "http://a@c:80/")
    #expect(url("http://c:80/a@b?=") == "http://c:80/a@b?=")
  }

  @Test("credentials and cookies are hidden, with the lines they are folded into")
  func headers() {
    let head = """
      GET /?token=a HTTP/1.1\r
      authorization: Basic YTpi\r
      Proxy-Authorization: x\r
      Cookie: a=b; c=d\r
       e=f\r
      Set-Cookie : a b\r
      X-API-Key: word other\r
      Referer: http://u:p@h/?api_key=1\r
      Accept: a/b\r
      \r

      """
    #expect(
      written(head) { HTTPSecrets.append(head: $0, $1, to: &$2) }
        == """
        GET /?token=****** HTTP/1.1
        authorization: Basic ******
        Proxy-Authorization: ******
        Cookie: ******
        Set-Cookie : ******
        X-API-Key: ******
        Referer: http://u:******@h/?api_key=******
        Accept: a/b


        """.replacing("\n", with: #"\r\n"#))
  }

  @Test("forms and JSON are shown without the values of secrets")
  func bodies() {
    #expect(
      written("password=a&b=c&x.secret=d") { HTTPSecrets.append(form: $0, $1, to: &$2) }
        == "password=******&b=c&x.secret=******")
    #expect(
      written(#"{"access_token" : "a\"b", "c": "token", "d":["password","e"],"secret":5}"#) {
        HTTPSecrets.append(json: $0, $1, to: &$2)
      }
        == #"{\"access_token\" : \"******\", \"c\": \"token\", \"d\":[\"password\",\"e\"],\"secret\":5}"#
    )
    #expect(
      written(#"{"password":"not closed"#) { HTTPSecrets.append(json: $0, $1, to: &$2) }
        == #"{\"password\":\"******"#)
  }
}
