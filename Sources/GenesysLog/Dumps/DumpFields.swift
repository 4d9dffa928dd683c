import Event

/// Writes a JSON object of fixed keys, of which those without a value are left out.
struct DumpFields {
  private let start: Int

  /// Opens the object.
  init(_ buffer: inout JSONBuffer) {
    start = buffer.count
    buffer.append(UInt8(ascii: "{"))
  }

  /// Appends a text under `key`, which is written with its quotes and colon: `"message":`.
  func append(
    _ key: StaticString, _ value: Range<Int>?, of bytes: Span<UInt8>, to buffer: inout JSONBuffer
  ) {
    guard let value, !value.isEmpty else { return }
    appendKey(key, to: &buffer)
    buffer.append(UInt8(ascii: "\""))
    buffer.append(escaping: bytes, value)
    buffer.append(UInt8(ascii: "\""))
  }

  /// Appends an object of `tree` under `key`.
  func append(
    _ key: StaticString, _ node: Int, in tree: borrowing DumpTree, of bytes: Span<UInt8>,
    to buffer: inout JSONBuffer
  ) {
    let mark = buffer.count
    appendKey(key, to: &buffer)
    if !tree.append(node, of: bytes, asJSONTo: &buffer) { buffer.truncate(to: mark) }
  }

  /// Closes the object; false, with nothing appended, if it would be empty.
  func close(_ buffer: inout JSONBuffer) -> Bool {
    if buffer.count == start + 1 {
      buffer.truncate(to: start)
      return false
    }
    buffer.append(UInt8(ascii: "}"))
    return true
  }

  private func appendKey(_ key: StaticString, to buffer: inout JSONBuffer) {
    if buffer.count > start + 1 { buffer.append(UInt8(ascii: ",")) }
    buffer.append(key)
  }
}
