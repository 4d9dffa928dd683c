/// The lines of a YAML text, of which those of a key's second value can be emptied.
///
/// The parser ends at the first key that stands twice; without it the rest can be read, each line at its place.
struct DuplicateLines {
  private var lines: [Substring]

  /// Splits a text.
  init(_ text: String) {
    // By bytes: to a String, CR LF is one character, and no newline.
    lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Substring($0) }
  }

  /// The text, as many lines as before.
  var text: String { lines.joined(separator: "\n") }

  /// Empties the lines of every further `key` of a block mapping; returns the numbers of their first lines, none
  /// where the mapping is written in another way.
  mutating func removeRepeats(of key: String, firstLine: Int, column: Int) -> [Int] {
    var removed: [Int] = []
    guard firstLine >= 1, column >= 1 else { return removed }
    var index = firstLine
    while index < lines.count {
      let indent = self.indent(index)
      if isBlank(index) || indent > column - 1 || indent == column - 1 && !names(key, index) {
        index += 1
        continue
      }
      // The mapping has ended.
      if indent < column - 1 { break }
      removed.append(index + 1)
      repeat {
        lines[index] = ""
        index += 1
      } while index < lines.count && (isBlank(index) || belongs(index, below: indent))
    }
    return removed
  }

  private func isBlank(_ index: Int) -> Bool {
    let text = lines[index].drop { $0 == " " }
    return text.isEmpty || text.first == "#" || text == "\r"
  }

  private func indent(_ index: Int) -> Int {
    lines[index].prefix { $0 == " " }.count
  }

  /// Whether a line goes on with the value of a key at `indent`: a list may stand as far left as its key.
  private func belongs(_ index: Int, below indent: Int) -> Bool {
    self.indent(index) > indent
      || self.indent(index) == indent && lines[index].dropFirst(indent).hasPrefix("- ")
  }

  /// Whether a line begins with `key:`, in quotes or not.
  private func names(_ key: String, _ index: Int) -> Bool {
    let text = lines[index].drop { $0 == " " }
    return [key, "'\(key)'", "\"\(key)\""].contains { written in
      text.hasPrefix(written) && text.dropFirst(written.count).drop { $0 == " " }.first == ":"
    }
  }
}
