/// Turns bytes into text.
public enum GrokText {
  /// The text of some bytes.
  ///
  /// UTF-8 stays as it is; a byte that is part of no UTF-8 sequence is read as Latin-1, so that no
  /// byte is lost.
  public static func string(_ bytes: Span<UInt8>, _ range: Range<Int>? = nil) -> String {
    let range = range ?? 0..<bytes.count
    return bytes.withUnsafeBufferPointer { buffer in
      let part = buffer[range]
      if let text = String(validating: part, as: UTF8.self) { return text }
      return latin1Repaired(part)
    }
  }

  private static func latin1Repaired(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    var text = ""
    var rest = bytes
    while let first = rest.first {
      let length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      if length > 0, let character = String(validating: rest.prefix(length), as: UTF8.self),
        rest.count >= length
      {
        text += character
        rest = rest.dropFirst(length)
      } else {
        text.unicodeScalars.append(Unicode.Scalar(first))
        rest = rest.dropFirst()
      }
    }
    return text
  }
}
