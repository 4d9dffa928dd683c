/// Finds ids in the text of records that no rule knew.
struct IDMentions: Sendable {
  /// A shorter id may stand in any text.
  private static let minBytes = 12

  private let names: [Needle]

  init(_ ids: [CallID]) {
    names = ids.map { Array($0.text.utf8) }
      .filter { $0.count >= IDMentions.minBytes }.map(Needle.init)
  }

  /// Whether one of the ids stands anywhere in an event.
  func occur(in event: Span<UInt8>) -> Bool {
    for name in names where name.occurs(in: event) { return true }
    return false
  }
}

/// Bytes to look for, by Horspool's way: what a byte says of the next place to look at.
private struct Needle: Sendable {
  let bytes: [UInt8]
  let steps: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var steps = [Int](repeating: bytes.count, count: 256)
    for (index, byte) in bytes.dropLast().enumerated() {
      steps[Int(byte)] = bytes.count - 1 - index
    }
    self.steps = steps
  }

  func occurs(in text: Span<UInt8>) -> Bool {
    var end = bytes.count - 1
    while end < text.count {
      if equals(text, endingAt: end) { return true }
      end += steps[Int(text[end])]
    }
    return false
  }

  private func equals(_ text: Span<UInt8>, endingAt end: Int) -> Bool {
    let start = end - bytes.count + 1
    for index in stride(from: bytes.count - 1, through: 0, by: -1)
    where bytes[index] != text[start + index] {
      return false
    }
    return true
  }
}
