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

  /// Empties the lines of the second `key` of a block mapping; returns the number of its first line, or nil
  /// where the mapping is written in another way.
  mutating func removeSecond(_ key: String, firstLine: Int, column: Int) -> Int? {
    guard firstLine >= 1, column >= 1, firstLine < lines.count else { return nil }
    for index in firstLine..<lines.count where !isBlank(index) {
      let indent = self.indent(index)
      if indent < column - 1 { return nil }
      guard indent == column - 1, names(key, index) else { continue }
      lines[index] = ""
      var next = index + 1
      while next < lines.count, isBlank(next) || belongs(next, below: indent) {
        lines[next] = ""
        next += 1
      }
      return index + 1
    }
    return nil
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
