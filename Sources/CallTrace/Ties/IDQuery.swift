/// Finds ids by what a user typed.
enum IDQuery {
  /// The numbers of the ids that are meant: a Genesys id and a Call-ID may have the same text.
  static func numbers(of text: String, in table: IDTable) -> [Int32] {
    let typed = trimmed(text)
    var found: [Int32] = []
    for kind in [CallID.Kind.call, .dialog] {
      var id = [kind.namespace] + typed
      _ = IDForm.settle(&id, from: 1, kind)
      if let number = table.find(id.span) { found.append(number) }
    }
    guard found.isEmpty, !typed.isEmpty else { return found }
    let folded = lowercased(typed[...])
    let alike = (0..<Int32(table.count)).filter {
      table.name($0).count == folded.count && lowercased(table.name($0)) == folded
    }
    return alike.count == 1 ? alike : []
  }

  /// At most five ids that contain the text, in any case.
  static func suggestions(for text: String, in table: IDTable) -> [CallID] {
    let folded = lowercased(trimmed(text)[...])
    guard folded.count >= 4 else { return [] }
    var found: [CallID] = []
    for number in 0..<Int32(table.count) where found.count < 5 {
      if contains(lowercased(table.name(number)), folded) { found.append(table.id(number)) }
    }
    return found
  }

  /// Without the blanks, quotes and brackets that come along when an id is copied from a log.
  private static func trimmed(_ text: String) -> [UInt8] {
    let around = Array(" \t\r\n'\"<>[]()".utf8)
    var rest = Array(text.utf8)[...]
    while let first = rest.first, around.contains(first) { rest.removeFirst() }
    while let last = rest.last, around.contains(last) { rest.removeLast() }
    return Array(rest)
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }

  private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    guard bytes.count >= part.count else { return false }
    return (0...(bytes.count - part.count)).contains { start in
      bytes[start..<start + part.count].elementsEqual(part)
    }
  }
}
