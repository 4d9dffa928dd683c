/// New expectations for the examples of a pattern file: what stands behind `=>` in their lines.
struct PatternLineEdit {
  private let path: String
  private let bytes: [UInt8]
  private var lines: [Range<Int>] = []
  private var edits: [TextEdit] = []

  /// Opens a file.
  init(_ path: String) throws(ExampleError) {
    self.path = path
    bytes = try DocumentReader.contents(of: path)
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      lines.append(start..<end)
      start = end + 1
    }
  }

  /// Sets the fields of the example in a line, at whose end they stand; false if they do not.
  mutating func set(line: Int, from old: String, to fields: FieldList) -> Bool {
    guard lines.indices.contains(line - 1) else { return false }
    let range = lines[line - 1]
    let content = bytes[range].lastIndex { ![0x20, 0x09, 0x0D].contains($0) } ?? range.lowerBound
    let start = content + 1 - old.utf8.count
    guard start > range.lowerBound, bytes[start...content].elementsEqual(old.utf8) else {
      return false
    }
    let value = FieldText.object(fields, isDotted: false)
    edits.append(TextEdit(range: start..<content + 1, text: value.json))
    return true
  }

  /// The text with all that was set.
  func text() throws(ExampleError) -> [UInt8] {
    guard let text = TextEdit.apply(edits, to: bytes) else {
      throw .file(
        path, "the new expectations cannot be put in their places", help: "write them by hand")
    }
    return text
  }
}
