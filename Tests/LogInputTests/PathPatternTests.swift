import Testing

@testable import LogInput

@Suite("PathPattern")
struct PathPatternTests {
  @Test(
    "the end of a path is matched by whole names",
    arguments: [
      ("*.gz", "/logs/a.gz", true), ("*.gz", "a.gz", true), ("*.gz", "/a.gz/b", false),
      ("*.gz", "/logs/.a.gz", true), ("a.log", "/logs/a.log", true),
      ("a.log", "/logs/ba.log", false),
      ("old/*", "/logs/old/a", true), ("old/*", "/logs/old/b/a", false),
      ("old/**", "/logs/old/b/a", true), ("old/**/a", "/logs/old/a", true),
      ("old/**/a", "/logs/old/b/c/a", true), ("/logs/*", "/logs/a", true),
      ("/logs/*", "/var/logs/a", false), ("/logs/**", "/logs/b/a", true),
      ("/logs/*", "logs/a", false),
      ("*.{gz,zip}", "/a.zip", true), ("*.{gz,zip}", "/a.log", false), ("./a", "./a", false),
      ("**", "/a/b", true), ("", "/a", false),
    ])
  func ends(_ pattern: String, _ path: String, _ matches: Bool) {
    #expect(PathPattern(any: pattern).matchesEnd(of: path) == matches)
  }

  @Test("many stars do not take long")
  func stars() {
    let pattern = PathPattern(any: String(repeating: "**/a*/", count: 200) + "b")
    #expect(!pattern.matchesEnd(of: String(repeating: "/a", count: 400)))
  }
}
