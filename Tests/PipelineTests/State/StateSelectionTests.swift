import Event
import FollowState
import Testing

@testable import Pipeline

@Suite("selection of remembered files")
struct StateSelectionTests {
  private func state(_ path: FilePath) -> FileState {
    FileState(number: 17, name: .init(high: 0, low: 0), path: path)
  }

  @Test(
    "a word means a file by its path, by a glob, or by its number",
    arguments: [
      "/var/log/sip.log", "/var/log/*.log", "/var/log/s?p.log", "/var/log/[a-s]ip.log",
      "/var/**", "/**", "**", "/**/sip.log", "/var/**/sip.log", "/var/**/log/**/sip.log",
      "//var/./log/sip.log", "17", "log/sip.log", "./log/*.log", "log/**",
    ])
  func matching(word: String) {
    #expect(StateSelection(word, workingDirectory: "/var").matches(state("/var/log/sip.log")))
  }

  @Test(
    "a word means no other file",
    arguments: [
      "", "/", "/var", "/var/log", "/var/log/sip", "sip.log", "/var/*", "/var/*.log", "/*/sip.log",
      "*.log", "/var/log/sip.log/x", "/var/log/sip.log/**/x", "1", "-17", "/var/log/[", "/v[a/r]*",
      "/var/log/SIP.log",
    ])
  func other(word: String) {
    #expect(!StateSelection(word, workingDirectory: "/var").matches(state("/var/log/sip.log")))
  }

  @Test("names are bytes, and may hold what stands for more in a glob")
  func bytes() {
    let odd = state(FilePath(bytes: Array("/l/a*[b".utf8) + [0xFF]))
    #expect(StateSelection("/l/*").matches(odd))
    #expect(StateSelection("/l/a[*]*").matches(odd))
    #expect(StateSelection("/l/a*[b").matches(state("/l/a*[b")))
    #expect(!StateSelection("/l/*").matches(state("/l/.hidden")))
    #expect(StateSelection("/l/.*").matches(state("/l/.hidden")))
  }

  @Test("a glob of many stars is no work")
  func stars() {
    let path = "/" + (0..<200).map { _ in "a/a" }.joined(separator: "/")
    let glob = "/" + (0..<200).map { _ in "**/a" }.joined(separator: "/") + "/b"
    #expect(!StateSelection(glob).matches(state(FilePath(path))))
  }
}

@Suite("place of state")
struct StateLocationTests {
  @Test(
    "the directory is systemd's, the system's for root, else the user's",
    arguments: [
      (true, ["STATE_DIRECTORY": "/var/lib/a:/var/lib/b", "HOME": "/root"], "/var/lib/a"),
      (true, ["XDG_STATE_HOME": "/x", "HOME": "/root"], "/var/lib/genlog"),
      (false, ["STATE_DIRECTORY": "/s", "XDG_STATE_HOME": "/x", "HOME": "/h"], "/s"),
      (false, ["STATE_DIRECTORY": "", "XDG_STATE_HOME": "/x", "HOME": "/h"], "/x/genlog"),
      (false, ["XDG_STATE_HOME": "relative", "HOME": "/h"], "/h/.local/state/genlog"),
      (false, ["HOME": ""], "/var/lib/genlog"), (false, [:], "/var/lib/genlog"),
    ] as [(Bool, [String: String], String)])
  func place(isRoot: Bool, variables: [String: String], path: String) {
    #expect(StateLocation.standard(isRoot: isRoot) { variables[$0] } == path)
  }

  @Test("a destination's name has no secrets in it")
  func name() {
    #expect(
      StateLocation.destination("http://u:p@es.example.com/logs") == "http://es.example.com:9200")
    #expect(
      StateLocation.destination("LUMBERJACKS://a.example.com,b.example.com")
        == "lumberjacks://a.example.com:5044,lumberjacks://b.example.com:5044")
    #expect(
      StateLocation.destination("logstash+https://u:p@ls.example.com/genesys")
        == "logstash+https://ls.example.com:8080")
    #expect(StateLocation.destination("-") == "standard output")
    #expect(StateLocation.destination("out/a.ndjson") == "out/a.ndjson")
    #expect(StateLocation.destination("http://") == "http://")
  }
}
