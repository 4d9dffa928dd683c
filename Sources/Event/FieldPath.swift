/// The dotted name of a field, `genesys.object.type`.
package struct FieldPath: Sendable, Hashable, CustomStringConvertible {
  /// The name in UTF-8, dots included.
  let bytes: [UInt8]

  /// Makes a path; nil if the name is empty or has an empty part (`a..b`, `.a`).
  package init?(_ name: String) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    bytes = Array(name.utf8)
  }

  /// The name as it was given.
  package var description: String { String(decoding: bytes, as: UTF8.self) }
}
