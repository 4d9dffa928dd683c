/// The name of a field as a pattern writes it, and the path it means.
struct FieldName: Sendable, Equatable {
  /// As written: `[client][ip]`, `client.ip`, `status`.
  let text: String

  /// The keys from the outermost object inwards.
  let path: [String]

  /// Reads `[a][b]`, `a.b` or `a`; nil if it is malformed.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard !bytes.isEmpty, bytes.allSatisfy(Self.isFieldByte) else { return nil }
    text = String(decoding: bytes, as: UTF8.self)
    guard
      let path = bytes.contains(UInt8(ascii: "[")) || bytes.contains(UInt8(ascii: "]"))
        ? Self.bracketed(bytes) : Self.dotted(bytes)
    else { return nil }
    self.path = path
  }

  /// A field named after a pattern.
  init(pattern name: String) {
    text = name
    path = [name]
  }

  /// Letters, digits and `_ . - @ [ ]`; any byte outside ASCII is part of a letter.
  static func isFieldByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "]"), 0x80...: true
    default: isPatternNameByte(byte)
    }
  }

  /// Letters, digits and `_ . -`.
  static func isPatternNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func dotted(_ bytes: ArraySlice<UInt8>) -> [String]? {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    return parts.map { String(decoding: $0, as: UTF8.self) }
  }

  /// `[a][b]`; a first key without brackets is taken too: `a[b]`.
  private static func bracketed(_ bytes: ArraySlice<UInt8>) -> [String]? {
    var path: [String] = []
    var rest = bytes
    if let open = rest.firstIndex(of: UInt8(ascii: "[")), open > rest.startIndex {
      path.append(String(decoding: rest[..<open], as: UTF8.self))
      rest = rest[open...]
    }
    while let first = rest.first {
      guard first == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]")),
        close > rest.startIndex + 1
      else { return nil }
      let key = rest[(rest.startIndex + 1)..<close]
      guard !key.contains(UInt8(ascii: "[")) else { return nil }
      path.append(String(decoding: key, as: UTF8.self))
      rest = rest[(close + 1)...]
    }
    return path.contains { $0.contains("]") } ? nil : path
  }
}
