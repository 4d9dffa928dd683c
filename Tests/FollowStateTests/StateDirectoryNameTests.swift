import Testing

@testable import FollowState

@Suite("names of state directories")
struct StateDirectoryNameTests {
  @Test(
    "a name is readable and safe, and begins with what the destination is",
    arguments: [
      ("https://es-1.example.com:9200", "https___es-1.example.com_9200-"), ("-", ""), ("", ""),
      ("../../etc/passwd", "_.._etc_passwd-"), (".hidden", "hidden-"), ("--to", "to-"),
      ("a/b\nc\0dä", "a_b_c_d__-"),
      (String(repeating: "x", count: 500), String(repeating: "x", count: 80) + "-"),
    ])
  func safe(destination: String, start: String) {
    let name = StateDirectoryName.of(destination)
    #expect(name.hasPrefix(start))
    #expect(name.count == start.count + 16)
    #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) })
    #expect(StateDirectoryName.of(destination) == name)
  }

  @Test("no two destinations share a directory")
  func different() {
    let texts = ["a/b", "a_b", "a:b", "A/b", "a/b/", "", "-", "--", ".", "..", "_"]
    #expect(Set(texts.map { StateDirectoryName.of($0).lowercased() }).count == texts.count)
  }

  @Test("the name of a destination is the same in every version")
  func stable() {
    #expect(
      StateDirectoryName.of("http://192.0.2.1:9200") == "http___192.0.2.1_9200-c9383734a86691c5")
  }
}
