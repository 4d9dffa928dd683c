import Foundation
import Testing

@testable import PatternTools

@Suite("pattern reference")
struct PatternReferenceTests {
  @Test("docs/pattern-reference.md says what the library holds; `make docs` writes it anew")
  func fresh() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appendingPathComponent("docs/pattern-reference.md"), encoding: .utf8)
    let library = try PatternTools.list(as: .markdown)
    // The first line that differs tells more than two whole pages.
    let difference = zip(page.split(separator: "\n"), library.split(separator: "\n"))
      .first { $0 != $1 }
    #expect(difference == nil, "run `make docs`")
    #expect(page.count == library.count, "run `make docs`")
  }
}
