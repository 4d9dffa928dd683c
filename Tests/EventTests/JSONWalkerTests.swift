import Event
import Testing

@Suite("JSONWalker")
struct JSONWalkerTests {
  private func walk(_ text: String) -> (steps: String, isComplete: Bool) {
    let bytes = Array(text.utf8)
    var walker = JSONWalker()
    var steps: [String] = []
    while let step = walker.next(in: bytes.span) {
      let key = walker.key.map { JSONLookup.text(of: $0, in: bytes.span) + "=" } ?? ""
      switch step {
      case .open(let isObject): steps.append(key + (isObject ? "{" : "["))
      case .close(let isObject): steps.append(isObject ? "}" : "]")
      case .scalar(let value): steps.append(key + JSONLookup.text(of: value, in: bytes.span))
      }
    }
    return (steps.joined(separator: " "), walker.isComplete(in: bytes.span))
  }

  @Test(
    "all values are met in order, with their keys",
    arguments: [
      ("5", "5"), (#" "a\n" "#, "a\n"), ("{}", "{ }"), ("[ ]", "[ ]"),
      (
        #"{"a":1,"b":{"c":[true,null,{"d":"x"}],"e":-2}}"#,
        "{ a=1 b={ c=[ true null { d=x } ] e=-2 } }"
      ),
      (#"[[],[{}],"}"]"#, "[ [ ] [ { } ] } ]"),
    ])
  func order(text: String, steps: String) {
    #expect(walk(text).steps == steps)
    #expect(walk(text).isComplete)
  }

  @Test(
    "a walk that meets what is not JSON is not complete",
    arguments: [
      "", " ", "{", "[1", #"{"a":}"#, #"{"a":1,}"#, "[1,]", #"{"a" 1}"#, "1 2", "{}}", "[}", "tru",
    ])
  func incomplete(text: String) {
    #expect(!walk(text).isComplete)
  }

  @Test("a walk as deep as the text is long ends, and so does one of random bytes")
  func hostile() {
    #expect(!walk(String(repeating: "[", count: 100_000)).isComplete)
    let deep = String(repeating: "[", count: 50_000) + String(repeating: "]", count: 50_000)
    #expect(walk(deep).isComplete)
    let pieces = ["{", "}", "[", "]", ",", ":", "\"", "\\", "1", "a", " ", "true"]
    for _ in 0..<2000 {
      _ = walk((0..<20).compactMap { _ in pieces.randomElement() }.joined())
    }
  }
}
