import Foundation
import Testing

@testable import Pipeline

@Suite("docs/configuration.md")
struct OptionPageTests {
  @Test("the page lists the options as they are; `make docs` writes the tables anew")
  func page() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appendingPathComponent("docs/configuration.md"), encoding: .utf8)
    #expect(page.contains("<!-- options -->\n\(OptionPage.markdown())<!-- end -->\n"))
    for key in OptionKey.all {
      #expect(page.contains("\n| `\(key.name)` | \(key.kind) | "), "\(key.name)")
    }
  }

  @Test("what an option does is told in a sentence")
  func summaries() {
    for key in OptionKey.all { #expect(key.summary.hasSuffix("."), "\(key.name)") }
  }
}
