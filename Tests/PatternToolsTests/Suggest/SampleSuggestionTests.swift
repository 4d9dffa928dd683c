import Foundation
import Testing

@testable import PatternTools

/// The logs in `samples/`, which are of many components.
@Suite("suggestions for samples")
struct SampleSuggestionTests {
  private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "samples").path

  static let samples = Result {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".log") || $0.hasSuffix(".log.gz") }.sorted()
  }

  @Test("there are samples")
  func some() throws {
    #expect(try Self.samples.get().count > 10)
  }

  @Test(
    "what is suggested explains, alone, at least 95 % of a sample's records",
    arguments: try samples.get())
  func explained(name: String) throws {
    let path = Self.folder + "/" + name
    let suggestion = try SuggestedFile.suggestion(for: path)
    #expect(suggestion.explained * 100 >= suggestion.records * 95, "\(suggestion.notes)")
    #expect(!suggestion.text.isEmpty)
    let empty = try SuggestedFile([])
    #expect(try empty.explains(suggestion.text, percent: 95, of: path))
  }

  @Test("the same log gives the same suggestion")
  func repeated() throws {
    let path = try Self.folder + "/" + #require(Self.samples.get().last { $0.hasPrefix("sip-") })
    let first = try SuggestedFile.suggestion(for: path)
    #expect(try SuggestedFile.suggestion(for: path).text == first.text)
  }
}
