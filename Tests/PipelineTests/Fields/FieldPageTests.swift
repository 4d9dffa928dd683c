import Foundation
import Testing

@testable import Pipeline

@Suite("docs/fields.md")
struct FieldPageTests {
  @Test("the page lists the fields as they are; `make docs` writes it anew")
  func page() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appendingPathComponent("docs/fields.md"), encoding: .utf8)
    #expect(page == FieldDocument.markdown())
  }
}
