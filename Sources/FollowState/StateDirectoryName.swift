import Event

/// Names of the directories that stand side by side below one root, one for each destination.
package enum StateDirectoryName {
  private static let maxReadable = 80

  /// The name for a destination's text, which has no secrets in it: readable, safe in any file system, and
  /// another one for each text.
  ///
  ///     https___es-1_9200-1f0c2d3e4a5b6978
  package static func of(_ destination: String) -> String {
    let readable = destination.utf8.prefix(maxReadable).map { isSafe($0) ? $0 : UInt8(ascii: "_") }
    // Neither hidden nor taken for an option.
    let start = readable.drop { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    let hash = ContentMark.of(Array(destination.utf8).span).hash
    let suffix = HexDigits.text(hash)
    return start.isEmpty
      ? suffix : String(decoding: start, as: UTF8.self) + "-" + suffix
  }

  private static func isSafe(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
