/// Bytes of a text, and what stands there afterwards.
struct TextEdit: Equatable {
  /// The bytes that go.
  let range: Range<Int>
  /// What comes in their place.
  let text: String

  /// A text with all edits made; nil if two of them overlap, or one lies outside.
  static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var position = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard edit.range.lowerBound >= position, edit.range.upperBound <= bytes.count else {
        return nil
      }
      result += bytes[position..<edit.range.lowerBound]
      result += Array(edit.text.utf8)
      position = edit.range.upperBound
    }
    return result + bytes[position...]
  }
}
