import Event

/// The path of a file: any bytes, as the system has it; mostly UTF-8, but nothing promises that.
package struct FilePath: Sendable, Hashable {
  /// The bytes, without a NUL at the end.
  package let bytes: [UInt8]

  /// Takes bytes as they are.
  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The path that is spelled so.
  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The path for people; what is not UTF-8 is repaired.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether the bytes are well-formed UTF-8.
  package var isText: Bool {
    let span = bytes.span
    var place = 0
    while place < span.count {
      let length = UTF8Sequence.length(in: span, at: place)
      if length == 0 { return false }
      place += length
    }
    return true
  }

  /// Gives the path to a call of the system; what stands behind a NUL is lost on it.
  package func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (bytes + [0]).withUnsafeBufferPointer { all in
      all.withMemoryRebound(to: CChar.self) { text in
        // Never nil: there is a NUL at least.
        body(text.baseAddress.unsafelyUnwrapped)
      }
    }
  }
}

extension FilePath: ExpressibleByStringLiteral, CustomStringConvertible {
  /// The path that is spelled so.
  package init(stringLiteral text: String) { self.init(text) }

  /// The path for people.
  package var description: String { text }
}
