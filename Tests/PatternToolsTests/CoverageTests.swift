import Foundation
import GenesysLog
import LogTemplates
import Pipeline
import Testing

@testable import PatternTools

@Suite("Coverage")
struct CoverageTests {
  private func texts(_ texts: [String], code: Int32 = -1, path: String = "a.log") -> UnmatchedTexts
  {
    var unmatched = UnmatchedTexts()
    for (index, text) in texts.enumerated() {
      unmatched.add(Array(text.utf8).span, code: code, path: path, offset: Int64(index * 100))
    }
    return unmatched
  }

  @Test("texts of one shape with different message ids are told apart")
  func codes() {
    var unmatched = texts(["door 1", "door 2"], code: 4500)
    unmatched.merge(texts(["door 3"], code: 0))
    unmatched.merge(texts(["door 4"]))
    #expect(unmatched.shapes.map(\.code) == [4500, 0, nil])
    #expect(unmatched.shapes.map(\.template.count) == [2, 1, 1])
  }

  @Test("the example of a shape is the first text, and its place that text's")
  func places() {
    var unmatched = texts(["alone", "door 1", "door 2"])
    unmatched.merge(texts(["new here", "door 3", "door 4"], path: "b.log"))
    let shapes = unmatched.shapes
    #expect(shapes.map(\.template.text) == ["door <int>", "alone", "new here"])
    #expect(
      shapes.map(\.place) == [
        .init(path: "a.log", offset: 100), .init(path: "a.log", offset: 0),
        .init(path: "b.log", offset: 0),
      ])
    #expect(shapes[0].template.examples == [Array("door 1".utf8)])
  }

  @Test("texts for which there is no room are counted, without a place")
  func others() {
    var unmatched = UnmatchedTexts(maxShapes: 1)
    for text in ["door 1", "a b c d", "a b c d", "x (y)"] {
      unmatched.add(Array(text.utf8).span, code: -1, path: "a", offset: 0)
    }
    unmatched.merge(texts(["p: q"]))
    #expect(unmatched.shapes.map(\.template.count) == [1, 4])
    #expect(unmatched.shapes[1].place == nil)
    #expect(unmatched.shapes[1].code == nil)
  }

  @Test("many texts of one skeleton are all counted, whatever their values")
  func skeletons() {
    let unmatched = texts((0..<1000).map { "line t\($0)x of 7.\($0)" })
    #expect(unmatched.shapes.map(\.template.count) == [1000])
  }

  @Test(
    "a skeleton is the same where only what has digits differs, and in its kind",
    arguments: [
      ("room 17", "room 4", true), ("room 17", "room 1b", false), ("id 0xa1", "id 0xffz", true),
      ("id a1b", "id 77ff", true), ("abc", "abd", false), ("a-1", "a-2", true),
      ("a 1", "a  1", false),
      ("", "", true),
    ])
  func skeleton(one: String, other: String, isSame: Bool) {
    let hashes = [one, other].map { text in
      TextSkeleton.hash(Array(text.utf8).span, seed: 1, limit: 100)
    }
    #expect((hashes[0] == hashes[1]) == isSame)
  }

  @Test("a skeleton looks at so many bytes, and at what else tells texts apart")
  func skeletonLimit() {
    let hash = { (text: String, seed: UInt64) in
      TextSkeleton.hash(Array(text.utf8).span, seed: seed, limit: 3)
    }
    #expect(hash("abcd", 1) == hash("abce", 1))
    #expect(hash("abcd", 1) != hash("abcd", 2))
  }

  @Test(
    "only nothing is 0.0 % and only all is 100.0 %",
    arguments: [(0, "0.0%"), (0.00001, "0.1%"), (0.5, "50.0%"), (0.99999, "99.9%"), (1, "100.0%")])
  func percent(share: Double, text: String) {
    #expect(CoveragePage.percent(share) == text)
  }

  @Test("numbers stand at the right of their columns, the last column at the left")
  func columns() {
    #expect(
      Columns.numbers([["n", "name"], ["100", "a"], ["7", "b"]]) == "  n  name\n100  a\n  7  b\n")
  }
}
