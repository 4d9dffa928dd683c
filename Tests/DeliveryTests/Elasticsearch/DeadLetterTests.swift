import Event
import Testing

@testable import Delivery

@Suite("Elasticsearch: dead letters")
struct DeadLetterTests {
  private static let line =
    #"{"dead_letter":{"destination":"http://es:9200","status":400,"reason":"x","action":"#
    + #"{"create":{"_index":"logs-a","_id":"AZuxRcwc7VnZNCgFGL_wlQ"}}},"event":{"a":1}}"#

  private func read(_ text: String) -> DeadLetter? {
    let bytes = Array(text.utf8)
    return DeadLetter(line: bytes.span)
  }

  @Test("a line gives the event back, its name and its index")
  func reads() throws {
    let letter = try #require(read(Self.line))
    #expect(letter.index == Array("logs-a".utf8))
    var id = JSONBuffer()
    letter.id.append(to: &id)
    #expect(id.text() == "AZuxRcwc7VnZNCgFGL_wlQ")
    let bytes = Array(Self.line.utf8)
    #expect(Array(bytes[letter.event]) == Array(#"{"a":1}"#.utf8))
  }

  @Test(
    "a line that was damaged is no dead letter",
    arguments: [
      ("wlQ\"", "wlR\""), ("wlQ\"", "wl\""), ("wlQ\"", "w\\n\""), ("logs-a", "Logs"),
      ("logs-a", ""),
      (#"{"a":1}}"#, #"{"a":1}"#), (#"{"a":1}"#, "1"), ("create", "delete"), ("event", "events"),
      ("dead_letter", "letter"),
    ])
  func damaged(part: String, other: String) {
    #expect(read(Self.line.replacing(part, with: other)) == nil)
  }

  @Test("no bytes make the reader crash, and what it gives is in the line", arguments: 0..<500)
  func hostile(round: Int) {
    var bytes = Array(Self.line.utf8)
    for _ in 0..<Int.random(in: 1...5) {
      switch Int.random(in: 0..<3) {
      case 0: bytes[Int.random(in: 0..<bytes.count)] = UInt8.random(in: 0...255)
      case 1: bytes.remove(at: Int.random(in: 0..<bytes.count))
      default: bytes.insert(UInt8.random(in: 0x20...0x7D), at: Int.random(in: 0...bytes.count))
      }
    }
    if let letter = DeadLetter(line: bytes.span) {
      #expect(bytes.indices.contains(letter.event))
      let index = letter.index ?? Array("none".utf8)
      let isValid = IndexName.isValid(index.span)
      #expect(isValid)
    }
  }
}

extension Range where Bound == Int {
  /// Whether all of `range` lies within.
  fileprivate func contains(_ range: Range<Int>) -> Bool {
    lowerBound <= range.lowerBound && range.upperBound <= upperBound
  }
}
