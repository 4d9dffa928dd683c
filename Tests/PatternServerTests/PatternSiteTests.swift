import Foundation
import Testing

@testable import PatternServer

@Suite("the page's server")
struct PatternSiteTests {
  @Test("the page is one document that loads nothing, under a policy that lets it load nothing")
  func page() throws {
    let response = try Asking().get("/")
    #expect(response.status == 200)
    let html = String(decoding: response.body, as: UTF8.self)
    #expect(html.hasPrefix("<!doctype html>"))
    #expect(!html.contains("{{"))
    for outside in ["http://", "https://", "src=", "@import", "url("] {
      #expect(!html.contains(outside), "\(outside)")
    }
    let nonce = try #require(html.firstMatch(of: /<script nonce="([0-9a-f]{32})">/)?.1)
    #expect(html.contains("<style nonce=\"\(nonce)\">"))
    #expect(
      response.policy
        == "default-src 'none'; script-src 'nonce-\(nonce)'; style-src 'nonce-\(nonce)'; "
        + "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'")
    let again = String(decoding: try Asking().get("/").body, as: UTF8.self)
    #expect(!again.contains(nonce))
  }

  @Test("every file of the page is in it")
  func pageIsWhole() throws {
    let html = String(decoding: try Asking().get("/").body, as: UTF8.self)
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/PatternServer/page").standardized
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    for name in names where name.hasSuffix(".js") || name.hasSuffix(".css") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      #expect(html.contains(text.trimmingCharacters(in: .newlines)), "\(name)")
    }
  }

  @Test("no answer is kept, guessed at, framed or told of elsewhere")
  func headers() throws {
    let asking = try Asking()
    for response in [asking.get("/"), asking.get("/api/library"), asking.get("/none")] {
      let headers = Dictionary(uniqueKeysWithValues: response.headers.map { ($0.name, $0.value) })
      #expect(headers["Cache-Control"] == "no-store")
      #expect(headers["X-Content-Type-Options"] == "nosniff")
      #expect(headers["X-Frame-Options"] == "DENY")
      #expect(headers["Referrer-Policy"] == "no-referrer")
      #expect(headers["Content-Security-Policy"]?.contains("frame-ancestors 'none'") == true)
      #expect(headers["Access-Control-Allow-Origin"] == nil)
    }
  }

  @Test(
    "what is not there is not there, files of the machine above all",
    arguments: [
      "/etc/passwd", "/../etc/passwd", "//etc/passwd", "/index.html", "/page/main.js", "/api",
      "/api/", "/api/../", "/api/file", "/API/match", "",
    ])
  func paths(path: String) throws {
    #expect(try Asking().get(path).status == 404)
  }

  @Test(
    "a wrong method is told",
    arguments: [
      ("POST", "/"), ("PUT", "/"), ("HEAD", "/"), ("GET", "/api/match"), ("DELETE", "/api/copy"),
      ("POST", "/api/library"), ("OPTIONS", "/api/line"),
    ])
  func methods(method: String, path: String) throws {
    #expect(try Asking().site.answer(Asking.request(method, path)).status == 405)
  }

  @Test("whoever may not ask is told nothing, whatever is asked")
  func refused() throws {
    let site = try Asking().site
    for path in ["/", "/api/library", "/api/match", "/api/none", "/none"] {
      var request = Asking.request("GET", path)
      request.headers.host = "rebound.example.com:7147"
      #expect(site.answer(request).status == 421, "\(path)")
    }
    for path in ["/api/library", "/api/match", "/api/none", "/none"] {
      var request = Asking.request("GET", path)
      request.headers.token = nil
      #expect(site.answer(request).status == 403, "\(path)")
    }
  }

  @Test(
    "a body that is no question is refused",
    arguments: [
      "", "{", "[]", "null", "{}", #"{"expression":1}"#, #"{"expression":"a","lines":"b"}"#,
      #"{"expression":"a","lines":[1]}"#, #"{"expression":"a","flavour":"new"}"#,
      #"{"expression":"a","whole":"yes"}"#, "\u{FFFD}\u{0}",
    ])
  func noQuestion(body: String) throws {
    var request = Asking.request("POST", "/api/match")
    request.body = Array(body.utf8)
    #expect(try Asking().site.answer(request).status == 400)
  }

  @Test("random bodies are answered, and never with more than an error")
  func randomBodies() throws {
    var generator = Seeded(state: 11)
    let site = try Asking().site
    let question = Array(
      #"{"expression":"%{INT:n:int}","lines":["a\ud83d 1"],"definitions":"A b"}"#.utf8)
    let paths = ["/api/match", "/api/line", "/api/copy"]
    for _ in 0..<500 {
      var request = Asking.request("POST", paths.randomElement(using: &generator) ?? "")
      var body = question
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        let index = Int.random(in: 0..<body.count, using: &generator)
        body[index] = UInt8.random(in: 0...255, using: &generator)
      }
      request.body = body
      #expect([200, 400].contains(site.answer(request).status))
    }
  }

  @Test("what is too long is refused")
  func tooLong() throws {
    let site = try Asking().site
    var request = Asking.request("POST", "/api/match")
    request.body = nil
    #expect(site.answer(request).status == 413)
    let long = String(repeating: "a", count: 1 << 20 + 1)
    request.body = Array(#"{"expression":"\#(long)"}"#.utf8)
    #expect(site.answer(request).status == 413)
    let lines = String(repeating: #""","#, count: 20_000) + #""""#
    request.body = Array(#"{"expression":"a","lines":[\#(lines)]}"#.utf8)
    #expect(site.answer(request).status == 413)
  }
}

/// A generator that gives the same numbers each time.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
